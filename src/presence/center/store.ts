import type { DeviceRow } from '../../contract/routes/presence.ts'
import type { Db } from '../../store/open.ts'
import { type Compared, compareCounts } from './completeness/comparing.ts'
import type { DeviceTable } from './tables.ts'
import './tables.ts'

export const findDevice = (db: Db, countyId: number, deviceId: string): Promise<DeviceTable | undefined> =>
  db
    .selectFrom('device')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst()

/** Stations of some sites with their health, by name. */
export async function listDeviceRows(db: Db, countyId: number, siteIds: readonly string[]): Promise<DeviceRow[]> {
  if (siteIds.length === 0) return []
  const devices = await db
    .selectFrom('device')
    .leftJoin('device_health', (join) =>
      join
        .onRef('device_health.county_id', '=', 'device.county_id')
        .onRef('device_health.device_id', '=', 'device.device_id'),
    )
    .leftJoin('device_head', (join) =>
      join
        .onRef('device_head.county_id', '=', 'device.county_id')
        .onRef('device_head.device_id', '=', 'device.device_id'),
    )
    .selectAll('device')
    .select(['device_health.last_seen_at', 'device_health.waiting', 'device_head.seq'])
    .where('device.county_id', '=', countyId)
    .where('device.site_id', 'in', siteIds)
    .orderBy('device.name')
    .orderBy('device.device_id')
    .execute()
  const counted = new Map((await compareCounts(db, countyId)).map((it) => [it.deviceId, it]))
  return Promise.all(
    devices.map(async (row) => ({
      deviceId: row.device_id,
      siteId: row.site_id,
      name: row.name,
      revoked: row.revoked,
      lastSeenAt: row.last_seen_at,
      waiting: row.waiting,
      lastSeq: row.seq ?? 0,
      counted: readCounted(counted.get(row.device_id)),
      alarms: await listAlarms(db, countyId, row.device_id),
      version: (await findLastStart(db, countyId, row.device_id))?.version ?? null,
      kiosks: await listKiosks(db, countyId, row.device_id),
      trouble: await listTrouble(db, countyId, row.device_id),
    })),
  )
}

const readCounted = (it: Compared | undefined): DeviceRow['counted'] =>
  it === undefined ? null : { month: it.month, made: it.made, held: it.held }

const listAlarms = (db: Db, countyId: number, deviceId: string): Promise<DeviceRow['alarms']> =>
  db
    .selectFrom('device_alarm')
    .select(['at', 'alarm', 'seq'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .orderBy('at', 'desc')
    .limit(5)
    .execute()

/** What a station said of itself when it started last. */
const findLastStart = (db: Db, countyId: number, deviceId: string) =>
  db
    .selectFrom('device_start')
    .select(['version', 'kiosk_origin'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Where a station's kiosk page is, as it said when it started last. */
export async function findKioskOrigin(db: Db, countyId: number, deviceId: string): Promise<string | undefined> {
  return (await findLastStart(db, countyId, deviceId))?.kiosk_origin ?? undefined
}

async function listKiosks(db: Db, countyId: number, deviceId: string): Promise<DeviceRow['kiosks']> {
  const rows = await db
    .selectFrom('kiosk')
    .select(['kiosk_id', 'bound_at', 'revoked'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .orderBy('bound_at', 'desc')
    .execute()
  return rows.map((row) => ({ kioskId: row.kiosk_id, boundAt: row.bound_at, revoked: row.revoked }))
}

const mostTroubles = 20

/** What the station reported, and what it sent and may not state. */
async function listTrouble(db: Db, countyId: number, deviceId: string): Promise<DeviceRow['trouble']> {
  const reported = await db
    .selectFrom('device_trouble')
    .select(['at', 'trouble', 'detail'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .orderBy('at', 'desc')
    .limit(mostTroubles)
    .execute()
  const refused = await db
    .selectFrom('refused_fact')
    .select(['at', 'why', 'device_seq'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .orderBy('at', 'desc')
    .limit(mostTroubles)
    .execute()
  return [
    ...reported,
    ...refused.map(({ at, why, device_seq }) => ({ at, trouble: 'factRefused', detail: `${why} #${device_seq}` })),
  ]
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, mostTroubles)
}

/** The stations of a site that are not revoked. */
export const listStationsAt = (db: Db, countyId: number, siteId: string): Promise<{ device_id: string }[]> =>
  db
    .selectFrom('device')
    .select('device_id')
    .where('county_id', '=', countyId)
    .where('site_id', '=', siteId)
    .where('revoked', '=', false)
    .execute()
