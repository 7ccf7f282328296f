import { randomBytes } from 'node:crypto'
import { inviteKiosk, inviteStation, listDevices, revokeStation } from '../../contract/routes/presence.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { toIso, toMs } from '../../kit/time.ts'
import { sha256Of, tokenOf } from '../../people/secrets/token.ts'
import { listVisibleSites } from '../../people/store/reach.ts'
import { keepKioskToken } from './codes.ts'
import type { JoiningDeps } from './joiningAnswers.ts'
import { getReachedSite } from './reach.ts'
import { findDevice, findKioskOrigin, listDeviceRows } from './store.ts'
import type { DeviceTable } from './tables.ts'

const done = { done: true } as const
const linkLivesMs = 30 * 60_000

export interface DeviceDeps extends JoiningDeps {
  /** Where a station's kiosk page is that has not said so itself, e.g. `http://127.0.0.1:8080`. */
  readonly kioskOrigin: () => string
}

/** Stations and their kiosks. */
export const deviceAnswers = ({ makeStation, centerKey, kioskOrigin }: DeviceDeps): Answer[] => [
  answer(listDevices, async (_, ask) =>
    listDeviceRows(ask.db, ask.countyId, await listVisibleSites(ask.db, ask.countyId, callerOf(ask))),
  ),

  answer(revokeStation, async ({ params }, ask) => {
    const device = await getDevice(ask, params.deviceId)
    if (device.revoked) return refuse('alreadyDone')
    await ask.record('stationKept', { ...stateOf(device), revoked: true }, { siteId: device.site_id })
    return done
  }),

  answer(inviteStation, async ({ params }, ask) => {
    const site = await getReachedSite(ask, params.siteId, ['systemAdmin', 'clerk'])
    if (makeStation === null) return refuse('stationElsewhere')
    const { deviceId, publicKey } = await makeStation({
      countyId: ask.countyId,
      siteId: site.siteId,
      name: site.name,
      centerKey: centerKey.publicKey,
    })
    if ((await findDevice(ask.db, ask.countyId, deviceId)) === undefined) {
      const body = { deviceId, siteId: site.siteId, name: site.name, publicKey, revoked: false }
      await ask.record('stationKept', body, { siteId: site.siteId })
    }
    return { deviceId }
  }),

  answer(inviteKiosk, async ({ params }, ask) => {
    const device = await getDevice(ask, params.deviceId)
    await getReachedSite(ask, device.site_id, ['systemAdmin', 'clerk'])
    if (device.revoked) return refuse('stationRevoked')
    const token = tokenOf(randomBytes(32))
    const expiresAt = toIso(toMs(ask.now) + linkLivesMs)
    const { deviceId } = params
    await keepKioskToken(ask.db, ask.countyId, { tokenSha256: sha256Of(token), deviceId, expiresAt })
    const origin = (await findKioskOrigin(ask.db, ask.countyId, deviceId)) ?? kioskOrigin()
    return { link: `${origin}/kiosk/#bind=${token}`, expiresAt }
  }),
]

async function getDevice(ask: Ask, deviceId: string): Promise<DeviceTable> {
  return (await findDevice(ask.db, ask.countyId, deviceId)) ?? refuse('notFound')
}

const stateOf = (device: DeviceTable) => ({
  deviceId: device.device_id,
  siteId: device.site_id,
  name: device.name,
  publicKey: device.public_key,
})
