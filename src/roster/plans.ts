import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Assignment, Pattern, Shift } from '../contract/roster.ts'
import { type Iso, instantAt, toIso } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import type { RosterData } from './rules/expand.ts'
import { latestOf, type Version } from './rules/versions.ts'
import type { AssignmentRow, PatternRow, ShiftRow } from './tables.ts'

/** Shifts and patterns with all their versions, and the assignments of some people or of all. */
export async function loadRoster(db: Db, countyId: number, staffIds?: readonly string[]): Promise<RosterData> {
  const [shifts, patterns, assignments] = [
    await listShiftVersions(db, countyId),
    await listPatternVersions(db, countyId),
    await listAssignments(db, countyId, staffIds),
  ]
  return { shifts, patterns, assignments }
}

/** Shifts as kept last. */
export async function listShifts(db: Db, countyId: number): Promise<Shift[]> {
  return latestOfAll(await listShiftVersions(db, countyId))
}

/** Patterns as kept last. */
export async function listPatterns(db: Db, countyId: number): Promise<Pattern[]> {
  return latestOfAll(await listPatternVersions(db, countyId))
}

const latestOfAll = <T>(all: ReadonlyMap<string, Version<T>[]>): T[] =>
  [...all.values()].flatMap((versions) => latestOf(versions) ?? [])

/** Assignments of some people or of all, by person and day. */
export async function listAssignments(db: Db, countyId: number, staffIds?: readonly string[]): Promise<Assignment[]> {
  let query = db.selectFrom('assignment').selectAll().where('county_id', '=', countyId)
  if (staffIds) query = query.where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
  return (await query.orderBy('staff_id').orderBy('from_day').orderBy('assignment_id').execute()).map(assignmentOf)
}

export interface AssignmentsAsk {
  readonly unitIds: readonly string[]
  /** What ended before this day comes last. */
  readonly today: string
  readonly most: number
}

/** Assignments of the people of some units, so many at most: those still running first, then by person and day. */
export async function listAssignmentsWithin(
  db: Db,
  countyId: number,
  { unitIds, today, most }: AssignmentsAsk,
): Promise<Assignment[]> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('staff', (on) =>
      on.onRef('staff.county_id', '=', 'assignment.county_id').onRef('staff.staff_id', '=', 'assignment.staff_id'),
    )
    .selectAll('assignment')
    .where('assignment.county_id', '=', countyId)
    .where(sql<boolean>`staff.unit_id = any(${[...unitIds]}::uuid[])`)
    .orderBy(sql`coalesce(to_day < ${today}, false)`)
    .orderBy('assignment.staff_id')
    .orderBy('from_day')
    .orderBy('assignment_id')
    .limit(most)
    .execute()
  return rows.map(assignmentOf)
}

export async function findAssignment(db: Db, countyId: number, assignmentId: string): Promise<Assignment | undefined> {
  const row = await db
    .selectFrom('assignment')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('assignment_id', '=', assignmentId)
    .executeTakeFirst()
  return row && assignmentOf(row)
}

/** Whether somebody still follows a pattern on a day or later. */
export async function isFollowed(db: Db, countyId: number, patternId: string, day: string): Promise<boolean> {
  const row = await db
    .selectFrom('assignment')
    .select('assignment_id')
    .where('county_id', '=', countyId)
    .where('pattern_id', '=', patternId)
    .where((it) => it.or([it('to_day', 'is', null), it('to_day', '>=', day)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** How often what somebody works by was changed, and when last: only ever more, and later. */
export async function findLastChange(
  db: Db,
  countyId: number,
  staffId: string,
  { shifts, patterns }: RosterData,
): Promise<{ times: number; at: Iso }> {
  const rows = await db
    .selectFrom('assignment')
    .select(['changes', 'changed_at'])
    .where('county_id', '=', countyId)
    .where('staff_id', '=', staffId)
    .execute()
  const versions = [...shifts.values(), ...patterns.values()].flat()
  const moments = [...rows.map((row) => row.changed_at), ...versions.map((it) => instantAt(it.keptOn, '00:00'))]
  const times = rows.reduce((sum, row) => sum + row.changes + 1, versions.length)
  return { times, at: moments.sort().at(-1) ?? toIso(0) }
}

async function listShiftVersions(db: Db, countyId: number): Promise<Map<string, Version<Shift>[]>> {
  const rows = await db
    .selectFrom('shift_version')
    .selectAll()
    .where('county_id', '=', countyId)
    .orderBy('shift_id')
    .orderBy('kept_on')
    .execute()
  return versionsOf(rows, shiftOf, (it) => it.shiftId)
}

async function listPatternVersions(db: Db, countyId: number): Promise<Map<string, Version<Pattern>[]>> {
  const rows = await db
    .selectFrom('pattern_version')
    .selectAll()
    .where('county_id', '=', countyId)
    .orderBy('pattern_id')
    .orderBy('kept_on')
    .execute()
  return versionsOf(rows, patternOf, (it) => it.patternId)
}

function versionsOf<R extends { kept_on: string }, T>(
  rows: readonly R[],
  read: (row: R) => T,
  idOf: (value: T) => string,
): Map<string, Version<T>[]> {
  const all = new Map<string, Version<T>[]>()
  for (const row of rows) {
    const value = read(row)
    all.set(idOf(value), [...(all.get(idOf(value)) ?? []), { value, keptOn: row.kept_on }])
  }
  return all
}

const shiftOf = (row: Selectable<ShiftRow>): Shift => ({
  shiftId: row.shift_id,
  unitId: row.unit_id,
  name: row.name,
  kind: row.kind,
  periods: row.periods,
  flex: row.flex,
  retired: row.retired,
})

const patternOf = (row: Selectable<PatternRow>): Pattern => ({
  patternId: row.pattern_id,
  unitId: row.unit_id,
  name: row.name,
  turns: row.turns,
  days: row.days,
  followsCalendar: row.follows_calendar,
  retired: row.retired,
})

const assignmentOf = (row: Selectable<AssignmentRow>): Assignment => ({
  assignmentId: row.assignment_id,
  staffId: row.staff_id,
  patternId: row.pattern_id,
  from: row.from_day,
  to: row.to_day,
  phase: row.phase,
  post: row.post,
})
