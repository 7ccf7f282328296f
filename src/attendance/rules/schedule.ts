import type { Day } from '../../kit/time.ts'
import { dayAfter, instantOf, minuteMs, minutesOf, wallOf, weekdayNumber } from './clock.ts'
import type { Ms, Span } from './input.ts'
import { lengthOf, without } from './spans.ts'

export interface ClockSpan {
  readonly from: string
  readonly to: string
}

/** Working hours by weekday (1 is Monday), none on holidays; what lies between two periods of a day is an unpaid break. */
export interface WeekSchedule {
  readonly zone: string
  readonly weekdays: Readonly<Record<number, readonly ClockSpan[]>>
  readonly holidays: ReadonlySet<Day>
  /** Instants that leave takes out of the schedule. */
  readonly leave?: readonly Span[]
}

/** The hours expected on a day, as instants. */
export function hoursExpected(schedule: WeekSchedule, day: Day): readonly Span[] {
  return without(hoursBeforeLeave(schedule, day), schedule.leave ?? [])
}

export const minutesExpected = (schedule: WeekSchedule, day: Day): number =>
  lengthOf(hoursExpected(schedule, day)) / minuteMs

/** The unpaid breaks of a working day. */
export function breaksOn(schedule: WeekSchedule, day: Day): readonly Span[] {
  const hours = hoursBeforeLeave(schedule, day)
  return hours.slice(1).map((it, index) => ({ starts: hours[index]?.ends ?? it.starts, ends: it.starts }))
}

function hoursBeforeLeave({ weekdays, holidays, zone }: WeekSchedule, day: Day): readonly Span[] {
  if (holidays.has(day)) return []
  return (weekdays[weekdayNumber(day)] ?? []).map(({ from, to }) => ({
    starts: instantOf(day, minutesOf(from), zone),
    ends: instantOf(day, minutesOf(to), zone),
  }))
}

/** A span with the day of a zone in which it lies. */
export interface DatedSpan extends Span {
  readonly day: Day
}

/** Spans cut at the midnights of a zone. */
export function byDay(spans: readonly Span[], zone: string): readonly DatedSpan[] {
  return spans.flatMap((span) => {
    const parts: DatedSpan[] = []
    let { starts } = span
    while (starts < span.ends) {
      const { day } = wallOf(starts, zone)
      const ends = Math.min(span.ends, instantOf(dayAfter(day, 1), 0, zone))
      parts.push({ starts, ends, day })
      starts = ends
    }
    return parts
  })
}

/** Worked spans by day, without the breaks of the schedule. */
export function paidSpans(spans: readonly Span[], schedule: WeekSchedule): readonly DatedSpan[] {
  return byDay(spans, schedule.zone).flatMap((it) =>
    without([it], breaksOn(schedule, it.day)).map(({ starts, ends }): DatedSpan => ({ starts, ends, day: it.day })),
  )
}

export const minutesIn = (spans: readonly Span[]): number => lengthOf(spans) / minuteMs

/** The day on which an instant falls for a schedule. */
export const scheduleDay = (at: Ms, { zone }: WeekSchedule): Day => wallOf(at, zone).day
