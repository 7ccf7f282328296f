import type { OutputOf } from '../../contract/route.ts'
import * as routes from '../../contract/routes/attendance.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { toIso } from '../../kit/time.ts'
import { act, doOrPropose } from '../../people/proposing.ts'
import { holdsWithin } from '../../people/rules/tree.ts'
import { listHeads } from '../../people/store/officers.ts'
import { findStaff } from '../../people/store/staff.ts'
import { demandLines } from '../../people/texts.ts'
import { lockPerson } from '../../roster/requests/kept.ts'
import { listWaiting } from '../../roster/requests/store.ts'
import { type Head, isDirectBoss } from '../boss.ts'
import { type Case, casesOf, fits } from '../cases.ts'
import { tellCase } from '../caseTold.ts'
import { mostAsked, mostCases } from '../crowd.ts'
import { eachPerson } from '../everybody.ts'
import { judgePerson, type PersonFile } from '../judging.ts'
import { getReachedUnit, keepers, overseers } from '../reach.ts'
import { explain } from '../rules/explain.ts'
import type { HalfJudgement } from '../rules/judged.ts'
import { stayOn } from '../stays.ts'
import { type Ground, loadGround } from '../store/ground.ts'
import { type Days, listPosted } from '../store/postings.ts'

const longestSpan = 62

const listCases = answer(routes.listCases, async ({ query }, ask) => {
  const { db, countyId, now } = ask
  const { from, to } = query
  demandDays({ from, to })
  const { below } = await getReachedUnit(ask, query.unitId, overseers)
  const units = new Set(below.map((it) => it.unitId))
  const staffIds = await listPosted(db, countyId, { unitIds: [...units], from, most: mostAsked(from, to) })
  const ground = await loadGround(db, countyId, { from, to }, now)
  const heads = await listHeads(db, countyId)
  const waiting = new Map(
    (await listWaiting(db, countyId, { from, to }, staffIds)).map((it) => [keyOf(it), it.requestId]),
  )
  const found: OutputOf<typeof routes.listCases> = []
  for await (const file of eachPerson(db, ground, staffIds)) {
    const judged = judgePerson(ground.judging, file, (unitId) => units.has(unitId))
    for (const it of judged ? casesOf(judged, query.all === true) : []) {
      const mayCallAbsent = it.mayBeAbsent && mayCall(ask, ground, file, it, heads)
      found.push({ ...toldOf(it), requestId: waiting.get(keyOf(it)) ?? null, mayCallAbsent })
    }
    if (found.length > mostCases) refuse('tooManyRows', { most: mostCases })
  }
  return found.sort(
    (a, b) => Number(a.decided !== null) - Number(b.decided !== null) || (keyOf(a, 'day') < keyOf(b, 'day') ? -1 : 1),
  )
})

const keyOf = (it: { staffId: string; day: string; half: string }, by: 'staff' | 'day' = 'staff'): string =>
  by === 'staff' ? `${it.staffId} ${it.day} ${it.half}` : `${it.day} ${it.half} ${it.staffId}`

function toldOf({
  decision,
  mayBeAbsent: _,
  ...it
}: Case): Omit<OutputOf<typeof routes.listCases>[number], 'requestId' | 'mayCallAbsent'> {
  if (decision === null || decision.decision === 'reopened' || decision.decision === 'appealApproved') {
    return { ...it, decided: null }
  }
  return {
    ...it,
    decided: { decision: decision.decision, reason: decision.reason, at: toIso(decision.decidedAt) },
  }
}

/** Days a calendar knows, in order, and not too many. */
function demandDays({ from, to }: Days): void {
  const length = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
  if (!(length >= 1 && length <= longestSpan) || from < '1950-01-01' || to > '2199-12-31')
    refuse('daysWrong', { most: longestSpan })
}

/** Keepers who reach the person's unit of that day, but neither himself nor his direct boss. */
function mayCall(
  ask: Ask,
  ground: Ground,
  { staffId, career }: PersonFile,
  { day }: { readonly day: string },
  heads: readonly Head[],
): boolean {
  const caller = callerOf(ask)
  const unitPath = ground.pathOf(stayOn(career.postings, career.firstSeen, day).unitId)
  if (caller.staffId === staffId || !holdsWithin(caller.grants, keepers, unitPath)) return false
  return !isDirectBoss(caller, { staffId, unitPath }, heads)
}

const decideCase = answer(routes.decideCase, async ({ body }, ask) => {
  const change = { kind: 'caseDecision', ...body } as const
  const how = { takesTwo: true, reason: body.reason }
  return { done: true as const, second: await doOrPropose(ask, caseDecisionAct, change, how) }
})

/** A person's word on a half-day that the machine left open: one says it, another confirms it. */
export const caseDecisionAct = act('caseDecision', async (ask, { kind: _, ...body }) => {
  const { staffId, day, half, decision } = body
  demandDays({ from: day, to: day })
  demandLines('reason', body.reason)
  // Of two who decide at once the second sees what the first decided.
  await lockPerson(ask.db, ask.countyId, staffId)
  const ground = await loadGround(ask.db, ask.countyId, { from: day, to: day }, ask.now)
  const [file] = await ground.listFiles(ask.db, [staffId])
  if (file === undefined) return refuse('notFound')
  const { unitId } = stayOn(file.career.postings, file.career.firstSeen, day)
  await getReachedUnit(ask, unitId, keepers)
  if (callerOf(ask).staffId === staffId) refuse('ownCase')
  if (decision === 'absent' && !mayCall(ask, ground, file, { day }, await listHeads(ask.db, ask.countyId))) {
    refuse('directBoss')
  }
  const judged = judgePerson(ground.judging, file, () => true)?.days[0]
  demandFit(judged?.[half], decision)
  const person = await findStaff(ask.db, ask.countyId, staffId)
  return {
    concern: { unitId, staffIds: [staffId], accountIds: [] },
    told: tellCase(person?.name ?? '', body, judged && explain(judged)[half].verdict),
    keep: async () => [await ask.record('caseDecided', body, { staffId })],
  }
})

function demandFit(judged: HalfJudgement | undefined, decision: 'excused' | 'absent' | 'reopened'): void {
  const fit = judged === undefined ? 'no' : fits(judged, decision)
  if (fit === 'notOver') refuse('halfNotOver')
  if (fit === 'no') refuse('caseOtherwise', { state: judged?.verdict.state ?? null })
}

/** Half-days people should look at, and what they decide about them. */
export const caseAnswers: readonly Answer[] = [listCases, decideCase]
