import type { CallBack } from '../../contract/routes/ratings.ts'
import type { Ask } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { holdsWithin, type Parents, pathOf } from '../../people/rules/tree.ts'
import { readParents } from '../../people/store/tree.ts'
import { personOf } from '../handling/acting.ts'
import { type CallBackKept, listCallBacksKept, lockCallBack } from './callBackStore.ts'

/** The same unit, or one above or below the other. */
export const areClose = (parents: Parents, one: string, other: string): boolean =>
  pathOf(parents, one).includes(other) || pathOf(parents, other).includes(one)

/** Whether whoever asks may call: he leads or keeps the calling unit, and works nowhere near the other. */
export async function callerIn(ask: Ask): Promise<(it: Pick<CallBack, 'unitId' | 'callerUnitId'>) => boolean> {
  const { unitId, grants } = await personOf(ask)
  const parents = await readParents(ask.db, ask.countyId)
  return (it) => {
    if (unitId !== null && areClose(parents, unitId, it.unitId)) return false
    return holdsWithin(
      grants.filter((grant) => grant.unitId !== null),
      ['head', 'clerk'],
      [it.callerUnitId],
    )
  }
}

/** As others read it. */
export const plain = ({ population, factId: _, ...it }: CallBackKept, mine: boolean): CallBack => ({
  ...it,
  population: population.length,
  mine,
})

const getKept = async (ask: Ask, callBackId: string): Promise<CallBackKept> =>
  (await listCallBacksKept(ask.db, ask.countyId, callBackId))[0] ?? refuse('notFound')

export const getPlain = async (ask: Ask, callBackId: string): Promise<CallBack> =>
  plain(await getKept(ask, callBackId), false)

/** Once nobody else is at work on it. */
export async function getLocked(ask: Ask, callBackId: string): Promise<CallBackKept> {
  await lockCallBack(ask.db, ask.countyId, callBackId)
  return getKept(ask, callBackId)
}

/** Refuses `notFound` to whoever does not call for it. */
export async function getMine(ask: Ask, callBackId: string, lock = false): Promise<CallBackKept> {
  const one = lock ? await getLocked(ask, callBackId) : await getKept(ask, callBackId)
  return (await callerIn(ask))(one) ? one : refuse('notFound')
}
