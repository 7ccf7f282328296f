import type { Limit, MatterType, Warning } from '../../contract/matterTypes.ts'
import type { FactBody } from '../../fact/fact.ts'
import type { Iso } from '../../kit/time.ts'
import type { Clock, Matter, MatterFactKind, Timer } from './matter.ts'
import { isSameClock } from './timers.ts'

/** What a clock goes by. `pauses` with an end still to come are expected to last until then. */
export interface Timing {
  readonly start: Iso
  readonly limit: Limit
  /** Added after the limit, in whatever unit. */
  readonly extra: Limit | null
  readonly warning: Warning
  readonly pauses: readonly { readonly from: Iso; readonly to: Iso }[]
}

/** The working time of one unit by one state of the calendar. */
export interface Clockwork {
  readonly calendarId: string
  /** The last instant in time, and when it turns yellow. */
  dues(timing: Timing): { readonly yellowAt: Iso; readonly dueAt: Iso }
  /** Whole working seconds from one instant to another, rounded down; negative where the second is the earlier. */
  seconds(from: Iso, to: Iso): number
}

/** The working time of each unit. */
export type ClockworkOf = (unitId: string) => Clockwork

/** A clock as a fact says it. */
export type SetClock = FactBody<'clocksSet'>['clocks'][number]

/** After these every clock that runs has to be set anew; after others only those that began or stopped. */
export const movers: ReadonlySet<MatterFactKind> = new Set(['matterPaused', 'matterResumed', 'matterExtended'])

/**
 * All clocks of a matter, in the order they began. What runs on and was not moved keeps its instants, whatever the
 * calendar says by now: only `all` computes them anew. Steps go by the hours of the unit that does them by the type,
 * whoever was handed the matter; all else by those of the unit that took it.
 */
export function setClocks(matter: Matter, type: MatterType, clockworkOf: ClockworkOf, all: boolean): SetClock[] {
  return matter.timers.map((timer) => {
    const known = matter.clocks.find((it) => isSameClock(it, timer))
    const state = stateOf(matter, timer)
    const stoppedAt = timer.stoppedAt
    if (known && (!all || known.state === 'stopped')) {
      const { earlier: _, setAt: __, ...rest } = known
      return { ...rest, state, stoppedAt }
    }
    const timing = timingOf(matter, type, timer)
    const clockwork = clockworkOf(unitOf(matter, type, timer))
    const { scope, step, startedAt } = timer
    const { calendarId } = clockwork
    return { scope, step, state, startedAt, stoppedAt, limit: limitOf(timing), ...clockwork.dues(timing), calendarId }
  })
}

/** Whether two sets of clocks say the same. */
export const areSame = (clocks: readonly Clock[], set: readonly SetClock[]): boolean =>
  clocks.length === set.length &&
  set.every((it, i) => {
    const old = clocks[i]
    return (
      old !== undefined &&
      isSameClock(old, it) &&
      old.state === it.state &&
      old.stoppedAt === it.stoppedAt &&
      old.dueAt === it.dueAt &&
      old.yellowAt === it.yellowAt &&
      old.calendarId === it.calendarId
    )
  })

/** What one clock goes by. */
export function timingOf(matter: Matter, type: MatterType, timer: Timer): Timing {
  const { startedAt: start, extra } = timer
  const pauses = matter.stops.flatMap(({ kind, from, to, until }) => {
    const ends = to ?? until
    return kind === 'pause' && ends !== null && ends > start ? [{ from, to: ends }] : []
  })
  return { start, extra, pauses, ...ruleOf(type, timer) }
}

/** Whose working time a clock goes by. */
export const unitOf = (matter: Matter, type: MatterType, timer: Pick<Timer, 'scope' | 'step'>): string =>
  (timer.scope === 'step' ? type.steps.find(({ key }) => key === timer.step)?.unitId : null) ?? matter.taken.unitId

/** The time to accept has no warning of its own: the type's serves, in shares. */
function ruleOf(type: MatterType, { scope, step }: Timer): { readonly limit: Limit; readonly warning: Warning } {
  switch (scope) {
    case 'acceptance':
      return { limit: type.acceptWithin, warning: type.warning.kind === 'used' ? type.warning : usual }
    case 'whole':
      return { limit: type.promised, warning: type.warning }
    case 'step': {
      const { limit, warning } = type.steps.find(({ key }) => key === step) ?? {
        limit: type.promised,
        warning: type.warning,
      }
      return { limit, warning }
    }
    default:
      return scope satisfies never
  }
}

const usual: Warning = { kind: 'used', percent: 80 }

/** One limit where both parts are of one unit; else the first, the other being told by the extension. */
const limitOf = ({ limit, extra }: Timing): Limit =>
  extra?.unit === limit.unit ? { unit: limit.unit, amount: limit.amount + extra.amount } : limit

function stateOf({ standing }: Matter, { stoppedAt }: Timer): SetClock['state'] {
  if (stoppedAt !== null) return 'stopped'
  return standing.state === 'paused' ? 'paused' : 'running'
}
