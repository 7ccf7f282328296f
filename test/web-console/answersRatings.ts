import type { CallBack, CallItem, Exclusion } from '../../src/contract/routes/ratings.ts'
import * as routes from '../../src/contract/routes/ratings.ts'
import { done, find, No, on, type TestAnswer } from './answering.ts'
import { idOf } from './ids.ts'
import type { World } from './world.ts'

interface Kept {
  readonly callBacks: CallBack[]
  items: CallItem[]
  exclusions: Exclusion[]
}

const worlds = new WeakMap<World, Kept>()
const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

/** One call-back under way with two people to call, one that waits for its checkpoint, and one matter asked to be left out. */
export function ratingsOf(world: World): Kept {
  const known = worlds.get(world)
  if (known) return known
  const callBack = (n: number, more: Partial<CallBack>): CallBack => ({
    ...{ callBackId: idOf(60, n), unitId: idOf(1, 1), unitName: '青山镇', callerUnitId: idOf(1, 9) },
    ...{ callerUnitName: '白云镇', period: '2026-Q1', size: 6, population: 41, announcedAt: ago(30), drawn: null },
    ...{ called: { answered: 0, declined: 0, notReached: 0, wrongNumber: 0 }, mine: true },
    ...more,
  })
  const item = (n: number, more: Partial<CallItem> = {}): CallItem => ({
    ...{ matterId: idOf(61, n), typeName: '最低生活保障申请', title: '低保续办', endedAt: ago(400), name: `群众${n}` },
    ...{ phone: `1390000000${n}`, attempts: 0, outcome: null, open: true },
    ...more,
  })
  const drawn = { beacon: '5f'.repeat(32), logSize: 33_331, at: ago(29) }
  const fresh: Kept = {
    callBacks: [
      callBack(1, { drawn, called: { answered: 3, declined: 1, notReached: 1, wrongNumber: 0 } }),
      callBack(2, { unitName: '法院', mine: false }),
    ],
    items: [item(1), item(2, { attempts: 1, outcome: 'notReached' })],
    exclusions: [
      {
        ...{ matterId: idOf(61, 9), unitId: idOf(1, 1), unitName: '青山镇', because: 'practice', note: '培训时录入' },
        ...{ askedBy: '考勤员', askedAt: ago(3), granted: null, decidedBy: null, decidedAt: null, decisionNote: '' },
        mayDecide: true,
      },
    ],
  }
  worlds.set(world, fresh)
  return fresh
}

/** The answers about call-backs and what is left out. */
export const ratingAnswers: readonly TestAnswer[] = [
  on(routes.listCallBacks, ({ world }) => ratingsOf(world).callBacks),
  on(routes.readCallBack, ({ world, params }) => {
    const one = find(ratingsOf(world).callBacks, (it) => it.callBackId === params.callBackId)
    return { ...one, items: ratingsOf(world).items }
  }),
  on(routes.recordCall, ({ world, params, body }) => {
    const kept = ratingsOf(world)
    const call = find(kept.items, (it) => it.matterId === params.matterId)
    if ((body.outcome === 'answered') !== (body.answer !== null)) throw new No('badInput')
    const open = body.outcome === 'notReached' && body.attempt < 2
    const { attempt: attempts, outcome } = body
    kept.items = kept.items.map((it) => (it === call ? { ...it, attempts, outcome, open } : it))
    return done
  }),
  on(routes.listPressure, () => [{ unitId: idOf(1, 1), unitName: '青山镇', period: '2026-Q1', told: 2, answered: 31 }]),
  on(routes.listExclusions, ({ world }) => ratingsOf(world).exclusions),
  on(routes.decideExclusion, ({ world, body }) => {
    const kept = ratingsOf(world)
    kept.exclusions = kept.exclusions.map((it) => ({ ...it, granted: body.granted, mayDecide: false }))
    return done
  }),
]
