import type { MatterType } from '../../contract/matterTypes.ts'
import type { FactOf } from '../../fact/fact.ts'
import { type Iso, toMs } from '../../kit/time.ts'
import { beforeAccepted } from './foldPapers.ts'
import { handed, nextStep } from './foldWay.ts'
import { type Clock, hasEnded, type Matter, type MatterFact, type Standing, stepOf, type Timer } from './matter.ts'
import { closeHoldings, closeStops, endOfPause, isSameClock, stopTimers, timer } from './timers.ts'

/**
 * A matter after one more fact. The type is the version it was taken by. What does not fit where it stands changes
 * nothing: after an end only reopening, a link to another system and what becomes of the citizen's words do.
 */
export function after(now: Matter | undefined, fact: MatterFact, type: MatterType): Matter | undefined {
  if (fact.kind === 'matterTaken') return now ?? taken(fact)
  if (now === undefined) return undefined
  switch (fact.kind) {
    case 'matterWordsKept': {
      const { matterId: _, ...words } = fact.body
      return { ...now, words: { ...words, factId: fact.id } }
    }
    case 'matterWordsErased':
      return { ...now, words: null }
    case 'clocksSet':
      return { ...now, clocks: joinClocks(now.clocks, fact) }
    case 'matterLinked':
      return { ...now, external: fact.body.external }
    case 'matterReopened':
      return hasEnded(now) ? reopened(now, fact) : now
    default:
      return hasEnded(now) ? now : onTheWay(now, fact, type)
  }
}

/** All of a matter's facts in their order. */
export const fold = (facts: readonly MatterFact[], type: MatterType): Matter | undefined =>
  facts.reduce<Matter | undefined>((now, fact) => after(now, fact, type), undefined)

type Anytime = 'matterWordsKept' | 'matterWordsErased' | 'clocksSet' | 'matterLinked' | 'matterReopened'
type OnTheWay = Exclude<MatterFact, { kind: 'matterTaken' | Anytime }>

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
    words: null,
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
    extension: null,
    timers: [...now.timers, ...timers],
    holdings: [...now.holdings, { unitId, staffId, step: heldFor, from: at, to: null }],
    reopened: { at, reason: body.reason, byCitizen: by.kind === 'public' },
  }
}

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
