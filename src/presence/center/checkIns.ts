import type { Selectable } from 'kysely'
import type { CheckInRow } from '../../contract/routes/presence.ts'
import { TimeReading } from '../../fact/kinds/presence.ts'
import type { Caller } from '../../http/answer.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { clocksOf, gradeTime } from '../rules/timeGrade.ts'
import { findPunchTime } from '../terminal/reading.ts'
import { HeardBeacon } from './deviceAuth.ts'
import type { CheckInTable } from './tables.ts'

/** Which check-ins; all that is given must hold. `from` is included, `before` is not. */
export interface CheckInFilter {
  readonly siteIds?: readonly string[]
  readonly staffId?: string
  readonly ids?: readonly string[]
  readonly from?: Iso
  readonly before?: Iso
}

/** Check-ins with how well their time is known now: a beacon that came later makes an older one surer. Newest first. */
export async function listGradedCheckIns(
  db: Db,
  countyId: number,
  filter: CheckInFilter,
  now: Iso,
): Promise<CheckInRow[]> {
  let query = db
    .selectFrom('check_in')
    .leftJoin('check_in_closing', (join) =>
      join
        .onRef('check_in_closing.county_id', '=', 'check_in.county_id')
        .onRef('check_in_closing.check_in_id', '=', 'check_in.check_in_id'),
    )
    .leftJoin('device', (join) =>
      join.onRef('device.county_id', '=', 'check_in.county_id').onRef('device.device_id', '=', 'check_in.device_id'),
    )
    .selectAll('check_in')
    .select(['check_in_closing.beacon', 'device.since'])
    .where('check_in.county_id', '=', countyId)
  if (filter.siteIds) query = query.where('check_in.site_id', 'in', filter.siteIds)
  if (filter.staffId) query = query.where('check_in.staff_id', '=', filter.staffId)
  if (filter.ids) query = query.where('check_in.check_in_id', 'in', filter.ids)
  if (filter.from) query = query.where('check_in.at', '>=', filter.from)
  if (filter.before) query = query.where('check_in.at', '<', filter.before)
  const rows = await query.orderBy('check_in.at', 'desc').orderBy('check_in.check_in_id', 'desc').execute()
  return rows.map((row) => gradedRow(row, now))
}

interface Graded extends Selectable<CheckInTable> {
  readonly beacon: unknown
  readonly since: string | null
}

/** Where nothing closes an end, what is certain is: after the station was made, and before now. */
function gradedRow(row: Graded, now: Iso): CheckInRow {
  const grade = findPunchTime(row.reading) ?? stationTime(row)
  return {
    checkInId: row.check_in_id,
    staffId: row.staff_id,
    siteId: row.site_id,
    at: row.at,
    method: row.method,
    direction: row.direction,
    timeGrade: grade.grade,
    earliest: grade.earliest ?? row.since ?? row.at,
    latest: grade.latest ?? (toMs(now) > toMs(row.at) ? now : row.at),
    countersignedBy: row.countersigned_by,
    simulated: row.simulated,
  }
}

function stationTime(row: Graded) {
  const { reading, before } = clocksOf(TimeReading.parse(row.reading))
  const heard = HeardBeacon.safeParse(row.beacon).data
  return gradeTime(reading, before, heard === undefined ? null : closingOf(heard), null)
}

/** A beacon a station heard, as grading takes it. */
export const closingOf = ({ bootId, centerTime, monotonicMs, wall, roundTripMs }: HeardBeacon) => ({
  bootId,
  center: toMs(centerTime),
  monotonic: monotonicMs,
  wall: toMs(wall),
  roundTrip: roundTripMs,
})

/** Longer than any station is expected to be without a network. */
const longestOffline = 60 * 24 * 3_600_000

/** Remembers a beacon a station heard for all its check-ins before it that have none yet: the first one is the sharpest. */
export async function closeCheckIns(db: Db, countyId: number, deviceId: string, heard: HeardBeacon): Promise<void> {
  const open = await db
    .selectFrom('check_in')
    .select(['check_in_id', 'reading'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('at', '>=', toIso(toMs(heard.centerTime) - longestOffline))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('check_in_closing')
            .select('check_in_id')
            .whereRef('check_in_closing.county_id', '=', 'check_in.county_id')
            .whereRef('check_in_closing.check_in_id', '=', 'check_in.check_in_id'),
        ),
      ),
    )
    .execute()
  const closed = open.filter(({ reading }) => {
    const { bootId, monotonicMs } = TimeReading.parse(reading)
    return bootId === heard.bootId && monotonicMs < heard.monotonicMs
  })
  if (closed.length === 0) return
  const beacon = JSON.stringify(heard)
  await db
    .insertInto('check_in_closing')
    .values(closed.map(({ check_in_id }) => ({ county_id: countyId, check_in_id, beacon })))
    .onConflict((clash) => clash.columns(['county_id', 'check_in_id']).doNothing())
    .execute()
}

/** A check-in as a caller may see it: how somebody checked in is nobody's business but the clerk's and the inspector's. */
export function asSeenBy({ grants }: Pick<Caller, 'grants'>, row: CheckInRow): CheckInRow {
  const may = grants.some(({ role }) => role === 'clerk' || role === 'inspector')
  return may ? row : { ...row, method: null, countersignedBy: null }
}
