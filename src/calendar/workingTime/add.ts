import { refuse } from '../../kit/refusals.ts'
import { further, trackAround, type WorkingCalendar } from './calendar.ts'
import { nextOpen, prevOpen } from './open.ts'
import { msPerDay } from './span.ts'
import { dayOfInstant, earliestAt, latestAt, type Track, workedUntil } from './track.ts'
import { makeWallClock, wallOf } from './zone.ts'

/**
 * The instant at which so many ms have been worked since another. Forward it is the earliest such instant, so a whole
 * period ends with its closing; backward (negative) the latest, so it ends with its opening. None at all is the first
 * worked instant from there on. Refuses where the calendar never has so much.
 */
export function add(calendar: WorkingCalendar, start: number, ms: number): number {
  if (ms === 0) return nextOpen(calendar, start) ?? refuse('noWorkingTime')

  const direction = ms > 0 ? 1 : -1
  for (
    let track: Track | undefined = trackAround(calendar, start);
    track;
    track = further(calendar, track, direction)
  ) {
    const worked = workedUntil(track, start) + ms
    const found = ms > 0 ? earliestAt(track, worked) : latestAt(track, worked)
    if (found !== undefined) return found
  }
  return refuse('noWorkingTime')
}

/** The last worked instant up to one: what taking nothing away from it comes to. */
export const backToWork = (calendar: WorkingCalendar, start: number): number =>
  prevOpen(calendar, start) ?? refuse('noWorkingTime')

/**
 * The same time of the clock so many working days later, or earlier; no days is the instant itself. Out of hours stays
 * out of hours, and from a day without work the next one with work is the first.
 */
export function addDays(calendar: WorkingCalendar, start: number, days: number): number {
  if (days === 0) return start
  const wall = wallOf(start, calendar.zone)
  const day = Math.floor(wall / msPerDay)
  const to = workdayFrom(calendar, start, days)
  return makeWallClock(calendar.zone, to, to)(to, wall - day * msPerDay)
}

/** The number of the day that is so many working days after the one an instant falls on, or before it. */
export function workdayFrom(calendar: WorkingCalendar, start: number, days: number): number {
  const direction = days > 0 ? 1 : -1
  for (
    let track: Track | undefined = trackAround(calendar, start);
    track;
    track = further(calendar, track, direction)
  ) {
    const found = workdayIndex(track, dayOfInstant(track, start), days)
    if (found !== undefined) return track.first + found
  }
  return refuse('noWorkingTime')
}

/** The same, by index of a track's days; undefined beyond it. */
export function workdayIndex({ workdays, workdayAt }: Track, day: number, days: number): number | undefined {
  const before = workdays[days > 0 ? day + 1 : day]
  if (before === undefined) return undefined
  return workdayAt[days > 0 ? before + days - 1 : before + days]
}
