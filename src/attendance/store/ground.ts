import { type Coverage, coverageOf } from '../../calendar/coverage.ts'
import { dayOf as calendarDayOf } from '../../calendar/days.ts'
import { loadCalendar } from '../../calendar/store.ts'
import type { AttendanceRule } from '../../contract/attendance.ts'
import type { Unit } from '../../contract/people.ts'
import { addDays, type Day, type Iso, instantAt, toMs } from '../../kit/time.ts'
import { type Parents, pathOf } from '../../people/rules/tree.ts'
import { listUnits } from '../../people/store/tree.ts'
import { listAssignments, loadRoster } from '../../roster/plans.ts'
import { prepareRoster } from '../../roster/rules/expand.ts'
import type { Db } from '../../store/open.ts'
import { byRule, type Judging, type PersonFile, type Settled } from '../judging.ts'
import { openRuleBook, type RuleBook } from '../ruleBook.ts'
import type { Span } from '../rules/input.ts'
import { listFiles, type PlanOn, type UnitOn } from './files.ts'
import type { Days } from './postings.ts'
import { listKeptRules } from './rules.ts'
import { alwaysSilent, listSilences } from './stations.ts'

/** Everything about some days of a county that is not about one person. */
export interface Ground extends Coverage {
  readonly days: Days
  readonly units: ReadonlyMap<string, Unit>
  readonly parents: Parents
  readonly rules: readonly AttendanceRule[]
  readonly judging: Judging
  /** The same days judged by other rules. */
  judgedBy(rules: readonly AttendanceRule[]): Judging
  /** A unit and all above it; empty where there is none. */
  pathOf(unitId: string): readonly string[]
  /** What is known of some people around the days. */
  listFiles(db: Db, staffIds: readonly string[]): Promise<PersonFile[]>
}

/** Loads what holds for everybody in some days, as it is known now. */
export async function loadGround(db: Db, countyId: number, days: Days, now: Iso): Promise<Ground> {
  const units = new Map((await listUnits(db, countyId)).map((unit) => [unit.unitId, unit]))
  const parents: Parents = new Map([...units].map(([id, unit]) => [id, unit.parentId]))
  const calendar = await loadCalendar(db, countyId)
  const rules = await listKeptRules(db, countyId)
  const wider = listDays(addDays(days.from, -1), addDays(days.to, 1))
  const span = instantsOf(wider)
  const silences = await listSilences(db, countyId, span, toMs(now))
  const paths = new Map([...units.keys()].map((unitId) => [unitId, pathOf(parents, unitId)]))
  const pathTo = (unitId: string): readonly string[] => paths.get(unitId) ?? []
  const dayFor = (unitId: string, staffId: string | null, day: Day) =>
    calendarDayOf(calendar, day, { unitPath: pathTo(unitId), staffId })
  const judgedBy = (others: readonly AttendanceRule[]): Judging => ({
    now: toMs(now),
    days: wider.slice(1, -1),
    wider,
    settle: settler(openRuleBook(others), pathTo, dayFor, (staffId) => calendar.persons.has(staffId)),
    silencesAt: (siteId) => silences.get(siteId) ?? alwaysSilent,
  })
  const judging = judgedBy(rules)
  const roster = await loadRoster(db, countyId, [])
  const loadPlans = async (tx: Db, staffIds: readonly string[], unitOn: UnitOn): Promise<PlanOn> => {
    const assignments = await listAssignments(tx, countyId, staffIds)
    const dayFor = (staffId: string, day: Day) => judging.settle(unitOn(staffId, day), staffId, day).calendar
    return prepareRoster({ ...roster, assignments }, dayFor).planOn
  }
  return {
    days,
    units,
    parents,
    rules,
    ...coverageOf(calendar),
    judging,
    judgedBy,
    pathOf: pathTo,
    listFiles: (tx, staffIds) =>
      listFiles(tx, countyId, { staffIds, days: { from: wider[0] ?? '', to: wider.at(-1) ?? '' }, span, loadPlans }),
  }
}

type DayFor = (unitId: string, staffId: string | null, day: Day) => Settled['calendar']

/** Days of a unit are the same for all who have no calendar of their own: each is settled once. */
function settler(
  book: RuleBook,
  pathTo: (unitId: string) => readonly string[],
  dayFor: DayFor,
  isSpecial: (staffId: string) => boolean,
): Judging['settle'] {
  const known = new Map<string, Map<Day, Settled>>()
  const make = (unitId: string, staffId: string | null, day: Day): Settled => {
    const rule = book.ruleOn(pathTo(unitId), day)
    return { rule, calendar: byRule(dayFor(unitId, staffId, day), rule) }
  }
  return (unitId, staffId, day) => {
    if (staffId !== null && isSpecial(staffId)) return make(unitId, staffId, day)
    const ofUnit = known.get(unitId) ?? new Map<Day, Settled>()
    known.set(unitId, ofUnit)
    const found = ofUnit.get(day) ?? make(unitId, null, day)
    ofUnit.set(day, found)
    return found
  }
}

/** Every day from one to another, both included. */
export function listDays(from: Day, to: Day): Day[] {
  const length = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
  return Array.from({ length }, (_, i) => new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10))
}

const instantsOf = (days: readonly Day[]): Span => ({
  starts: toMs(instantAt(days[0] ?? '', '00:00')),
  ends: toMs(instantAt(addDays(days.at(-1) ?? '', 1), '00:00')),
})
