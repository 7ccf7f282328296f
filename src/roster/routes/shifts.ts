import type { Assignment, Pattern, Shift } from '../../contract/roster.ts'
import * as routes from '../../contract/routes/roster.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { addDays, dayOf, type Iso, instantAt } from '../../kit/time.ts'
import { maySeeUnit, pathOf } from '../../people/rules/tree.ts'
import { findStaff } from '../../people/store/staff.ts'
import { lockCounty, readParents } from '../../people/store/tree.ts'
import { demandLines, demandTexts } from '../../people/texts.ts'
import {
  findAssignment,
  isFollowed,
  listAssignments,
  listAssignmentsWithin,
  listPatterns,
  listShifts,
} from '../plans.ts'
import { demandNotOwnPast, demandStaff, demandUnit } from '../reach.ts'
import { findPatternFault, findShiftFault } from '../rules/periods.ts'

const mostAssignments = 2_000

const readRoster = answer(routes.readRoster, async ({ query }, ask) => {
  const { db, countyId } = ask
  const { grants } = callerOf(ask)
  const parents = await readParents(db, countyId)
  const units = [...parents.keys()].filter((unitId) => maySeeUnit(grants, pathOf(parents, unitId)))
  // What units above have made can be used below.
  const near = new Set(units.flatMap((unitId) => pathOf(parents, unitId)))
  const wanted = query.unitId?.toLowerCase()
  const unitIds = units.filter((unitId) => wanted === undefined || pathOf(parents, unitId).includes(wanted))
  const today = dayOf(ask.now)
  const assignments = await listAssignmentsWithin(db, countyId, { unitIds, today, most: mostAssignments + 1 })
  const isNear = ({ unitId }: { unitId: string | null }): boolean => unitId === null || near.has(unitId)
  return {
    shifts: (await listShifts(db, countyId)).filter(isNear),
    patterns: (await listPatterns(db, countyId)).filter(isNear),
    assignments: assignments.slice(0, mostAssignments),
    more: assignments.length > mostAssignments,
  }
})

const keepShift = answer(routes.keepShift, async ({ params, body }, ask) => {
  demandTexts({ name: body.name })
  const shift: Shift = { ...body, shiftId: params.shiftId.toLowerCase(), unitId: lower(body.unitId) }
  await lockCounty(ask.db, ask.countyId)
  const shifts = await listShifts(ask.db, ask.countyId)
  const before = shifts.find((it) => it.shiftId === shift.shiftId)
  if (before) await demandUnit(ask, before.unitId)
  await demandUnit(ask, shift.unitId)
  const fault = findShiftFault(shift)
  if (fault) refuse(fault)
  await demandFits(ask, shift, shifts)
  await ask.record('shiftKept', shift)
  return shift
})

/** Patterns that have the shift must still be workable, and reach it. */
async function demandFits(ask: Ask, shift: Shift, shifts: readonly Shift[]): Promise<void> {
  const patterns = (await listPatterns(ask.db, ask.countyId)).filter((it) => it.days.includes(shift.shiftId))
  const living = patterns.filter((it) => !it.retired)
  if (shift.retired && living.length > 0) refuse('stillUsed', { patternId: living[0]?.patternId })
  const known = new Map([...shifts, shift].map((it) => [it.shiftId, it]))
  for (const pattern of living) {
    if (findPatternFault(pattern, known)) refuse('shiftsOverlap', { patternId: pattern.patternId })
    if (!(await reaches(ask, shift.unitId, pattern.unitId))) refuse('stillUsed', { patternId: pattern.patternId })
  }
}

const keepPattern = answer(routes.keepPattern, async ({ params, body }, ask) => {
  demandTexts({ name: body.name })
  const pattern: Pattern = {
    ...body,
    patternId: params.patternId.toLowerCase(),
    unitId: lower(body.unitId),
    days: body.days.map(lower),
  }
  const { db, countyId } = ask
  await lockCounty(db, countyId)
  const before = (await listPatterns(db, countyId)).find((it) => it.patternId === pattern.patternId)
  if (before) await demandUnit(ask, before.unitId)
  await demandUnit(ask, pattern.unitId)
  const known = new Map((await listShifts(db, countyId)).map((it) => [it.shiftId, it]))
  const fault = findPatternFault(pattern, known)
  if (fault === 'shiftUnknown') refuse('notFound', 'days')
  if (fault) refuse(fault)
  for (const id of new Set(pattern.days)) await demandUsable(ask, id === null ? undefined : known.get(id), pattern)
  if (pattern.retired && (await isFollowed(db, countyId, pattern.patternId, dayOf(ask.now)))) refuse('stillUsed')
  await ask.record('patternKept', pattern)
  return pattern
})

