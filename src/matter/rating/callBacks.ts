import { createHash } from 'node:crypto'
import type { CallOutcome, RatingAnswer } from '../../contract/ratings.ts'
import type { CallBack, CallItem } from '../../contract/routes/ratings.ts'
import * as routes from '../../contract/routes/ratings.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import type { LogDesk } from '../../ledger/log.ts'
import { holdsWithin, type Parents, pathOf } from '../../people/rules/tree.ts'
import { findCounty, readParents } from '../../people/store/tree.ts'
import { drawPeople } from '../../presence/rules/spotCheck.ts'
import { personOf } from '../handling/acting.ts'
import { endOf, holderOf, type Matter } from '../handling/matter.ts'
import { typeOf } from '../handling/store.ts'
import {
  type CallBackKept,
  type CallKept,
  findFirstCheckpoint,
  listCallable,
  listCallBacksKept,
  listCalls,
  lockCallBack,
} from './callBackStore.ts'
import { quarterOf } from './rules/right.ts'
import type { RatingKey } from './sealing.ts'
import { holdAnswer } from './store.ts'

const done = { done: true } as const
const mostAttempts = 2

export interface CallBackNeeds {
  readonly key: RatingKey
  readonly log: LogDesk
}

/** 回访: another unit asks people drawn by the county's log, before anybody knows what they say. */
export const callBackAnswers = ({ key, log }: CallBackNeeds): readonly Answer[] => [
  answer(routes.listCallBacks, async (_, ask) => {
    const all = await listCallBacksKept(ask.db, ask.countyId)
    const oversees = ask.caller?.grants.some(({ role }) => role === 'county' || role === 'inspector') === true
    const mine = await callerIn(ask)
    return all.map((it) => plain(it, mine(it))).filter((it) => oversees || it.mine)
  }),

  answer(routes.announceCallBack, async ({ params, body }, ask) => {
    const { db, countyId } = ask
    const callBackId = params.callBackId.toLowerCase()
    const [unitId, callerUnitId] = [body.unitId.toLowerCase(), body.callerUnitId.toLowerCase()]
    await lockCallBack(db, countyId, callBackId)
    if ((await listCallBacksKept(db, countyId, callBackId)).length > 0) return getPlain(ask, callBackId)
    const parents = await readParents(db, countyId)
    if (!parents.has(unitId) || !parents.has(callerUnitId)) return refuse('notFound')
    if (areClose(parents, unitId, callerUnitId)) return refuse('callerTooClose')
    const below = [...parents.keys()].filter((it) => pathOf(parents, it).includes(unitId))
    const population = await listCallable(db, countyId, below, body.period)
    if (population.length === 0) return refuse('nobodyToDraw')
    const size = Math.min(body.size, population.length)
    const about = { simulated: await isDemo(ask), idemKey: `callBackAnnounced:${callBackId}` }
    const { period } = body
    await ask.record('callBackAnnounced', { callBackId, unitId, callerUnitId, period, size, population }, about)
    return getPlain(ask, callBackId)
  }),

  answer(routes.drawCallBack, async ({ params }, ask) => {
    const one = await getLocked(ask, params.callBackId)
    if (one.drawn !== null) return getPlain(ask, one.callBackId)
    const origin = log.find()?.origin ?? refuse('beaconNotYet')
    const first = (await findFirstCheckpoint(ask.db, ask.countyId, origin, one.factId)) ?? refuse('beaconNotYet')
    const { callBackId, size } = one
    const matterIds = drawPeople(one.population, { beacon: first.root, spotCheckId: callBackId, size }, sha256)
    const body = { callBackId, beacon: first.root, logSize: first.size, matterIds }
    const about = { simulated: await isDemo(ask), idemKey: `callBackDrawn:${callBackId}` }
    await ask.record('callBackDrawn', body, about)
    return getPlain(ask, callBackId)
  }),

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
    const matterId = params.matterId.toLowerCase()
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
  const { name, phone } = (open && matter.taken.applicant) || { name: '', phone: '' }
  const { name: typeName } = await typeOf(ask.db, ask.countyId, matter)
  const endedAt = endOf(matter) ?? ''
  return { matterId, typeName, title: matter.taken.title, endedAt, name, phone, attempts, outcome, open }
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** The same unit, or one above or below the other. */
const areClose = (parents: Parents, one: string, other: string): boolean =>
  pathOf(parents, one).includes(other) || pathOf(parents, other).includes(one)

/** Whether whoever asks may call: he works in the calling unit or leads or keeps it, and works nowhere near the other. */
async function callerIn(ask: Ask): Promise<(it: Pick<CallBack, 'unitId' | 'callerUnitId'>) => boolean> {
  const { unitId, grants } = await personOf(ask)
  const parents = await readParents(ask.db, ask.countyId)
  return (it) => {
    if (unitId !== null && areClose(parents, unitId, it.unitId)) return false
    const leads = holdsWithin(
      grants.filter((grant) => grant.unitId !== null),
      ['head', 'clerk'],
      [it.callerUnitId],
    )
    return leads || (unitId === it.callerUnitId && grants.some(({ role }) => role === 'staff'))
  }
}

const plain = ({ population, factId: _, ...it }: CallBackKept, mine: boolean): CallBack => ({
  ...it,
  population: population.length,
  mine,
})

const getKept = async (ask: Ask, callBackId: string): Promise<CallBackKept> =>
  (await listCallBacksKept(ask.db, ask.countyId, callBackId.toLowerCase()))[0] ?? refuse('notFound')

const getPlain = async (ask: Ask, callBackId: string): Promise<CallBack> => plain(await getKept(ask, callBackId), false)

async function getLocked(ask: Ask, callBackId: string): Promise<CallBackKept> {
  await lockCallBack(ask.db, ask.countyId, callBackId.toLowerCase())
  return getKept(ask, callBackId)
}

/** Refuses `notFound` to whoever does not call for it. */
async function getMine(ask: Ask, callBackId: string, lock = false): Promise<CallBackKept> {
  const one = lock ? await getLocked(ask, callBackId) : await getKept(ask, callBackId)
  return (await callerIn(ask))(one) ? one : refuse('notFound')
}

const isDemo = async ({ db }: Ask): Promise<boolean> => (await findCounty(db))?.demo === true
