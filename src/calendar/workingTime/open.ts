import type { Day } from '../../kit/time.ts'
import { numberOf } from '../plainDay.ts'
import { further, trackAround, type WorkingCalendar } from './calendar.ts'
import { periodAfter, type Track } from './track.ts'

/** Whether an instant (ms) is worked: an opening is, a closing is not. */
export function isOpen(calendar: WorkingCalendar, at: number): boolean {
  const track = trackAround(calendar, at)
  return (track.opens[periodAfter(track, at)] ?? Number.POSITIVE_INFINITY) <= at
}

/** Whether anything at all is worked on a day. */
export const isWorkingDay = (calendar: WorkingCalendar, day: Day): boolean =>
  calendar.plan(numberOf(day)).spans.length > 0

/** The first worked instant from one on: itself when open; null where nothing is worked any more. */
export function nextOpen(calendar: WorkingCalendar, at: number): number | null {
  const [next] = openPeriodsAfter(calendar, at, 1)
  return next ? next[0] : null
}

/** The latest instant up to one with work just before it: itself within a period and at its closing, else the closing before. */
export function prevOpen(calendar: WorkingCalendar, at: number): number | null {
  for (let track: Track | undefined = trackAround(calendar, at); track; track = further(calendar, track, -1)) {
    const period = periodAfter(track, at)
    if ((track.opens[period] ?? Number.POSITIVE_INFINITY) < at) return at
    if (period > 0) return track.closes[period - 1] ?? null
  }
  return null
}

/** The next periods of work, [open, close), the first of them from the instant on if it lies within; fewer where no more follow. */
export function openPeriodsAfter(
  calendar: WorkingCalendar,
  origin: number,
  count: number,
): readonly (readonly [open: number, close: number])[] {
  let track = trackAround(calendar, origin)
  while (track.opens.length - periodAfter(track, origin) < count) {
    const longer = further(calendar, track, 1)
    if (longer === undefined) break
    track = longer
  }
  const first = periodAfter(track, origin)
  return [...track.opens.slice(first, first + count)].map((open, i) => [
    Math.max(open, origin),
    track.closes[first + i] ?? open,
  ])
}
