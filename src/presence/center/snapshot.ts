import type { LogHead, StationSnapshot } from '../../contract/routes/station.ts'
import type { CallingStation } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { addDays, dayOf, type Iso } from '../../kit/time.ts'
import { snapshotStaff } from '../../people/store/staff.ts'
import { findCounty, findSite } from '../../people/store/tree.ts'
import { spanOfDays } from '../../roster/duty.ts'
import { listDuties } from '../../roster/store.ts'
import type { Db } from '../../store/open.ts'
import { listHeardAt } from '../terminal/center/store.ts'
import { beaconOf } from './deviceAuth.ts'
import { findDevice } from './store.ts'

/** Days of duties a station knows ahead: it has to work for so long without a network. */
const daysAhead = 14

/** Everything a station must know. A revoked one hears that it is, and no name any more. */
export async function snapshotFor(
  db: Db,
  countyId: number,
  { deviceId, siteId }: CallingStation,
  now: Iso,
  logHead: LogHead | null = null,
): Promise<StationSnapshot> {
  const county = await findCounty(db)
  const site = await findSite(db, countyId, siteId)
  const device = await findDevice(db, countyId, deviceId)
  if (!county || !site || !device) return refuse('notFound')
  const today = dayOf(now)
  const common = {
    countyId,
    countyName: county.name,
    demo: county.demo,
    site: { siteId, name: site.name, hours: site.hours, dutyPhone: site.dutyPhone },
    revoked: device.revoked,
    beacon: beaconOf(now, logHead),
  }
  if (device.revoked) return { ...common, staff: [], duties: [], kioskTokens: [] }
  return {
    ...common,
    staff: await snapshotStaff(db, countyId, siteId, today),
    duties: await listDuties(db, countyId, spanOfDays(addDays(today, -1), addDays(today, daysAhead)), siteId),
    kioskTokens: await listTokens(db, countyId, deviceId, now),
    terminals: await listHeardAt(db, countyId, siteId),
  }
}

async function listTokens(
  db: Db,
  countyId: number,
  deviceId: string,
  now: Iso,
): Promise<StationSnapshot['kioskTokens']> {
  const rows = await db
    .selectFrom('kiosk_token')
    .select(['token_sha256', 'expires_at'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('expires_at', '>', now)
    .execute()
  return rows.map((row) => ({ tokenSha256: row.token_sha256, expiresAt: row.expires_at }))
}
