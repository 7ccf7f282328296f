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
  const { buffer, byteOffset, length } = commitment
  const told = Buffer.from(buffer, byteOffset, length).toString('base64')
  const isNumbered = deviceId !== null && deviceSeq !== null
  return Buffer.from(entryText(told, isNumbered ? { mark: deviceMark(deviceId), seq: deviceSeq } : undefined), 'latin1')
}

/** The same as a text. `commitment` is base64. */
export function entryText(commitment: string, device?: { readonly mark: string; readonly seq: number }): string {
  // Written out, not made from an object: members in the order of JCS, none of which needs an escape.
  const number = device === undefined ? '' : `"dev":"${device.mark}","seq":${device.seq},`
  return `{"c":"${commitment}",${number}"v":1}`
}

const marks = new Map<string, string>()

/** Under which name the log knows a device: 16 hex digits of SHA-256. The list of stations says whose it is. */
export function deviceMark(deviceId: string): string {
  const known = marks.get(deviceId)
  if (known !== undefined) return known
  const mark = createHash('sha256').update(`zaigang device ${deviceId}`).digest('hex').slice(0, 16)
  marks.set(deviceId, mark)
  return mark
}