async function demandUsable(ask: Ask, shift: Shift | undefined, pattern: Pattern): Promise<void> {
  if (!shift) return
  if (shift.retired && !pattern.retired) refuse('notFound', 'days')
  if (!(await reaches(ask, shift.unitId, pattern.unitId))) refuse('notFound', 'days')
}

/** What a unit made holds for itself and all below it; what the county made, everywhere. */
async function reaches(ask: Ask, ofUnit: string | null, inUnit: string | null): Promise<boolean> {
  if (ofUnit === null) return true
  return inUnit !== null && pathOf(await readParents(ask.db, ask.countyId), inUnit).includes(ofUnit)
}

/** From when on an assignment changes anything; today counts whole as what is to come. */
const beginningOf = ({ staffId, from }: Pick<Assignment, 'staffId' | 'from'>): { staffId: string; starts: Iso } => ({
  staffId,
  starts: instantAt(addDays(from, 1), '00:00'),
})

const keepAssignment = answer(routes.keepAssignment, async ({ params, body }, ask) => {
  if (body.to !== null && body.to < body.from) refuse('daysWrong')
  const given: Assignment = {
    ...body,
    assignmentId: params.assignmentId.toLowerCase(),
    staffId: body.staffId.toLowerCase(),
    patternId: lower(body.patternId),
  }
  await lockCounty(ask.db, ask.countyId)
  const before = await findAssignment(ask.db, ask.countyId, given.assignmentId)
  if (before && before.staffId !== given.staffId) refuse('idempotencyConflict')
  demandNotOwnPast(ask, [given, ...(before ? [before] : [])].map(beginningOf))
  const person = await demandStaff(ask, given.staffId, given.from)
  await demandUnit(ask, person.unitId)
  await demandPattern(ask, given.patternId, person.unitId)
  const others = await listAssignments(ask.db, ask.countyId, [given.staffId])
  const clash = others.find((it) => it.assignmentId !== given.assignmentId && sharesDays(it, given))
  if (clash) refuse('assignmentOverlaps', { assignmentId: clash.assignmentId, from: clash.from, to: clash.to })
  await ask.record('assignmentKept', given, { staffId: given.staffId, siteId: person.siteId })
  return given
})

const sharesDays = (a: Assignment, b: Assignment): boolean =>
  (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to)

async function demandPattern(ask: Ask, patternId: string | null, unitId: string): Promise<void> {
  if (patternId === null) return
  const pattern = (await listPatterns(ask.db, ask.countyId)).find((it) => it.patternId === patternId)
  if (!pattern || pattern.retired) return refuse('notFound', 'patternId')
  if (!(await reaches(ask, pattern.unitId, unitId))) refuse('notFound', 'patternId')
}

const endAssignment = answer(routes.endAssignment, async ({ params, body }, ask) => {
  demandLines('reason', body.reason)
  const { db, countyId } = ask
  await lockCounty(db, countyId)
  const before = (await findAssignment(db, countyId, params.assignmentId)) ?? refuse('notFound')
  const person = (await findStaff(db, countyId, before.staffId)) ?? refuse('notFound')
  await demandUnit(ask, person.unitId)
  demandNotOwnPast(ask, [beginningOf({ staffId: person.staffId, from: addDays(body.to, 1) })])
  if (body.to < before.from || (before.to !== null && body.to > before.to)) refuse('daysWrong')
  const about = { staffId: person.staffId, siteId: person.siteId }
  await ask.record('assignmentEnded', { assignmentId: before.assignmentId, ...body }, about)
  return { done: true } as const
})

const lower = (id: string | null): string | null => id?.toLowerCase() ?? null

/** Shifts, patterns and who follows them. */
export const shiftAnswers: readonly Answer[] = [readRoster, keepShift, keepPattern, keepAssignment, endAssignment]
