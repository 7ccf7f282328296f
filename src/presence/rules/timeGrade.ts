import type { TimeReading } from '../../fact/kinds/presence.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'

/** A reading of a station's clocks, all in milliseconds. `monotonic` counts from `bootId`'s start and may stop in sleep. */
export interface ClockReading {
  readonly bootId: string
  readonly monotonic: number
  readonly wall: number
  /** The station itself noticed that wall and monotonic time parted. */
  readonly jumped: boolean
}

/** The center's time as a station heard it: the answer left the center at `center`, within `roundTrip` before these readings. */
export interface Beacon {
  readonly bootId: string
  readonly center: number
  readonly monotonic: number
  readonly wall: number
  readonly roundTrip: number
}

export type TimeReason = 'twoSided' | 'oneSided' | 'wideGap' | 'noBeacon' | 'rebooted' | 'slept' | 'clockJumped'

/**
 * How well an instant is known. A: two-sided, within a second. B: one-sided, or two-sided over a long time without
 * network, within what it says. C: clock jump, sleep or no beacon; a person confirms. The true instant lies within
 * [earliest, latest], null being open, as long as crystals are off by less than `driftPpm`, the center's clock is right,
 * and (B one-sided only) nobody set the wall clock by exactly the time the station slept.
 */
export interface TimeGrade<Instant = Iso> {
  readonly grade: 'A' | 'B' | 'C'
  readonly earliest: Instant | null
  readonly latest: Instant | null
  /** The middle of the interval; the raw wall reading where the interval is open. */
  readonly estimate: Instant
  readonly why: readonly TimeReason[]
}

/** Crystals are off by some 60 ppm at most; this much is allowed. */
export const driftPpm = 100
/** Wall and monotonic time may part by so much before it counts as a jump: a network time step at start is smaller. */
const wallStepMs = 2000
/** Half the width of an A interval. */
const secondMs = 1000

/**
 * Grades a reading by the last beacon before it, the first one after it and, for the open end, when it arrived at the
 * center (all null where unknown). Beacons of another boot say nothing about monotonic time.
 */
export function gradeTime(...known: Parameters<typeof gradeMs>): TimeGrade {
  const { earliest, latest, estimate, ...grade } = gradeMs(...known)
  const isoOf = (ms: number | null): Iso | null => (ms === null ? null : toIso(ms))
  return { ...grade, earliest: isoOf(earliest), latest: isoOf(latest), estimate: toIso(estimate) }
}

/** The same in milliseconds, for whoever grades check-ins by the hundred thousand. */
export function gradeMs(
  reading: ClockReading,
  before: Beacon | null,
  after: Beacon | null,
  arrivedAt: number | null,
): TimeGrade<number> {
  const from = before !== null && before.bootId === reading.bootId ? before : null
  const to = after !== null && after.bootId === reading.bootId ? after : null
  const hard = hardBounds(reading, from, to, {
    earliest: before?.center ?? Number.NEGATIVE_INFINITY,
    latest: arrivedAt ?? Number.POSITIVE_INFINITY,
  })
  const trouble = troubleOf(reading, before, from, to)
  if (trouble.length > 0) return graded('C', reading, hard, trouble)
  if (from === null || to === null) return graded('B', reading, softBounds(reading, from, to, hard), ['oneSided'])
  if (hard.latest - hard.earliest > 2 * secondMs) return graded('B', reading, hard, ['wideGap'])
  return graded('A', reading, hard, ['twoSided'])
}

/** A fact's reading as this rule takes it. A station forgets its beacon when it boots, so both are of one boot. */
export function clocksOf(time: TimeReading): { readonly reading: ClockReading; readonly before: Beacon | null } {
  const { bootId, monotonicMs, wall, beacon, clockJumped } = time
  const reading = { bootId, monotonic: monotonicMs, wall: toMs(wall), jumped: clockJumped }
  if (beacon === null) return { reading, before: null }
  const before = {
    bootId,
    center: toMs(beacon.centerTime),
    monotonic: beacon.monotonicMs,
    wall: toMs(beacon.wall),
    roundTrip: beacon.roundTripMs,
  }
  return { reading, before }
}

