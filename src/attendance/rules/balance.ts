import type { Day } from '../../kit/time.ts'
import { dayFrom, dayNumber } from './clock.ts'
import type { Span } from './input.ts'
import { byDay, hoursExpected, minutesExpected, minutesIn, scheduleDay, type WeekSchedule } from './schedule.ts'
import { within, without } from './spans.ts'

/** Work of some days against what was expected, in minutes. */
export interface Balance {
  readonly expected: number
  readonly worked: number
  /** Worked within the scheduled hours. */
  readonly regular: number
  /** Worked outside of them, as far as it counts. */
  readonly overtime: number
  readonly leave: number
  readonly shortfall: number
  readonly surplus: number
}

/** The days of a period, both ends included. */
export function daysBetween(from: Day, to: Day): readonly Day[] {
  const first = dayNumber(from)
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, index) => dayFrom(first + index))
}

/**
 * Sums up a period. Leave counts as far as it takes scheduled hours; spans in `notDue` were worked without being asked
 * for and count for nothing.
 */
export function balanceOf(
  days: readonly Day[],
  pairs: readonly Span[],
  schedule: WeekSchedule,
  notDue: readonly Span[] = [],
): Balance {
  const { leave: away = [], ...rest } = schedule
  const bare: WeekSchedule = rest
  const hours = days.flatMap((day) => hoursExpected(bare, day))
  const inPeriod = byDay(pairs, schedule.zone).filter((it) => days.includes(it.day))
  const due = without(inPeriod, notDue)
  const expected = minutesIn(hours)
  const leave = minutesIn(within(hours, away))
  const regular = minutesIn(within(due, hours))
  const overtime = minutesIn(due) - regular
  const balance = regular + overtime + leave - expected
  return {
    expected,
    worked: minutesIn(inPeriod),
    regular,
    overtime,
    leave,
    shortfall: Math.max(0, -balance),
    surplus: Math.max(0, balance),
  }
}

/** Working days on which nobody was seen, by the clock of the schedule. */
export function unseenDays(days: readonly Day[], pairs: readonly Span[], schedule: WeekSchedule): readonly Day[] {
  const seen = new Set(pairs.flatMap((it) => [scheduleDay(it.starts, schedule), scheduleDay(it.ends, schedule)]))
  return days.filter((day) => minutesExpected(schedule, day) > 0 && !seen.has(day))
}
