import { createHash } from 'node:crypto'

/** What of a fact the log may say: its commitment, and for a station's fact whose and the how-manieth it is. */
export interface Loggable {
  /** 32 bytes. */
  readonly commitment: Uint8Array
  readonly deviceId: string | null
  readonly deviceSeq: number | null
}

/**
 * A leaf of the log: canonical JSON with the commitment `c`; for a station's fact also its mark `dev` and number `seq`,
 * so that everybody can see a gap or a doubled number. No kind, no time, no person. The place of a fact in the log is its
 * position in the county, counted from 0.
 */
export function entryOf({ commitment, deviceId, deviceSeq }: Loggable): Uint8Array {
  // Written out, not made from an object: members in the order of JCS, none of which needs an escape.
  const number = deviceId === null || deviceSeq === null ? '' : `"dev":"${deviceMark(deviceId)}","seq":${deviceSeq},`
  return Buffer.from(`{"c":"${base64Of(commitment)}",${number}"v":1}`, 'latin1')
}

const base64Of = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('base64')

const marks = new Map<string, string>()

/** Under which name the log knows a device: 16 hex digits of SHA-256. The list of stations says whose it is. */
export function deviceMark(deviceId: string): string {
  const known = marks.get(deviceId)
  if (known !== undefined) return known
  const mark = createHash('sha256').update(`zaigang device ${deviceId}`).digest('hex').slice(0, 16)
  marks.set(deviceId, mark)
  return mark
}
