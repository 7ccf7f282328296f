import type { Plan } from './plan.ts'
import { msPerDay, type Span } from './span.ts'
import type { WallClock } from './zone.ts'

/**
 * A run of days laid out so that every question is a look-up and an addition. Days are indexed from `first`; instants and
 * lengths are ms. Working time is counted from the track's beginning.
 */
export interface Track {
  /** Number of its first day since 1970-01-01. */
  readonly first: number
  readonly days: number
  /** Of each day, and of the one after the last. */
  readonly midnights: Float64Array
  readonly opens: Float64Array
  readonly closes: Float64Array
  /** Working time before each period; the last is all of it. */
  readonly before: Float64Array
  /** The first period of each day or after it. */
  readonly firstPeriod: Int32Array
  /** Working days before each day. */
  readonly workdays: Int32Array
  /** The working days themselves, in order. */
  readonly workdayAt: Int32Array
  /** Days before each day that are only guessed. */
  readonly guessed: Int32Array
  /** Of every `stride` of working time, the first period that ends after its beginning. */
  readonly strides: Int32Array
}

const stride = 7_200_000

export function layTrack(plan: Plan, wallClock: WallClock, first: number, last: number): Track {
  const days = last - first + 1
  const midnights = new Float64Array(days + 1)
  const firstPeriod = new Int32Array(days + 1)
  const workdays = new Int32Array(days + 1)
  const guessed = new Int32Array(days + 1)
  const [opens, closes, worked]: [number[], number[], number[]] = [[], [], []]
  for (let i = 0; i < days; i++) {
    const { spans, known } = plan(first + i)
    midnights[i] = wallClock(first + i, 0)
    firstPeriod[i] = opens.length
    for (const span of spans) layPeriod(opens, closes, { wallClock, day: first + i, span })
    if (opens.length > (firstPeriod[i] ?? 0)) worked.push(i)
    workdays[i + 1] = worked.length
    guessed[i + 1] = (guessed[i] ?? 0) + (known ? 0 : 1)
  }
  midnights[days] = wallClock(first + days, 0)
  firstPeriod[days] = opens.length
  const before = sums(opens, closes)
  const periods = { opens: Float64Array.from(opens), closes: Float64Array.from(closes), before, firstPeriod }
  const workdayAt = Int32Array.from(worked)
  return { first, days, midnights, ...periods, workdays, workdayAt, guessed, strides: strideOver(before) }
}

interface Place {
  readonly wallClock: WallClock
  readonly day: number
  readonly span: Span
}

/** A time the clock leaps over is not there; one that reaches into the next day's hours is not counted twice. */
function layPeriod(opens: number[], closes: number[], { wallClock, day, span: [from, to] }: Place): void {
  const open = Math.max(wallClock(day, from), closes.at(-1) ?? Number.NEGATIVE_INFINITY)
  const close = wallClock(day, to)
  if (open >= close) return
  opens.push(open)
  closes.push(close)
}

function sums(opens: readonly number[], closes: readonly number[]): Float64Array {
  const before = new Float64Array(opens.length + 1)
  for (let i = 0; i < opens.length; i++) before[i + 1] = (before[i] ?? 0) + (closes[i] ?? 0) - (opens[i] ?? 0)
  return before
}

function strideOver(before: Float64Array): Int32Array {
  const strides = new Int32Array(Math.floor((before.at(-1) ?? 0) / stride) + 1)
  let period = 0
  for (let i = 0; i < strides.length; i++) {
    while (period < before.length - 2 && (before[period + 1] ?? 0) <= i * stride) period++
    strides[i] = period
  }
  return strides
}

/** The index of the day an instant falls on. */
export function dayOfInstant({ midnights }: Track, at: number): number {
  let day = Math.floor((at - (midnights[0] ?? 0)) / msPerDay)
  while ((midnights[day] ?? Number.NEGATIVE_INFINITY) > at) day--
  while ((midnights[day + 1] ?? Number.POSITIVE_INFINITY) <= at) day++
  return day
}

/** The first period that ends after an instant. */
export function periodAfter(track: Track, at: number): number {
  const { closes, firstPeriod } = track
  let period = firstPeriod[dayOfInstant(track, at)] ?? 0
  // The period of a night began the day before.
  while (period > 0 && (closes[period - 1] ?? 0) > at) period--
  while ((closes[period] ?? Number.POSITIVE_INFINITY) <= at) period++
  return period
}

/** Working time from the track's beginning to an instant. */
export function workedUntil(track: Track, at: number): number {
  const period = periodAfter(track, at)
  const open = track.opens[period] ?? at
  return (track.before[period] ?? 0) + (at > open ? at - open : 0)
}

/** The earliest instant at which so much has been worked; undefined beyond the track. A whole period ends with its closing. */
export function earliestAt(track: Track, worked: number): number | undefined {
  const { before, opens, strides } = track
  if (!(worked > 0 && worked <= (before[opens.length] ?? 0))) return undefined
  // The stride may begin one period late where it begins exactly with a closing.
  let period = Math.max(0, (strides[Math.floor(worked / stride)] ?? 0) - 1)
  while ((before[period + 1] ?? 0) < worked) period++
  return (opens[period] ?? 0) + worked - (before[period] ?? 0)
}

/** The latest instant at which no more than that has been worked: an opening where a period begins just then. */
export function latestAt(track: Track, worked: number): number | undefined {
  const { before, opens, strides } = track
  if (!(worked >= 0 && worked < (before[opens.length] ?? 0))) return undefined
  let period = strides[Math.floor(worked / stride)] ?? 0
  while ((before[period + 1] ?? 0) <= worked) period++
  return (opens[period] ?? 0) + worked - (before[period] ?? 0)
}
