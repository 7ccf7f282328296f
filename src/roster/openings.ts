import { sql } from 'kysely'
import { numberOf } from '../calendar/plainDay.ts'
import type { Site } from '../contract/people.ts'
import type { Gap } from '../contract/roster.ts'
import type { Duty } from '../contract/routes/duties.ts'
import { addDays, countyZone, type Day, toIso, toMs } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import { type Days, loadDays } from './days.ts'
import { spanOfDays } from './duty.ts'
import { loadRoster } from './plans.ts'
import { listAbsences } from './requests/store.ts'
import { instantsIn } from './rules/clock.ts'
import { type PreparedRoster, prepareRoster } from './rules/expand.ts'
import { findGaps, type SiteRoster } from './rules/gaps.ts'
import { groupBy } from './rules/grouping.ts'
import type { MsSpan } from './rules/spans.ts'
import { listDuties } from './store.ts'
import './tables.ts'

/** What is asked: sites and days, and duties that are thought of but not kept. */
export interface Opening {
  readonly sites: readonly Site[]
  /** In order. */
  readonly days: readonly Day[]
  readonly more?: readonly Duty[]
}

/** The published hours of some sites and days for which nobody is rostered, site by site, earliest first. */
export async function listGapsAt(
  db: Db,
  countyId: number,
  { sites, days: wanted, more = [] }: Opening,
): Promise<Gap[]> {
  const [from = '', to = from] = [wanted[0], wanted.at(-1)]
  const open = sites.filter((site) => !site.closed && Object.values(site.hours).some((it) => it.length > 0))
  if (open.length === 0 || from === '') return []
  const siteIds = open.map((it) => it.siteId)
  const span = spanOfDays(addDays(from, -1), addDays(to, 1))
  const kept =
    open.length === 1 ? await listDuties(db, countyId, span, siteIds[0]) : await listDuties(db, countyId, span)
  const duties = [...kept, ...more]
  const people = await listPeople(db, countyId, siteIds, duties)
  const days = await loadDays(db, countyId)
  const roster = await prepare(db, countyId, people, days)
  const away = await listAway(db, countyId, span, people)
  const lives = await findDutyDays(db, countyId, siteIds, { from, to, more })
  const dutiesAt = groupBy(duties, (it) => it.siteId)
  const peopleAt = groupBy(
    people.filter((it) => it.assigned),
    (it) => it.siteId,
  )
  const at = instantsIn()
  return open.flatMap((site) => {
    const its: SiteRoster = {
      hours: site.hours,
      duties: (dutiesAt.get(site.siteId) ?? []).map(msOf),
      staffIds: (peopleAt.get(site.siteId) ?? []).map((it) => it.staffId),
      away,
      livesByDuties: (day) => lives(site.siteId, day),
      calendar: (day) => days.of(site.unitId, day),
    }
    const gaps = findGaps(its, wanted, roster, at)
    return gaps.map(({ starts, ends }) => ({ siteId: site.siteId, starts: toIso(starts), ends: toIso(ends) }))
  })
}

const msOf = ({ staffId, starts, ends }: Duty) => ({ staffId, starts: toMs(starts), ends: toMs(ends) })

interface Person {
  readonly staffId: string
  readonly unitId: string
  readonly siteId: string
  readonly leftOn: Day | null
  readonly assigned: boolean
}

/** Who may stand for the sites: those with an assignment who belong to them, and whoever has a duty there. */
async function listPeople(
  db: Db,
  countyId: number,
  siteIds: readonly string[],
  duties: readonly Duty[],
): Promise<Person[]> {
  const holders = [...new Set(duties.map((it) => it.staffId))]
  const rows = await db
    .selectFrom('staff')
    .select(['staff_id', 'unit_id', 'site_id', 'left_on'])
    .select((it) =>
      it
        .exists(
          it
            .selectFrom('assignment')
            .select('assignment_id')
            .whereRef('assignment.county_id', '=', 'staff.county_id')
            .whereRef('assignment.staff_id', '=', 'staff.staff_id'),
        )
        .as('assigned'),
    )
    .where('county_id', '=', countyId)
    .where(
      sql<boolean>`(staff_id = any(${holders}::uuid[]) or site_id = any(${[...siteIds]}::uuid[]) and exists (
        select from assignment where assignment.county_id = staff.county_id and assignment.staff_id = staff.staff_id))`,
    )
    .orderBy('staff_id')
    .execute()
  return rows.map((row) => ({
    staffId: row.staff_id,
    unitId: row.unit_id,
    siteId: row.site_id,
    leftOn: row.left_on,
    assigned: Boolean(row.assigned),
  }))
}

async function prepare(db: Db, countyId: number, people: readonly Person[], days: Days): Promise<PreparedRoster> {
  const assigned = people.filter((it) => it.assigned).map((it) => it.staffId)
  const unitOf = new Map(people.map((it) => [it.staffId, it.unitId]))
  const data = await loadRoster(db, countyId, assigned)
  return prepareRoster(data, (staffId, day) => days.of(unitOf.get(staffId) ?? '', day, staffId))
}

/** When people are not there: approved leave, field days, and for good from the day they left. */
async function listAway(
  db: Db,
  countyId: number,
  span: { starts: string; ends: string },
  people: readonly Person[],
): Promise<Map<string, MsSpan[]>> {
  const at = instantsIn()
  const absences = await listAbsences(
    db,
    countyId,
    span,
    people.map((it) => it.staffId),
  )
  const all = [
    ...absences.map((it) => ({ staffId: it.staffId, starts: toMs(it.starts), ends: toMs(it.ends) })),
    ...people.flatMap(({ staffId, leftOn }) =>
      leftOn === null ? [] : [{ staffId, starts: at(leftOn, 0), ends: Number.POSITIVE_INFINITY }],
    ),
  ]
  return groupBy(all, (it) => it.staffId)
}

/** A site with a duty, kept or cancelled, within so many days of a day lives by a roster of duties then. */
const nearDays = 14

async function findDutyDays(
  db: Db,
  countyId: number,
  siteIds: readonly string[],
  { from, to, more }: { from: Day; to: Day; more: readonly Duty[] },
): Promise<(siteId: string, day: Day) => boolean> {
  const span = spanOfDays(addDays(from, -nearDays), addDays(to, nearDays))
  const rows = await db
    .selectFrom('duty')
    .select(['site_id', sql<string>`(starts at time zone ${countyZone})::date`.as('day')])
    .distinct()
    .where('county_id', '=', countyId)
    .where(sql<boolean>`site_id = any(${[...siteIds]}::uuid[])`)
    .where('starts', '>=', span.starts)
    .where('starts', '<', span.ends)
    .execute()
  const known = [...rows.map((row) => ({ siteId: row.site_id, number: numberOf(row.day) }))]
  const extra = more.map((it) => ({ siteId: it.siteId, number: Math.floor(toMs(it.starts) / 86_400_000) }))
  const bySite = groupBy([...known, ...extra], (it) => it.siteId)
  return (siteId, day) => (bySite.get(siteId) ?? []).some((it) => Math.abs(it.number - numberOf(day)) <= nearDays)
}
