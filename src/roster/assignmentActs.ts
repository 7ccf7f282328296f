import type { Words } from '../contract/attendance.ts'
import type { Assignment } from '../contract/roster.ts'
import type { Ask } from '../http/answer.ts'
import { refuse } from '../kit/refusals.ts'
import { addDays, type Day, type Iso, instantAt } from '../kit/time.ts'
import { act } from '../people/proposing.ts'
import { findStaff } from '../people/store/staff.ts'
import { lockCounty } from '../people/store/tree.ts'
import { demandLines } from '../people/texts.ts'
import { findAssignment, listAssignments, listPatterns } from './plans.ts'
import { demandNotOwnPast, demandStaff, demandUnit, reaches } from './reach.ts'

/** The first day on which an assignment makes a difference to what was kept before under its id. */
export function changesFrom(before: Assignment | undefined, given: Assignment): Day {
  if (before === undefined) return given.from
  const isSameWork =
    before.from === given.from &&
    before.patternId === given.patternId &&
    before.phase === given.phase &&
    before.post === given.post
  if (!isSameWork) return earliest([before.from, given.from])
  return addDays(earliest([before.to, given.to].filter((day) => day !== null)), 1)
}

/** Far ahead where there is none. */
const earliest = (days: readonly Day[]): Day => [...days].sort()[0] ?? '2199-12-30'

/** Somebody follows a pattern, or the office hours, for a time. */
export const assignmentAct = act('assignment', async (ask, { assignment: given }) => {
  if (given.to !== null && given.to < given.from) refuse('daysWrong')
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
  const about = { staffId: given.staffId, siteId: person.siteId }
  return {
    concern: { unitId: person.unitId, staffIds: [person.staffId], accountIds: [] },
    told: await tell(ask, person.name, before, given),
    keep: async () => [await ask.record('assignmentKept', given, about)],
  }
})

/** Somebody follows a pattern no longer than to a day. */
export const assignmentEndAct = act('assignmentEnd', async (ask, { assignmentId, to, reason }) => {
  demandLines('reason', reason)
  const { db, countyId } = ask
  await lockCounty(db, countyId)
  const before = (await findAssignment(db, countyId, assignmentId)) ?? refuse('notFound')
  const person = (await findStaff(db, countyId, before.staffId)) ?? refuse('notFound')
  await demandUnit(ask, person.unitId)
  demandNotOwnPast(ask, [beginningOf({ staffId: person.staffId, from: addDays(to, 1) })])
  if (to < before.from || (before.to !== null && to > before.to)) refuse('daysWrong')
  const about = { staffId: person.staffId, siteId: person.siteId }
  return {
    concern: { unitId: person.unitId, staffIds: [person.staffId], accountIds: [] },
    told: await tell(ask, person.name, before, { ...before, to }),
    keep: async () => [await ask.record('assignmentEnded', { assignmentId: before.assignmentId, to, reason }, about)],
  }
})

/** From when on an assignment changes anything; today counts whole as what is to come. */
const beginningOf = ({ staffId, from }: Pick<Assignment, 'staffId' | 'from'>): { staffId: string; starts: Iso } => ({
  staffId,
  starts: instantAt(addDays(from, 1), '00:00'),
})

const sharesDays = (a: Assignment, b: Assignment): boolean =>
  (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to)

async function demandPattern(ask: Ask, patternId: string | null, unitId: string): Promise<void> {
  if (patternId === null) return
  const pattern = (await listPatterns(ask.db, ask.countyId)).find((it) => it.patternId === patternId)
  if (!pattern || pattern.retired) return refuse('notFound', 'patternId')
  if (!(await reaches(ask, pattern.unitId, unitId))) refuse('notFound', 'patternId')
}

async function tell({ db, countyId }: Ask, name: string, before: Assignment | undefined, after: Assignment) {
  const patterns = new Map((await listPatterns(db, countyId)).map((it) => [it.patternId, it.name]))
  const say = (it: Assignment | undefined): Words => sayWork(it, patterns)
  return { what: { zh: `${name}的排班`, en: `${name}’s roster` }, before: say(before), after: say(after) }
}

function sayWork(it: Assignment | undefined, patterns: ReadonlyMap<string, string>): Words {
  if (it === undefined) return { zh: '没有另排班', en: 'Nothing of his own' }
  const { patternId, from, to, phase, post } = it
  const name = patternId === null ? undefined : (patterns.get(patternId) ?? '')
  const part = post === 'part' ? { zh: '，非全日', en: ', part-time' } : { zh: '', en: '' }
  const turn = phase === 0 ? { zh: '', en: '' } : { zh: `，错 ${phase} 天`, en: `, moved by ${phase} days` }
  return {
    zh: `${from} 至 ${to ?? '今后'}：${name ?? '办公时间'}${turn.zh}${part.zh}`,
    en: `${from} to ${to ?? 'open'}: ${name ?? 'office hours'}${turn.en}${part.en}`,
  }
}
