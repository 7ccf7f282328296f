import { Temporal } from 'temporal-polyfill'
import type { Day } from '../../kit/time.ts'
import type { Ms } from './input.ts'

export const minuteMs = 60_000
export const dayMs = 86_400_000

/** Days since 1970-01-01; days are compared and added as whole numbers, never through a time zone. */
export const dayNumber = (day: Day): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / dayMs

export const dayFrom = (number: number): Day => new Date(number * dayMs).toISOString().slice(0, 10)

export const dayAfter = (day: Day, days: number): Day => dayFrom(dayNumber(day) + days)

/** 1 is Monday, 7 is Sunday. */
export const weekdayNumber = (day: Day): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1

/** Minutes of `HH:MM` since midnight; seconds count as a part of a minute. */
export function minutesOf(clock: string): number {
  const seconds = clock.length > 5 ? Number(clock.slice(6, 8)) : 0
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)) + seconds / 60
}

interface ZoneDay {
  readonly midnight: Ms
  /** Exactly 24 hours long: no clock change. */
  readonly even: boolean
}

const zoneDays = new Map<string, Map<Day, ZoneDay>>()
const mostDays = 20_000

/** The instant at which a wall clock in a zone is so many minutes past the midnight a day begins with; may lie on later days. */
export function instantOf(day: Day, minutes: number, zone: string): Ms {
  if (minutes >= 1440 || minutes < 0) {
    const days = Math.floor(minutes / 1440)
    return instantOf(dayAfter(day, days), minutes - days * 1440, zone)
  }
  const { midnight, even } = zoneDayOf(day, zone)
  return even ? midnight + minutes * minuteMs : unevenly(day, minutes, zone)
}

/** The plain day and the minutes (with fractions) past its midnight that a wall clock in a zone shows at an instant. */
export function wallOf(at: Ms, zone: string): { readonly day: Day; readonly minutes: number } {
  const guess = dayFrom(Math.floor(at / dayMs))
  for (const day of [guess, dayAfter(guess, 1), dayAfter(guess, -1)]) {
    const { midnight, even } = zoneDayOf(day, zone)
    if (even && at >= midnight && at < midnight + dayMs) return { day, minutes: (at - midnight) / minuteMs }
  }
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const minutes = wall.hour * 60 + wall.minute + (wall.second + wall.millisecond / 1000) / 60
  return { day: wall.toPlainDate().toString(), minutes }
}

function zoneDayOf(day: Day, zone: string): ZoneDay {
  let days = zoneDays.get(zone)
  if (days === undefined || days.size > mostDays) {
    days = new Map()
    zoneDays.set(zone, days)
  }
  const known = days.get(day)
  if (known !== undefined) return known
  const made = makeZoneDay(day, zone)
  days.set(day, made)
  return made
}

function makeZoneDay(day: Day, zone: string): ZoneDay {
  const date = Temporal.PlainDate.from(day)
  const start = date.toZonedDateTime(zone)
  const midnight = start.epochMilliseconds
  const even = start.hour === 0 && date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - midnight === dayMs
  return { midnight, even }
}

function unevenly(day: Day, minutes: number, zone: string): Ms {
  const seconds = Math.round(minutes * 60)
  const time = Temporal.PlainTime.from({
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  })
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
}
