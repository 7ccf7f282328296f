import { sql } from 'kysely'
import type { TimeReading } from '../../fact/kinds/presence.ts'
import { toMs } from '../../kit/time.ts'
import { closingOf } from '../../presence/center/checkIns.ts'
import type { HeardBeacon } from '../../presence/center/deviceAuth.ts'
import { clocksOf, gradeMs } from '../../presence/rules/timeGrade.ts'
import { findPunchTime } from '../../presence/terminal/reading.ts'
import type { Db } from '../../store/open.ts'
import type { Ms, Seen, Span } from '../rules/input.ts'

/** A check-in as judged, with what else the month needs of it. */
export interface SeenHere extends Seen {
  readonly siteId: string
  readonly direction: 'arrival' | 'departure' | 'again'
  readonly simulated: boolean
}

interface Row {
  readonly check_in_id: string
  readonly staff_id: string
  readonly site_id: string
  readonly at: Ms
  readonly reading: unknown
  readonly beacon: HeardBeacon | null
  readonly since: Ms | null
  readonly direction: SeenHere['direction']
  readonly simulated: boolean
}

/** Check-ins of some people in a span, with how well their time is known now, by person; unordered. */
export async function listSeenOf(
  db: Db,
  countyId: number,
  staffIds: readonly string[],
  { starts, ends }: Span,
): Promise<Map<string, SeenHere[]>> {
  const { rows } = await sql<Row>`
    select check_in.check_in_id, check_in.staff_id, check_in.site_id, ${epochMs('check_in.at')} as at, check_in.reading,
      check_in_closing.beacon, ${epochMs('device.since')} as since, check_in.direction, check_in.simulated
    from check_in
    left join check_in_closing using (county_id, check_in_id)
    left join device using (county_id, device_id)
    where check_in.county_id = ${countyId} and check_in.staff_id = any(${[...staffIds]}::uuid[])
      and check_in.at >= to_timestamp(${starts / 1000}) and check_in.at < to_timestamp(${ends / 1000})`.execute(db)
  const found = new Map<string, SeenHere[]>()
  for (const row of rows) {
    const its = found.get(row.staff_id)
    if (its === undefined) found.set(row.staff_id, [seenOf(row)])
    else its.push(seenOf(row))
  }
  return found
}

const epochMs = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`

/**
 * The instant the person was told, moved only where it is known to be impossible: the kiosk's word and the sheet agree to
 * the second. Where nothing closes the earlier end, nothing happened before the station was made.
 */
function seenOf(row: Row): SeenHere {
  const time = punchTimeOf(row) ?? stationTimeOf(row)
  const made = row.since !== null && row.since <= row.at ? row.since : null
  const earliest = time.earliest ?? made
  const { latest } = time
  return {
    checkInId: row.check_in_id,
    at: Math.max(earliest ?? row.at, Math.min(latest ?? row.at, row.at)),
    earliest,
    latest,
    grade: time.grade,
    siteId: row.site_id,
    direction: row.direction,
    simulated: row.simulated,
    ...(time.byTerminal && { byTerminal: true }),
  }
}

type Told = Pick<Seen, 'grade' | 'earliest' | 'latest' | 'byTerminal'>

function stationTimeOf({ reading, beacon }: Row): Told {
  const clocks = clocksOf(reading as TimeReading)
  return gradeMs(clocks.reading, clocks.before, beacon === null ? null : closingOf(beacon), null)
}

/** Of a punch at another maker's terminal: what its fact said of its clock. */
function punchTimeOf({ reading }: Row): Told | null {
  const time = findPunchTime(reading)
  if (time === null) return null
  return { grade: time.grade, earliest: toMs(time.earliest), latest: toMs(time.latest), byTerminal: true }
}
