import type { MatterType, Step } from '../../contract/matterTypes.ts'
import type { FactOf } from '../../fact/fact.ts'
import { addDays, type Iso, instantAt, toMs } from '../../kit/time.ts'
import { type Clock, hasEnded, type Matter, type MatterFact, type Standing, stepOf, type Timer } from './matter.ts'

/**
 * A matter after one more fact. The type is the version it was taken by. What does not fit where it stands changes
 * nothing: after an end only reopening and a link to another system do.
 */
export function after(now: Matter | undefined, fact: MatterFact, type: MatterType): Matter | undefined {
  if (fact.kind === 'matterTaken') return now ?? taken(fact)
  if (now === undefined) return undefined
  if (fact.kind === 'clocksSet') return { ...now, clocks: joinClocks(now.clocks, fact) }
  if (fact.kind === 'matterLinked') return { ...now, external: fact.body.external }
  if (fact.kind === 'matterReopened') return hasEnded(now) ? reopened(now, fact) : now
  return hasEnded(now) ? now : onTheWay(now, fact, type)
}

/** All of a matter's facts in their order. */
export const fold = (facts: readonly MatterFact[], type: MatterType): Matter | undefined =>
  facts.reduce<Matter | undefined>((now, fact) => after(now, fact, type), undefined)

/** When a pause that lasts until a day ends by itself. */
export const endOfPause = (until: string): Iso => instantAt(addDays(until, 1), '00:00')

type OnTheWay = Exclude<MatterFact, { kind: 'matterTaken' | 'clocksSet' | 'matterLinked' | 'matterReopened' }>

function onTheWay(now: Matter, fact: OnTheWay, type: MatterType): Matter {
  switch (fact.kind) {
    case 'missingTold':
    case 'materialsSupplied':
    case 'matterAccepted':
      return beforeAccepted(now, fact, type)
    case 'stepFinished':
      return nextStep(now, fact, type)
    case 'handOverOffered':
    case 'handOverTaken':
    case 'handOverRefused':
    case 'handOverWithdrawn':
      return handed(now, fact)
    case 'matterPaused':
    case 'matterResumed':
    case 'matterExtended':
      return stretched(now, fact)
    case 'matterFinished':
    case 'matterRefused':
    case 'matterWithdrawn':
      return ended(now, fact.at, endingOf(fact, stepOf(now)))
    default:
      return fact satisfies never
  }
}

function taken({ at, body, simulated }: FactOf<'matterTaken'>): Matter {
  return {
    taken: body,
    takenAt: at,
    simulated,
    standing: { state: 'taken' },
    brought: body.brought,
    told: null,
    supplied: [],
    accepted: null,
    holdings: [{ unitId: body.unitId, staffId: body.staffId, step: null, from: at, to: null }],
    handOver: null,
    stops: [],
    extension: null,
    timers: [timer('acceptance', '', at)],
    clocks: [],
    external: body.external,
    reopened: null,
  }
}

type Before = FactOf<'missingTold'> | FactOf<'materialsSupplied'> | FactOf<'matterAccepted'>

function beforeAccepted(now: Matter, fact: Before, type: MatterType): Matter {
  if (now.accepted !== null) return fact.kind === 'materialsSupplied' ? supplied(now, fact.body.materials) : now
  switch (fact.kind) {
    case 'missingTold': {
      const { at, body } = fact
      const { materials, words } = body
      const stops = [...now.stops, { kind: 'lacking' as const, from: at, to: null, until: null }]
      const standing = { state: 'lacking' as const, missing: materials }
      const told = { at, materials, words }
      return { ...stopTimers(now, at), standing, told, stops, supplied: [] }
    }
    case 'materialsSupplied':
      return suppliedBefore(supplied(now, fact.body.materials), fact)
    case 'matterAccepted':
      return accepted(now, fact, type)
    default:
      return fact satisfies never
  }
}

const supplied = (now: Matter, materials: readonly string[]): Matter => ({
  ...now,
  brought: [...new Set([...now.brought, ...materials])],
  supplied: now.told === null ? now.supplied : [...new Set([...now.supplied, ...materials])],
})

/** Once all that was told is there, the time to accept begins anew. */
function suppliedBefore(now: Matter, { at, body }: FactOf<'materialsSupplied'>): Matter {
  if (now.standing.state !== 'lacking') return now
  const missing = now.standing.missing.filter((key) => !body.materials.includes(key))
  if (missing.length > 0) return { ...now, standing: { state: 'lacking', missing } }
  return { ...closeStops(now, at), standing: { state: 'taken' }, timers: [...now.timers, timer('acceptance', '', at)] }
}

function accepted(now: Matter, { at, body }: FactOf<'matterAccepted'>, type: MatterType): Matter {
  const [first] = type.steps
  if (first === undefined) return now
  const started = { ...closeStops(stopTimers(now, at), at), accepted: { at, deemed: body.deemed } }
  return {
    ...moved(started, undefined, first, at),
    standing: { state: 'running', step: first.key },
    timers: [...started.timers, timer('whole', '', at), timer('step', first.key, at)],
  }
}

