import { randomUUID } from 'node:crypto'
import * as routes from '../../contract/routes/requests.ts'
import { append } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import { type Answer, type Ask, answer, callerOf, type Grant } from '../../http/answer.ts'
import { idOfText } from '../../kit/idOfText.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf, instantAt } from '../../kit/time.ts'
import { hidingUnit, mayReadAdvice } from '../rules/advice.ts'
import { hasLeft } from '../rules/staff.ts'
import { pathOf } from '../rules/tree.ts'
import { findHolder } from '../store/accounts.ts'
import { adviceProjection, countPresent, findAdviceToAnswer, listAdvice } from '../store/advice.ts'
import { findStaff } from '../store/staff.ts'
import { findCounty, readParents } from '../store/tree.ts'
import { demandLines } from '../texts.ts'

const giveAdvice = answer(routes.giveAdvice, async ({ params, body: { text, named } }, ask) => {
  demandLines('text', text)
  const staffId = callerOf(ask).staffId ?? refuse('staffWanted')
  const staff = (await findStaff(ask.db, ask.countyId, staffId)) ?? refuse('staffWanted')
  if (hasLeft(staff, dayOf(ask.now))) refuse('staffLeft')
  const { adviceId } = params
  if (named) {
    const given = { adviceId, unitId: staff.unitId, staffId, text }
    await ask.record('adviceGiven', given, { staffId, idemKey: `adviceGiven:${adviceId}` })
  } else {
    await giveUnnamed(ask, { adviceId, unitId: staff.unitId, text })
  }
  return { done: true } as const
})

/**
 * Kept so that nothing in it leads to its author: no account, no person, no site, the day for its time, a unit of three
 * people at least, and ids that tell no moment: those the house makes elsewhere do, and so does the one a page made.
 */
async function giveUnnamed(
  { db, countyId, now }: Ask,
  { adviceId: given, unitId: own, text }: { adviceId: string; unitId: string; text: string },
): Promise<void> {
  const today = dayOf(now)
  const unitId = hidingUnit(await readParents(db, countyId), await countPresent(db, countyId, today), own)
  // The same for the same id, so that a repeated call is no second complaint.
  const adviceId = idOfText(`advice without a name ${given}`)
  // Of a demonstration all is simulated: that says nothing about whence it came.
  const simulated = (await findCounty(db))?.demo === true
  const key = { idemKey: `adviceGiven:${adviceId}`, simulated }
  const about = { by: { kind: 'public' as const }, now: instantAt(today, '00:00'), ...key }
  const fact = draft('adviceGiven', { adviceId, unitId, staffId: null, text }, { countyId, ...about })
  await append(db, [{ ...fact, id: randomUUID() }], [adviceProjection])
}

const listAdviceAnswer = answer(routes.listAdvice, async (_, ask) => {
  const { db, countyId } = ask
  const parents = await readParents(db, countyId)
  const { grants } = callerOf(ask)
  const held = await listHeld(ask)
  return (await listAdvice(db, countyId)).filter(({ unitId }) => mayReadAdvice(grants, pathOf(parents, unitId), held))
})

/** What the caller holds by any of his accounts: whoever leads a unit by one of them is its head in each. */
async function listHeld(ask: Ask): Promise<readonly Grant[]> {
  const { accountId, grants } = callerOf(ask)
  return (await findHolder(ask.db, ask.countyId, accountId))?.held ?? grants
}

const answerAdvice = answer(routes.answerAdvice, async ({ params, body }, ask) => {
  demandLines('text', body.text)
  const caller = callerOf(ask)
  const advice = (await findAdviceToAnswer(ask.db, ask.countyId, params.adviceId)) ?? refuse('notFound')
  const path = pathOf(await readParents(ask.db, ask.countyId), advice.unitId)
  // Whoever may not read it does not hear that it exists.
  if (!mayReadAdvice(caller.grants, path, await listHeld(ask))) refuse('notFound')
  if (advice.staffId !== null && advice.staffId === caller.staffId) refuse('decisionOnSelf')
  if (advice.answer !== null) refuse('alreadyDone')
  await ask.record('adviceAnswered', { adviceId: advice.adviceId, text: body.text })
  return { done: true } as const
})

const listOwnAdvice = answer(routes.listOwnAdvice, async (_, ask) => {
  const staffId = callerOf(ask).staffId ?? refuse('staffWanted')
  return listAdvice(ask.db, ask.countyId, staffId)
})

/** 投诉建议: from staff, past the head of their unit. */
export const adviceAnswers: readonly Answer[] = [giveAdvice, listAdviceAnswer, answerAdvice, listOwnAdvice]
