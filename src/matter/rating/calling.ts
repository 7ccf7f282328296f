import type { CallOutcome, RatingAnswer } from '../../contract/ratings.ts'
import type { CallItem } from '../../contract/routes/ratings.ts'
import * as routes from '../../contract/routes/ratings.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { endOf, holderOf, type Matter, titleOf } from '../handling/matter.ts'
import { typeOf } from '../handling/store.ts'
import { getMine, plain } from './callBackReach.ts'
import { type CallKept, listCalls } from './callBackStore.ts'
import { quarterOf } from './rules/right.ts'
import type { RatingKey } from './sealing.ts'
import { holdAnswer } from './store.ts'

const done = { done: true } as const
const mostAttempts = 2

/** Whom to call, and how a call ended. */
export const callingAnswers = (key: RatingKey): readonly Answer[] => [
  answer(routes.readCallBack, async ({ params }, ask) => {
    const one = await getMine(ask, params.callBackId)
    const calls = await listCalls(ask.db, ask.countyId, one.callBackId)
    const items = await Promise.all(
      calls.flatMap(({ matter, ...it }) => (matter ? [itemOf(ask, { ...it, matter })] : [])),
    )
    return { ...plain(one, true), items }
  }),

  answer(routes.recordCall, async ({ params, body }, ask) => {
    const one = await getMine(ask, params.callBackId, true)
    const { matterId } = params
    const calls = await listCalls(ask.db, ask.countyId, one.callBackId)
    const call = calls.find((it) => it.matterId === matterId) ?? refuse('notFound')
    if (call.attempts === body.attempt && call.outcome === body.outcome) return done
    if (!isOpen(call) || body.attempt !== call.attempts + 1) return refuse('alreadyDone')
    await keepCall(ask, key, { callBackId: one.callBackId, call, ...body })
    return done
  }),
]

interface Called {
  readonly callBackId: string
  readonly call: CallKept
  readonly attempt: number
  readonly outcome: CallOutcome
  readonly answer: RatingAnswer | null
}

async function keepCall(ask: Ask, key: RatingKey, { callBackId, call, attempt, outcome, answer: said }: Called) {
  const { db, countyId, now } = ask
  const { matter, matterId } = call
  if (matter === null || (outcome === 'answered') !== (said !== null)) return refuse('badInput')
  if (said !== null) {
    await holdAnswer(db, countyId, key, {
      unitId: holderOf(matter).unitId,
      period: quarterOf(dayOf(endOf(matter) ?? now)),
      round: 1,
      source: 'callBack',
      day: dayOf(now),
      answer: said,
    })
  }
  const about = { simulated: matter.simulated, idemKey: `callBackCalled:${callBackId}:${matterId}:${attempt}` }
  await ask.record('callBackCalled', { callBackId, matterId, attempt, outcome }, about)
}

const isOpen = ({ attempts, outcome }: Pick<CallKept, 'attempts' | 'outcome'>): boolean =>
  outcome === null || (outcome === 'notReached' && attempts < mostAttempts)

async function itemOf(ask: Ask, call: CallKept & { readonly matter: Matter }): Promise<CallItem> {
  const { matter, matterId, attempts, outcome } = call
  const open = isOpen(call)
  const { name, phone } = (open && matter.words?.applicant) || { name: '', phone: '' }
  const type = await typeOf(ask.db, ask.countyId, matter)
  const endedAt = endOf(matter) ?? ''
  return { matterId, typeName: type.name, title: titleOf(matter, type), endedAt, name, phone, attempts, outcome, open }
}
