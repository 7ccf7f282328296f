import { addDays, type Iso, instantAt } from '../../kit/time.ts'
import type { Matter, Timer } from './matter.ts'

/** Whether two are the same clock at different times. */
export const isSameClock = (
  a: Pick<Timer, 'scope' | 'step' | 'startedAt'>,
  b: Pick<Timer, 'scope' | 'step' | 'startedAt'>,
): boolean => a.scope === b.scope && a.step === b.step && a.startedAt === b.startedAt

/** When a pause that lasts until a day ends by itself. */
export const endOfPause = (until: string): Iso => instantAt(addDays(until, 1), '00:00')

/** A clock that begins. */
export const timer = (scope: Timer['scope'], step: string, startedAt: Iso): Timer => ({
  scope,
  step,
  startedAt,
  stoppedAt: null,
  extra: null,
})

/** All clocks that run stop. */
export const stopTimers = (now: Matter, at: Iso): Matter => ({
  ...now,
  timers: now.timers.map((it) => (it.stoppedAt === null ? { ...it, stoppedAt: at } : it)),
})

/** Whatever stood still goes on. */
export const closeStops = (now: Matter, at: Iso): Matter => ({
  ...now,
  stops: now.stops.map((it) => (it.to === null ? { ...it, to: at } : it)),
})

/** Whoever has it has it no longer. */
export const closeHoldings = (now: Matter, at: Iso): Matter['holdings'] =>
  now.holdings.map((it) => (it.to === null ? { ...it, to: at } : it))