/** Whether an instant is certainly later than a limit: only then may a rule count it as late. */
export const isSurelyAfter = (time: TimeGrade, limit: Iso): boolean =>
  time.grade !== 'C' && time.earliest !== null && toMs(time.earliest) > toMs(limit)

/** Whether an instant is certainly not later than a limit. */
export const isSurelyBy = (time: TimeGrade, limit: Iso): boolean =>
  time.grade !== 'C' && time.latest !== null && toMs(time.latest) <= toMs(limit)

interface Bounds {
  readonly earliest: number
  readonly latest: number
}

/** What holds even if the station slept: time goes on at least as far as monotonic time does. `open` is what else is known. */
function hardBounds(reading: ClockReading, from: Beacon | null, to: Beacon | null, open: Bounds): Bounds {
  const earliest = from === null ? open.earliest : from.center + awake(reading.monotonic - from.monotonic)
  const latest = to === null ? open.latest : to.center + to.roundTrip - awake(to.monotonic - reading.monotonic)
  return { earliest, latest: Math.min(latest, open.latest) }
}

/** The open side of a one-sided reading, closed by the wall clock having run on evenly: no longer sleep than it would show. */
function softBounds(reading: ClockReading, from: Beacon | null, to: Beacon | null, hard: Bounds): Bounds {
  if (from !== null) {
    const since = reading.monotonic - from.monotonic
    const latest = from.center + from.roundTrip + since + 2 * drift(since) + wallStepMs
    return { earliest: hard.earliest, latest: Math.min(latest, hard.latest) }
  }
  if (to === null) return hard
  const until = to.monotonic - reading.monotonic
  return { earliest: Math.max(hard.earliest, to.center - until - 2 * drift(until) - wallStepMs), latest: hard.latest }
}

const awake = (elapsed: number): number => elapsed - drift(elapsed)

function troubleOf(
  reading: ClockReading,
  before: Beacon | null,
  from: Beacon | null,
  to: Beacon | null,
): readonly TimeReason[] {
  if (from === null && to === null) return [before === null ? 'noBeacon' : 'rebooted']
  const trouble: TimeReason[] = []
  if (from !== null && to !== null && slept(from, to)) trouble.push('slept')
  if (reading.jumped || isJump(reading, from, 1) || isJump(reading, to, -1)) trouble.push('clockJumped')
  return trouble
}

/** The center's time went on further than monotonic time can have: the station slept in between. */
function slept(from: Beacon, to: Beacon): boolean {
  const elapsed = to.monotonic - from.monotonic
  const apart = to.center - from.center - elapsed
  return !(elapsed >= 0 && Math.abs(apart) <= from.roundTrip + to.roundTrip + drift(elapsed))
}

/**
 * Between a beacon and the reading wall and monotonic time parted by more than a network time step and drift explain, or
 * monotonic time ran backwards. `sign` is 1 for a beacon before the reading, -1 for one after it.
 */
function isJump(reading: ClockReading, beacon: Beacon | null, sign: 1 | -1): boolean {
  if (beacon === null) return false
  const monotonic = sign * (reading.monotonic - beacon.monotonic)
  const wall = sign * (reading.wall - beacon.wall)
  return !(monotonic >= 0 && Math.abs(wall - monotonic) <= wallStepMs + drift(monotonic))
}

const drift = (elapsed: number): number => (Math.abs(elapsed) * driftPpm) / 1e6

function graded(
  grade: 'A' | 'B' | 'C',
  reading: ClockReading,
  { earliest, latest }: Bounds,
  why: readonly TimeReason[],
): TimeGrade<number> {
  const closed = Number.isFinite(earliest) && Number.isFinite(latest)
  return {
    grade,
    earliest: Number.isFinite(earliest) ? Math.floor(earliest) : null,
    latest: Number.isFinite(latest) ? Math.ceil(latest) : null,
    estimate: closed && grade !== 'C' ? Math.round((earliest + latest) / 2) : reading.wall,
    why,
  }
}