function nextStep(now: Matter, { at, body }: FactOf<'stepFinished'>, type: MatterType): Matter {
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
function moved(now: Matter, from: Step | undefined, to: Step, at: Iso): Matter {
  const holder = now.holdings.at(-1)
  const unitId = to.unitId ?? now.taken.unitId
  const stays = from === undefined ? to.unitId === null || holder?.unitId === unitId : isSamePost(from, to)
  return stays ? now : held(now, { unitId, staffId: null, step: to.key }, at)
}

const isSamePost = (a: Step, b: Step): boolean => a.post === b.post && a.unitId === b.unitId

type Handed = FactOf<'handOverOffered' | 'handOverTaken' | 'handOverRefused' | 'handOverWithdrawn'>
type HandFact = { [K in Handed['kind']]: FactOf<K> }[Handed['kind']]

/** Never touches a clock. */
function handed(now: Matter, fact: HandFact): Matter {
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

const closeHoldings = (now: Matter, at: Iso): Matter['holdings'] =>
  now.holdings.map((it) => (it.to === null ? { ...it, to: at } : it))

type Stretched = FactOf<'matterPaused'> | FactOf<'matterResumed'> | FactOf<'matterExtended'>

function stretched(now: Matter, fact: Stretched): Matter {
  const { standing } = now
  switch (fact.kind) {
    case 'matterPaused': {
      if (standing.state !== 'running') return now
      const { pauseId, ground, document, until } = fact.body
      const stop = { kind: 'pause' as const, from: fact.at, to: null, until: endOfPause(until) }
      const paused = { state: 'paused' as const, step: standing.step, at: fact.at }
      return { ...now, standing: { ...paused, pauseId, ground, document, until }, stops: [...now.stops, stop] }
    }
    case 'matterResumed':
      if (standing.state !== 'paused' || standing.pauseId !== fact.body.pauseId) return now
      return { ...closeStops(now, fact.at), standing: { state: 'running', step: standing.step } }
    case 'matterExtended': {
      const { by, reason } = fact.body
      const timers = now.timers.map((it) => (isInTime(now, it, fact.at) ? { ...it, extra: by } : it))
      return { ...now, timers, extension: { at: fact.at, by, reason } }
    }
    default:
      return fact satisfies never
  }
}

/** A clock that runs and has not run out: only such a one gets more time. */
const isInTime = ({ clocks }: Matter, timer: Timer, at: Iso): boolean =>
  timer.stoppedAt === null && !clocks.some((it) => isSameClock(it, timer) && toMs(at) > toMs(it.dueAt))

type Ending = FactOf<'matterFinished'> | FactOf<'matterRefused'> | FactOf<'matterWithdrawn'>

function endingOf({ kind, at, body }: Ending, step: string | null): Standing {
  switch (kind) {
    case 'matterFinished':
      return { state: 'finished', step, at, result: body.result }
    case 'matterRefused': {
      const { ground, explanation, remedy } = body
      return { state: 'refused', step, at, ground, explanation, remedy }
    }
    case 'matterWithdrawn':
      return { state: 'withdrawn', step, at, reason: body.reason }
    default:
      return kind satisfies never
  }
}

const ended = (now: Matter, at: Iso, standing: Standing): Matter => ({
  ...closeStops(stopTimers(now, at), at),
  standing,
  handOver: null,
  holdings: closeHoldings(now, at),
})

/** What was accepted runs again at the step at which it ended; what never was is to be accepted again. */
function reopened(now: Matter, { at, by, body }: FactOf<'matterReopened'>): Matter {
  const step = stepOf(now)
  const { unitId, staffId, step: heldFor } = now.holdings.at(-1) ?? { ...now.taken, step: null }
  const timers = step === null ? [timer('acceptance', '', at)] : [timer('whole', '', at), timer('step', step, at)]
  return {
    ...now,
    standing: step === null ? { state: 'taken' } : { state: 'running', step },
    told: step === null ? null : now.told,
    extension: null,
    timers: [...now.timers, ...timers],
    holdings: [...now.holdings, { unitId, staffId, step: heldFor, from: at, to: null }],
    reopened: { at, reason: body.reason, byCitizen: by.kind === 'public' },
  }
}

const timer = (scope: Timer['scope'], step: string, startedAt: Iso): Timer => ({
  scope,
  step,
  startedAt,
  stoppedAt: null,
  extra: null,
})

const stopTimers = (now: Matter, at: Iso): Matter => ({
  ...now,
  timers: now.timers.map((it) => (it.stoppedAt === null ? { ...it, stoppedAt: at } : it)),
})

const closeStops = (now: Matter, at: Iso): Matter => ({
  ...now,
  stops: now.stops.map((it) => (it.to === null ? { ...it, to: at } : it)),
})

/** The clocks as set; what another calendar had said stays beside it. */
function joinClocks(before: readonly Clock[], { at, recordedAt, body }: FactOf<'clocksSet'>): Clock[] {
  return body.clocks.map((clock) => {
    const old = before.find((it) => isSameClock(it, clock))
    if (old === undefined) return { ...clock, setAt: recordedAt, earlier: [] }
    const { dueAt, calendarId } = old
    const changed = calendarId !== clock.calendarId && dueAt !== clock.dueAt
    return {
      ...clock,
      setAt: dueAt === clock.dueAt && old.state === clock.state ? old.setAt : recordedAt,
      earlier: changed ? [...old.earlier, { dueAt, calendarId, changedAt: at, because: body.because }] : old.earlier,
    }
  })
}

/** Whether two are the same clock at different times. */
export const isSameClock = (
  a: Pick<Timer, 'scope' | 'step' | 'startedAt'>,
  b: Pick<Timer, 'scope' | 'step' | 'startedAt'>,
): boolean => a.scope === b.scope && a.step === b.step && a.startedAt === b.startedAt
