import type { MatterType, Step } from '../../contract/matterTypes.ts'
import type { FactOf } from '../../fact/fact.ts'
import type { Iso } from '../../kit/time.ts'
import { type Matter, stepOf } from './matter.ts'
import { closeHoldings, timer } from './timers.ts'

/** A step is done: the next begins at the same instant. */
export function nextStep(now: Matter, { at, body }: FactOf<'stepFinished'>, type: MatterType): Matter {
  const place = type.steps.findIndex(({ key }) => key === body.step)
  const [step, next] = [type.steps[place], type.steps[place + 1]]
  if (now.standing.state !== 'running' || now.standing.step !== body.step || !step || !next) return now
  const timers = now.timers.map((it) => (it.scope === 'step' && it.stoppedAt === null ? { ...it, stoppedAt: at } : it))
  return {
    ...moved(now, step, next, at),
    standing: { state: 'running', step: next.key },
    timers: [...timers, timer('step', next.key, at)],
  }
}

/** A step for another unit or post goes to whoever has that post; else it stays in the same hands. */
export function moved(now: Matter, from: Step | undefined, to: Step, at: Iso): Matter {
  const holder = now.holdings.at(-1)
  const unitId = to.unitId ?? now.taken.unitId
  const stays = from === undefined ? to.unitId === null || holder?.unitId === unitId : isSamePost(from, to)
  return stays ? now : held(now, { unitId, staffId: null, step: to.key }, at)
}

const isSamePost = (a: Step, b: Step): boolean => a.post === b.post && a.unitId === b.unitId

type Handed = FactOf<'handOverOffered' | 'handOverTaken' | 'handOverRefused' | 'handOverWithdrawn'>
export type HandFact = { [K in Handed['kind']]: FactOf<K> }[Handed['kind']]

/** Never touches a clock. */
export function handed(now: Matter, fact: HandFact): Matter {
  const { at, body } = fact
  if (fact.kind === 'handOverOffered') {
    const { handOverId, toUnitId, toStaffId, reason } = fact.body
    return { ...now, handOver: { handOverId, toUnitId, toStaffId, reason, at } }
  }
  if (now.handOver?.handOverId !== body.handOverId) return now
  if (fact.kind !== 'handOverTaken') return { ...now, handOver: null }
  return held(now, { unitId: now.handOver.toUnitId, staffId: fact.body.staffId, step: stepOf(now) }, at)
}

const held = (now: Matter, to: { unitId: string; staffId: string | null; step: string | null }, at: Iso): Matter => ({
  ...now,
  handOver: null,
  holdings: [...closeHoldings(now, at), { ...to, from: at, to: null }],
})
