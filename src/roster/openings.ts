import { sql } from 'kysely'
import { numberOf } from '../calendar/plainDay.ts'
import type { Site } from '../contract/people.ts'
import type { Gap } from '../contract/roster.ts'
import type { Duty } from '../contract/routes/duties.ts'
import { groupBy } from '../kit/grouping.ts'
import { addDays, countyZone, type Day, toIso, toMs } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import { type Days, loadDays } from './days.ts'
import { type Span, spanOfDays } from './duty.ts'
import { listPeopleById, type Person } from './people.ts'
import { loadRoster } from './plans.ts'
import { listAbsences } from './requests/store.ts'
import { type InstantOf, instantsIn } from './rules/clock.ts'
import { type PreparedRoster, prepareRoster, type RosterData } from './rules/expand.ts'
import { findGaps, type SiteRoster } from './rules/gaps.ts'
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
export async function listGapsAt(db: Db, countyId: number, { sites, days, more = [] }: Opening): Promise<Gap[]> {
  const [from = '', to = from] = [days[0], days.at(-1)]
  const open = sites.filter((site) => !site.closed && Object.values(site.hours).some((it) => it.length > 0))
  if (open.length === 0 || from === '') return []

  const span = spanOfDays(addDays(from, -1), addDays(to, 1))
  const duties = [...(await listDuties(db, countyId, span, open.length === 1 ? open[0]?.siteId : undefined)), ...more]
  const holders = [...new Set(duties.map((it) => it.staffId))]
  const calendar = await loadDays(db, countyId)
  const known = { days, duties: groupBy(duties, (it) => it.siteId), calendar, at: instantsIn() }
  const byDuties: Known = {
    ...known,
    livesByDuties: () => true,
    people: [],
    away: await listAway(db, countyId, span, holders),
  }
  const left = open.filter((site) => findAt(site, byDuties, nobody).length > 0)
  // Duties alone cover most days: only where they do not is everybody looked at.
  if (left.length === 0) return []
  const siteIds = left.map((it) => it.siteId)
  const people = await listAssignedAt(db, countyId, siteIds)
  const roster = await loadRoster(
    db,
    countyId,
    people.map((it) => it.staffId),
  )
  const unitOf = new Map(people.map((it) => [it.staffId, it.unitId]))
  const prepared = prepareRoster(roster, (id, day) => calendar.of(unitOf.get(id) ?? '', day, id))
  const away = await listAway(db, countyId, span, [...holders, ...unitOf.keys()])
  const livesByDuties = await findDutyDays(db, countyId, siteIds, { from, to, more })
  const whole: Known = { ...known, livesByDuties, away, people: representing(people, roster, calendar, away) }
  return left.flatMap((site) => findAt(site, whole, prepared).map((it) => ({ siteId: site.siteId, ...isoOf(it) })))
}

/** What gaps are found from. */
interface Known {
  readonly days: readonly Day[]
  readonly duties: ReadonlyMap<string, readonly Duty[]>
  readonly calendar: Days
  readonly at: InstantOf
  readonly livesByDuties: (siteId: string, day: Day) => boolean
  readonly people: readonly Person[]
  readonly away: ReadonlyMap<string, readonly MsSpan[]>
}

const nobody = prepareRoster({ shifts: new Map(), patterns: new Map(), assignments: [] }, () => {
  throw new Error('nobody has a calendar')
})

function findAt(site: Site, known: Known, roster: PreparedRoster): MsSpan[] {
  const { siteId, unitId, hours } = site
  const its: SiteRoster = {
    hours,
    duties: (known.duties.get(siteId) ?? []).map(msOf),
    staffIds: known.people.filter((it) => it.siteId === siteId).map((it) => it.staffId),
    away: known.away,
    livesByDuties: (day) => known.livesByDuties(siteId, day),
    calendar: (day) => known.calendar.of(unitId, day),
  }
  return findGaps(its, known.days, roster, known.at)
}

const isoOf = ({ starts, ends }: MsSpan) => ({ starts: toIso(starts), ends: toIso(ends) })
const msOf = ({ staffId, starts, ends }: Duty) => ({ staffId, starts: toMs(starts), ends: toMs(ends) })

/** People of some sites who have an assignment. */
async function listAssignedAt(db: Db, countyId: number, siteIds: readonly string[]): Promise<Person[]> {
  const rows = await db
    .selectFrom('assignment')
    .select('staff_id')
    .distinct()
    .where('county_id', '=', countyId)
    .where(
      sql<boolean>`staff_id in (select staff_id from staff where county_id = ${countyId} and site_id = any(${[...siteIds]}::uuid[]))`,
    )
    .execute()
  const people = await listPeopleById(
    db,
    countyId,
    rows.map((row) => row.staff_id),
  )
  return [...people.values()]
}

/**
 * One for all who work the same and are never away: a hundred people in one pattern open the door no wider than one. Who
 * is away at some time, or has a calendar of his own, stands for himself.
 */
function representing(
  people: readonly Person[],
  { assignments }: RosterData,
  calendar: Days,
  away: ReadonlyMap<string, unknown>,
): Person[] {
  const byStaff = groupBy(assignments, (it) => it.staffId)
  const met = new Set<string>()
  return people.filter(({ staffId, siteId, unitId }) => {
    if (away.has(staffId) || calendar.hasOwn(staffId)) return true
    const works = (byStaff.get(staffId) ?? []).map((it) => [it.patternId, it.from, it.to, it.phase, it.post].join())
    const key = [siteId, unitId, ...works].join(' ')
    return !met.has(key) && met.add(key)
  })
}

/** When people are not there: approved leave, field days, and for good from the day they left. */
async function listAway(
  db: Db,
  countyId: number,
  span: Span,
  staffIds: readonly string[],
): Promise<Map<string, MsSpan[]>> {
  const at = instantsIn()
  const people = await listPeopleById(db, countyId, staffIds)
  const absences = await listAbsences(db, countyId, span, staffIds)
  const all = [
    ...absences.map((it) => ({ staffId: it.staffId, starts: toMs(it.starts), ends: toMs(it.ends) })),
    ...[...people.values()].flatMap(({ staffId, leftOn }) =>
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
