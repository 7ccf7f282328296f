import { createHash } from 'node:crypto'
import * as routes from '../../contract/routes/ratings.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import type { LogDesk } from '../../ledger/log.ts'
import { pathOf } from '../../people/rules/tree.ts'
import { findCounty, readParents } from '../../people/store/tree.ts'
import { drawPeople } from '../../presence/rules/spotCheck.ts'
import { areClose, callerIn, getLocked, getPlain, plain } from './callBackReach.ts'
import { findFirstCheckpoint, listCallable, listCallBacksKept, lockCallBack } from './callBackStore.ts'
import { callingAnswers } from './calling.ts'
import type { RatingKey } from './sealing.ts'

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
    const { callBackId } = params
    const { unitId, callerUnitId } = body
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

  ...callingAnswers(key),
]

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

const isDemo = async ({ db }: Ask): Promise<boolean> => (await findCounty(db))?.demo === true
