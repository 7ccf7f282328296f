import type { DutyHours } from '../../contract/people.ts'
import { addDays, type Day, type Iso, instantAt, toMs, weekdayOf } from '../../kit/time.ts'

/** A stretch of duty or of opening hours, as instants; it may cross midnight. */
export interface Period {
  readonly starts: Iso
  readonly ends: Iso
}

export type Direction = 'arrival' | 'departure' | 'again'

/** An earlier check-in of the same person. */
export interface Earlier {
  readonly at: Iso
  readonly direction: Direction
}

export type DirectionReason =
  | 'firstOfDuty'
  | 'dutyIsOver'
  | 'afterArrival'
  | 'nextDutyBegins'
  | 'backAgain'
  | 'leftLater'
  | 'justNow'

/** Arrival or departure without a button, and why; `period` is the duty it was taken for, null on a day without one. */
export interface Directed {
  readonly direction: Direction
  readonly why: DirectionReason
  readonly period: Period | null
}

export interface DirectionPolicy {
  /** A second check-in within this time says nothing new. */
  readonly againWithinMinutes: number
  /** Check-ins longer than this before a duty belong to an earlier one. */
  readonly earlyByHours: number
}
export const directionPolicy: DirectionPolicy = { againWithinMinutes: 10, earlyByHours: 4 }

/**
 * Tells the direction of a check-in from the person's duties around it (the site's hours where there are none) and the
 * person's earlier check-ins. A duty's first check-in is an arrival unless all duties are over; the one after an arrival
 * is a departure, unless it is nearer to the beginning of a later duty; after a departure one comes back, unless nothing
 * is left to come back to. A wrong guess costs nothing: day verdicts are judged from instants, not from this word.
 */
export function directionOf(
  at: Iso,
  periods: readonly Period[],
  earlier: readonly Earlier[],
  policy: DirectionPolicy = directionPolicy,
): Directed {
  const sorted = periods.toSorted((a, b) => toMs(a.starts) - toMs(b.starts))
  const counted = relevant(at, sorted, earlier, policy)
  const last = counted.at(-1)
  const period = nearestTo(at, sorted)
  if (last !== undefined && minutesBetween(last.at, at) < policy.againWithinMinutes) {
    return { direction: 'again', why: 'justNow', period }
  }
  const before = counted.findLast((checkIn) => checkIn.direction !== 'again')
  if (before === undefined) return first(at, sorted, period)
  return before.direction === 'arrival' ? afterArrival(at, before, sorted, period) : afterDeparture(at, sorted, period)
}

/** The periods of opening hours that touch a day: its own and those of the day before that cross midnight. */
export function periodsOf(day: Day, hours: DutyHours, zone?: string): readonly Period[] {
  return [addDays(day, -1), day].flatMap((start) => {
    const key = String(weekdayOf(start)) as keyof DutyHours
    const opening = (hours[key] ?? []).map(({ from, to }) => ({
      starts: instantAt(start, from, zone),
      ends: instantAt(to <= from ? addDays(start, 1) : start, to, zone),
    }))
    return start === day ? opening : opening.filter(({ ends }) => toMs(ends) > toMs(instantAt(day, '00:00', zone)))
  })
}

function first(at: Iso, periods: readonly Period[], period: Period | null): Directed {
  const over = periods.length > 0 && periods.every(({ ends }) => toMs(ends) <= toMs(at))
  return over
    ? { direction: 'departure', why: 'dutyIsOver', period }
    : { direction: 'arrival', why: 'firstOfDuty', period }
}

function afterArrival(at: Iso, arrival: Earlier, periods: readonly Period[], period: Period | null): Directed {
  const arrivedFor = nearestTo(arrival.at, periods)
  const later = period !== null && arrivedFor !== null && toMs(period.starts) >= toMs(arrivedFor.ends)
  if (later && nearerToStart(at, period)) return { direction: 'arrival', why: 'nextDutyBegins', period }
  return { direction: 'departure', why: 'afterArrival', period }
}

function afterDeparture(at: Iso, periods: readonly Period[], period: Period | null): Directed {
  const ahead = periods.length === 0 || periods.some(({ ends }) => toMs(ends) > toMs(at))
  return ahead
    ? { direction: 'arrival', why: 'backAgain', period }
    : { direction: 'departure', why: 'leftLater', period }
}

/** Check-ins that belong to these duties, in order: none after `at`, none long before the first duty or, without duties, before. */
function relevant(
  at: Iso,
  periods: readonly Period[],
  earlier: readonly Earlier[],
  policy: DirectionPolicy,
): readonly Earlier[] {
  const [opening] = periods
  const earliest = Math.min(toMs(at), opening === undefined ? toMs(at) - 16 * hourMs : toMs(opening.starts))
  return earlier
    .filter((checkIn) => toMs(checkIn.at) <= toMs(at) && toMs(checkIn.at) >= earliest - policy.earlyByHours * hourMs)
    .toSorted((a, b) => toMs(a.at) - toMs(b.at))
}

/** The period an instant lies in or is nearest to; of two equally near the one that ends there. */
function nearestTo(at: Iso, periods: readonly Period[]): Period | null {
  const distance = ({ starts, ends }: Period): number => Math.max(toMs(starts) - toMs(at), toMs(at) - toMs(ends), 0)
  return periods.toSorted((a, b) => distance(a) - distance(b))[0] ?? null
}

const nearerToStart = (at: Iso, { starts, ends }: Period): boolean =>
  Math.abs(toMs(at) - toMs(starts)) < Math.abs(toMs(ends) - toMs(at))

const minutesBetween = (from: Iso, to: Iso): number => (toMs(to) - toMs(from)) / 60_000
const hourMs = 3_600_000
