import type { Day } from '../../kit/time.ts'
import { dayFrom, dayNumber, instantOf, minuteMs, weekdayNumber } from './clock.ts'
import { inOrder } from './hours.ts'
import { overlap } from './spans.ts'
import type { Occurrence } from './window.ts'

/** A shift of one period with the window around it in which check-ins count, in minutes. */
export interface WindowedShift {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly opensBefore: number
  readonly closesAfter: number
}

/** Days, both included, on which somebody works by a shift; without an end it goes on. `restWeekdays`: 1 is Monday. */
export interface ShiftTerm {
  readonly shift: WindowedShift
  readonly from: Day
  readonly to: Day | null
  readonly restWeekdays?: readonly number[]
}

export interface ShiftOccurrence extends Occurrence {
  readonly name: string
}

/** Each taking place of the terms' shifts on days `from` to `to`, in order of their starts. */
export function listOccurrences(
  terms: readonly ShiftTerm[],
  from: Day,
  to: Day,
  zone: string,
): readonly ShiftOccurrence[] {
  return terms
    .flatMap((term) => daysOf(term, from, to).map((day) => occurrenceOf(term.shift, day, zone)))
    .toSorted((a, b) => a.starts - b.starts)
}

function daysOf(term: ShiftTerm, from: Day, to: Day): readonly Day[] {
  const first = Math.max(dayNumber(term.from), dayNumber(from))
  const last = Math.min(term.to === null ? Number.POSITIVE_INFINITY : dayNumber(term.to), dayNumber(to))
  const days: Day[] = []
  for (let number = first; number <= last; number += 1) {
    const day = dayFrom(number)
    if (!term.restWeekdays?.includes(weekdayNumber(day))) days.push(day)
  }
  return days
}

/** A shift on the day it starts; one that ends at or before its start ends on the next day. */
export function occurrenceOf(shift: WindowedShift, day: Day, zone: string): ShiftOccurrence {
  const [period] = inOrder([shift])
  const [starts, ends] = [instantOf(day, period?.from ?? 0, zone), instantOf(day, period?.to ?? 0, zone)]
  const { name, opensBefore, closesAfter } = shift
  return { name, day, starts, ends, opens: starts - opensBefore * minuteMs, closes: ends + closesAfter * minuteMs }
}

/** Whether two terms would have somebody at two places at once on any day. Looks at no more than a week of common days. */
export function termsCollide(a: ShiftTerm, b: ShiftTerm): boolean {
  const first = [a.from, b.from].sort().at(-1) ?? a.from
  const start = dayFrom(dayNumber(first) - 1)
  const end = dayFrom(dayNumber(first) + 8)
  const zone = 'UTC'
  const others = listOccurrences([b], start, end, zone)
  return listOccurrences([a], start, end, zone).some((it) => others.some((other) => overlap(it, other)))
}
