import { sql } from 'kysely'
import { append, type Projection } from '../../../fact/append.ts'
import { draft } from '../../../fact/draft.ts'
import type { DeviceAlarm } from '../../../fact/kinds/device.ts'
import type { Iso } from '../../../kit/time.ts'
import { findCounty } from '../../../people/store/tree.ts'
import type { Db } from '../../../store/open.ts'
import '../tables.ts'

/** “The device holds N, we hold N”: what a station stated last, and what is really here of it up to that number. */
export interface Compared {
  readonly deviceId: string
  readonly siteId: string
  readonly month: string
  readonly at: Iso
  readonly made: number
  readonly held: number
}

/** One row for each station that ever stated its count. `held` is counted, not remembered. */
export async function compareCounts(db: Db, countyId: number): Promise<Compared[]> {
  const { rows } = await sql<Compared>`
    select last.device_id as "deviceId", device.site_id as "siteId", last.month, last.at, last.made,
      (select count(*) from fact where fact.county_id = last.county_id and fact.device_id = last.device_id
        and fact.device_seq between 1 and last.last_seq) as held
    from device_count as last join device using (county_id, device_id)
    where county_id = ${countyId} and last.month = (
      select max(month) from device_count as other where other.county_id = last.county_id and other.device_id = last.device_id)
    order by last.device_id`.execute(db)
  return rows
}

interface Device {
  readonly deviceId: string
  readonly siteId: string
}

/** Says as a fact that something is wrong with a number of a device; saying it twice is saying it once. */
export async function raiseAlarm(
  db: Db,
  { countyId, station, now }: { readonly countyId: number; readonly station: Device; readonly now: Iso },
  { alarm, seq }: { readonly alarm: DeviceAlarm; readonly seq: number },
  projections: readonly Projection[],
): Promise<void> {
  const { deviceId, siteId } = station
  const simulated = await isDemo(db)
  const idemKey = `deviceAlarmed:${deviceId}:${alarm}:${seq}`
  const about = { countyId, now, by: { kind: 'system' } as const, siteId, idemKey, simulated }
  await append(db, [draft('deviceAlarmed', { deviceId, siteId, alarm, seq }, about)], projections)
}

/** Raises an alarm for every station of which fewer facts are here than it stated. Returns how many lack some. */
export async function alarmMissing(
  db: Db,
  countyId: number,
  now: Iso,
  projections: readonly Projection[],
): Promise<number> {
  const lacking = (await compareCounts(db, countyId)).filter((it) => it.held < it.made)
  for (const { deviceId, siteId, made } of lacking) {
    await raiseAlarm(db, { countyId, station: { deviceId, siteId }, now }, { alarm: 'missing', seq: made }, projections)
  }
  return lacking.length
}

/** What is said of a demonstration is simulated too. */
export const isDemo = async (db: Db): Promise<boolean> => (await findCounty(db))?.demo ?? false
