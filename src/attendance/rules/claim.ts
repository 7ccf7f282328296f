import type { Half } from '../../contract/attendance.ts'
import { dayAfter, instantOf, minutesOf } from './clock.ts'
import { hoursOf } from './hours.ts'
import type { DaySetting, Ms } from './input.ts'

/**
 * The instant somebody means who says he came or went at a time of the clock (`08:05`) for a half-day: of the day itself
 * and those beside it the one nearest to the hour he should have, so that the end of a night shift is the next morning.
 */
export function claimedInstant(
  setting: DaySetting,
  half: Half,
  what: 'arrival' | 'departure',
  clock: string,
  zone: string,
): Ms {
  const hours = hoursOf(setting, zone).find((it) => it.half === half)
  const minutes = minutesOf(clock)
  const own = instantOf(setting.day, minutes, zone)
  if (hours === undefined) return own
  const hour = what === 'arrival' ? hours.starts : hours.ends
  const near = [dayAfter(setting.day, -1), dayAfter(setting.day, 1)].map((day) => instantOf(day, minutes, zone))
  return near.reduce((best, it) => (Math.abs(it - hour) < Math.abs(best - hour) ? it : best), own)
}
