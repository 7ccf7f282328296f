import type { Half } from '../../contract/attendance.ts'
import type { WorkingHours } from '../../contract/workingHours.ts'
import type { Day } from '../../kit/time.ts'
import { numberOf, weekdayAt } from '../plainDay.ts'
import { cut, halfOf, msPerDay, type Period, type Span, shift, spansOf } from './span.ts'

/** A day that is not as the week has it, and who says so. */
export interface SpecialDay {
  readonly day: Day
  /** Its hours: none, those of its own weekday, those of a make-up workday (Monday's), or its own. */
  readonly hours: 'none' | 'weekday' | 'makeUp' | readonly Period[]
  /** Only this half of them. */
  readonly half?: Half | undefined
  /** Cut out of whatever is open on that date. */
  readonly breaks?: readonly Period[] | undefined
  readonly why: 'holiday' | 'makeUp' | 'closure' | 'ownHours'
  readonly name: string
  readonly reason: string
  readonly document: string
}

/** A run of days, both ends included, of which it is known which are worked. */
export interface Known {
  readonly from: Day
  readonly to: Day
}

/** All that decides which time is worked. */
export interface WorkingCalendarInput {
  /** IANA name or offset. */
  readonly zone: string
  /** In any order; before the first begins, it is taken for granted and said so (`assumed`). */
  readonly hours: readonly WorkingHours[]
  /** At most one of a day. */
  readonly special: readonly SpecialDay[]
  /** Null: all days are known. */
  readonly known: readonly Known[] | null
}

/** What a day is by plan. */
export interface DayPlan {
  readonly spans: readonly Span[]
  readonly special: SpecialDay | undefined
  /** False: the answer is a guess by weekday. */
  readonly known: boolean
}

/** Looks up what a day, told by its number since 1970-01-01, is. */
export type Plan = (day: number) => DayPlan

export function makePlan({ hours, special, known }: WorkingCalendarInput): Plan {
  const versions = hours
    .map(({ from, weekly }) => ({ from: numberOf(from), weekly: weekdays.map((name) => spansOf(weekly[name])) }))
    .sort((a, b) => a.from - b.from)
  const specials = new Map(special.map((it) => [numberOf(it.day), it]))
  const spans = known?.map(({ from, to }) => [numberOf(from), numberOf(to)] as const)
  const firstDay = versions[0]?.from ?? Number.POSITIVE_INFINITY

  const weekOf = (day: number) => (versions.findLast((it) => it.from <= day) ?? versions[0])?.weekly ?? []
  const breaksOf = (day: number) => spansOf(specials.get(day)?.breaks ?? [])
  const spansAt = (day: number): readonly Span[] => {
    const found = openOn(specials.get(day), weekOf(day), weekdayAt(day))
    const reachesOver = found.some(([, to]) => to > msPerDay)
    return cut(found, reachesOver ? [...breaksOf(day), ...shift(breaksOf(day + 1), msPerDay)] : breaksOf(day))
  }
  return (day) => ({
    spans: spansAt(day),
    special: specials.get(day),
    known: day >= firstDay && (spans?.some(([from, to]) => from <= day && day <= to) ?? true),
  })
}

/** In order, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

function openOn(special: SpecialDay | undefined, week: readonly (readonly Span[])[], weekday: number): readonly Span[] {
  const own = week[weekday - 1] ?? []
  if (special === undefined) return own

  const whole = hoursOf(special.hours, own, week[0] ?? [])
  return special.half === undefined ? whole : halfOf(whole, special.half)
}

function hoursOf(hours: SpecialDay['hours'], own: readonly Span[], makeUp: readonly Span[]): readonly Span[] {
  switch (hours) {
    case 'none':
      return []
    case 'weekday':
      return own
    case 'makeUp':
      return makeUp
    default:
      return spansOf(hours)
  }
}

/** The first and the last day that can be told of: those a day is written for on wires and in rows. */
export const ends = { first: numberOf('1900-01-01'), last: numberOf('2199-12-31') }
