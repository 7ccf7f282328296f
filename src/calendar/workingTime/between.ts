import type { Day } from '../../kit/time.ts'
import { numberOf } from '../plainDay.ts'
import { trackAround, type WorkingCalendar } from './calendar.ts'
import { msPerDay } from './span.ts'
import { type Track, workedUntil } from './track.ts'

/** Working ms from one instant to a later one. A reversed range is a mistake of the caller and throws. */
export function between(calendar: WorkingCalendar, from: number, to: number): number {
  if (!(from <= to)) throw new RangeError(`the range ends before it begins: ${from} to ${to}`)
  return signed(calendar, from, to)
}

/** Working ms between two instants, whichever is the earlier. */
export const betweenAbs = (calendar: WorkingCalendar, a: number, b: number): number => Math.abs(signed(calendar, a, b))

/** Working ms from one instant to another; negative where the second is the earlier. */
export function signed(calendar: WorkingCalendar, from: number, to: number): number {
  if (from === to) return 0
  trackAround(calendar, from)
  const track = trackAround(calendar, to)
  return workedUntil(track, to) - workedUntil(track, from)
}

/** Working days after a day up to another, that one included; negative where it is the earlier. */
export function workdaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  const [a, b] = [numberOf(from), numberOf(to)]
  const track = trackOver(calendar, Math.min(a, b), Math.max(a, b))
  return workdaysBefore(track, b + 1) - workdaysBefore(track, a + 1)
}

/** Working days from a day to another, both included. A reversed range throws. */
export function workdaysInclusive(calendar: WorkingCalendar, from: Day, to: Day): number {
  const [a, b] = [numberOf(from), numberOf(to)]
  if (!(a <= b)) throw new RangeError(`the range ends before it begins: ${from} to ${to}`)
  const track = trackOver(calendar, a, b)
  return workdaysBefore(track, b + 1) - workdaysBefore(track, a)
}

const workdaysBefore = ({ workdays, first }: Track, day: number): number => workdays[day - first] ?? Number.NaN

function trackOver(calendar: WorkingCalendar, from: number, to: number): Track {
  trackAround(calendar, from * msPerDay)
  return trackAround(calendar, (to + 1) * msPerDay)
}

/** Whether the days from one instant's to another's are all known: what is computed from guessed days is only assumed. */
export function isKnown(track: Track, fromDay: number, toDay: number): boolean {
  return track.guessed[Math.max(0, fromDay)] === track.guessed[Math.min(track.days, toDay + 1)]
}
