import type { Assignment, Pattern, Shift } from '../../contract/roster.ts'
import * as routes from '../../contract/routes/roster.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { addDays, dayOf } from '../../kit/time.ts'
import { doOrPropose } from '../../people/proposing.ts'
import { maySeeUnit, pathOf } from '../../people/rules/tree.ts'
import { lockCounty, readParents } from '../../people/store/tree.ts'
import { demandTexts } from '../../people/texts.ts'
import { assignmentAct, assignmentEndAct, changesFrom } from '../assignmentActs.ts'
import { findAssignment, isFollowed, listAssignmentsWithin, listPatterns, listShifts } from '../plans.ts'
import { demandUnit, reaches } from '../reach.ts'
import { findPatternFault, findShiftFault } from '../rules/periods.ts'

const mostAssignments = 2_000

const readRoster = answer(routes.readRoster, async ({ query }, ask) => {
  const { db, countyId } = ask
  const { grants } = callerOf(ask)
  const parents = await readParents(db, countyId)
  const units = [...parents.keys()].filter((unitId) => maySeeUnit(grants, pathOf(parents, unitId)))
  // What units above have made can be used below.
  const near = new Set(units.flatMap((unitId) => pathOf(parents, unitId)))
  const wanted = query.unitId
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
  const shift: Shift = { ...body, ...params }
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
  const pattern: Pattern = { ...body, ...params }
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

const keepAssignment = answer(routes.keepAssignment, async ({ params, body: { why: reason, ...body } }, ask) => {
  const assignment: Assignment = { ...body, ...params }
  const before = await findAssignment(ask.db, ask.countyId, assignment.assignmentId)
  const how = { takesTwo: changesFrom(before, assignment) < dayOf(ask.now), reason }
  return { ...assignment, second: await doOrPropose(ask, assignmentAct, { kind: 'assignment', assignment }, how) }
})

const endAssignment = answer(routes.endAssignment, async ({ params, body: { to, reason } }, ask) => {
  const change = { kind: 'assignmentEnd', assignmentId: params.assignmentId, to, reason } as const
  const how = { takesTwo: addDays(to, 1) < dayOf(ask.now), reason }
  return { done: true as const, second: await doOrPropose(ask, assignmentEndAct, change, how) }
})

/** Shifts, patterns and who follows them. */
export const shiftAnswers: readonly Answer[] = [readRoster, keepShift, keepPattern, keepAssignment, endAssignment]
