import { monthOf } from '../../kit/month.ts'
import { dayOf, instantAt } from '../../kit/time.ts'
import type { Station } from './station.ts'

const stated = new WeakMap<Station, string>()

/**
 * Once a month a station says how many facts it ever made, so that the center can tell whether it holds as many. In its
 * first month there is nothing to say.
 */
export async function stateCount(station: Station): Promise<void> {
  if (station.revoked() || station.snapshot() === null) return
  const month = monthOf(dayOf(station.clock.now()))
  if (stated.get(station) === month) return

  const idemKey = `counted:${month}`
  const made = await countMade(station, month)
  if (made > 0 && !(await isStated(station, idemKey))) {
    const body = { siteId: station.siteId, month, made, lastSeq: made }
    await station.record([{ kind: 'stationCounted', idemKey, body }])
  }
  stated.set(station, month)
}

/** The last number given; 0 where nothing was made before this month. */
async function countMade({ db, countyId, deviceId }: Station, month: string): Promise<number> {
  const earlier = await db
    .selectFrom('fact')
    .select('id')
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('recorded_at', '<', instantAt(`${month}-01`, '00:00'))
    .limit(1)
    .executeTakeFirst()
  if (earlier === undefined) return 0
  const head = await db
    .selectFrom('device_head')
    .select('seq')
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst()
  return head?.seq ?? 0
}

async function isStated({ db, countyId, deviceId }: Station, idemKey: string): Promise<boolean> {
  const row = await db
    .selectFrom('fact')
    .select('id')
    .where('county_id', '=', countyId)
    .where('idem_key', '=', `${deviceId}:${idemKey}`)
    .executeTakeFirst()
  return row !== undefined
}
