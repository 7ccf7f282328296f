import { Temporal } from 'temporal-polyfill'
import { msPerDay } from './span.ts'

/** The instant, in ms since 1970, at which so many ms of wall clock have gone since the midnight of a day. */
export type WallClock = (day: number, ms: number) => number

/**
 * The wall clock of a zone from one day to another: arithmetic where the offset stands still, Temporal about the days it
 * changes. A time the clock leaps over is that much later, one it shows twice is the first.
 */
export function makeWallClock(zone: string, first: number, last: number): WallClock {
  const changes = listChanges(zone, first - 2, last + 3)
  const [only] = changes
  if (only !== undefined && changes.length === 1) return (day, ms) => day * msPerDay + ms - only.offset
  return (day, ms) => {
    const wall = day * msPerDay + ms
    const near = changes.some(({ at }) => Math.abs(wall - at) < 2 * msPerDay)
    return near ? exactly(wall, zone) : wall - (changes.findLast(({ at }) => at < wall)?.offset ?? 0)
  }
}

interface Change {
  readonly at: number
  /** In ms, from then on. */
  readonly offset: number
}

function listChanges(zone: string, first: number, last: number): readonly Change[] {
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(first * msPerDay).toZonedDateTimeISO(
    zone,
  )
  const changes: Change[] = [{ at: Number.NEGATIVE_INFINITY, offset: at.offsetNanoseconds / 1e6 }]
  for (at = at.getTimeZoneTransition('next'); at && at.epochMilliseconds < last * msPerDay; ) {
    changes.push({ at: at.epochMilliseconds, offset: at.offsetNanoseconds / 1e6 })
    at = at.getTimeZoneTransition('next')
  }
  return changes
}

const exactly = (wall: number, zone: string): number =>
  Temporal.PlainDateTime.from(new Date(wall).toISOString().slice(0, -1)).toZonedDateTime(zone).epochMilliseconds

/** The wall clock of an instant, as ms since 1970 of a clock that shows the same in UTC. */
export const wallOf = (at: number, zone: string): number =>
  at + Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
