import { createPublicKey, verify } from 'node:crypto'
import { type FromKiosk, openingText } from '../../contract/kiosk.ts'
import { newId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusals.ts'
import { toMs } from '../../kit/time.ts'
import { sha256Of } from '../../people/secrets/token.ts'
import { atomically } from '../../store/atomically.ts'
import type { Station } from '../station/station.ts'
import type { Running, Stations } from '../station/stations.ts'
import { findKiosk, findKioskOf, spendToken } from '../station/store.ts'

type Bind = Extract<FromKiosk, { say: 'bind' }>
type Open = Extract<FromKiosk, { say: 'open' }>

/** A kiosk that proved its key to one of the stations. */
export interface Opened {
  readonly running: Running
  readonly kioskId: string
}

/**
 * Binds the key of a browser with a one-time link, once and for good; asked again by the same browser, whose answer was
 * lost, it is the same kiosk. A link the station has not heard of yet is asked for at the center. Refuses `kioskLinkGone`.
 * The browser still has to open, which proves that it has the key.
 */
export async function bindKiosk(stations: Stations, { token, publicKey }: Bind): Promise<string> {
  const tokenSha256 = sha256Of(token)
  const running = findInvited(stations, tokenSha256) ?? (await askCenter(stations, tokenSha256))
  if (running === undefined) refuse('kioskLinkGone')
  const { station } = running
  const body = { siteId: station.siteId, kioskId: newId(), publicKey: JSON.stringify(publicKey), revoked: false }
  const isFirst = await atomically(station.db, async (tx) => {
    if (!(await spendToken(tx, station, tokenSha256, station.clock.now()))) return false
    await station.record([{ kind: 'kioskBound', idemKey: `${tokenSha256}:bound`, body }], tx)
    return true
  })
  if (!isFirst) return (await findKioskOf(station.db, station, body.publicKey))?.kiosk_id ?? refuse('kioskLinkGone')
  running.uplink.nudge()
  return body.kioskId
}

function findInvited(stations: Stations, tokenSha256: string): Running | undefined {
  return stations.list().find(({ station }) => isInvited(station, tokenSha256))
}

function isInvited(station: Station, tokenSha256: string): boolean {
  const tokens = station.snapshot()?.kioskTokens ?? []
  const now = toMs(station.clock.now())
  return tokens.some((one) => one.tokenSha256 === tokenSha256 && toMs(one.expiresAt) > now)
}

/** The link may be younger than the last pull. */
async function askCenter(stations: Stations, tokenSha256: string): Promise<Running | undefined> {
  for (const { uplink } of stations.list()) await uplink.pullNow().catch(() => undefined)
  return findInvited(stations, tokenSha256)
}

/** Whether a kiosk's signature over this connection's nonce is that of a key bound here. Refuses `kioskUnknown`. */
export async function proveKiosk(stations: Stations, { kioskId, signature }: Open, nonce: string): Promise<Opened> {
  for (const running of stations.list()) {
    const kiosk = await findKiosk(running.station.db, running.station, kioskId)
    if (kiosk === undefined) continue
    if (running.station.revoked()) refuse('stationRevoked')
    if (kiosk.revoked || !isSigned(kiosk.public_key, openingText(kioskId, nonce), signature)) break
    // As it is kept: however the page wrote it, it is one kiosk and one door.
    return { running, kioskId: kiosk.kiosk_id }
  }
  refuse('kioskUnknown')
}

function isSigned(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: JSON.parse(publicKey), format: 'jwk' })
    const bytes = Buffer.from(signature, 'base64url')
    return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes)
  } catch {
    return false
  }
}
