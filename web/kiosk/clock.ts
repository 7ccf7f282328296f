/** One look at the clocks: the page's monotonic and wall clock, and the station's time where it came with this look. */
export interface ClockReading {
  readonly monotonicMs: number
  readonly wallMs: number
  readonly stationMs?: number
}

/** What the page knows about time: its last look, and the station's time at a monotonic moment. */
export interface ClockKnown {
  readonly last: ClockReading
  readonly station: { readonly atMs: number; readonly stationMs: number } | null
  /** Until this monotonic moment the page warns. */
  readonly warnUntilMs: number
}

/** A jump in milliseconds between two looks, or a standing difference to the station. */
export type ClockFinding =
  | { readonly kind: 'fine' }
  | { readonly kind: 'jump'; readonly byMs: number }
  | { readonly kind: 'apart'; readonly byMs: number }

const jumpMs = 2000
const apartMs = 5000
const warnMs = 60_000

export const clockAtStart = (reading: ClockReading): ClockKnown => ({ last: reading, station: null, warnUntilMs: 0 })

/**
 * Folds one look in. The monotonic clock stops while a machine sleeps, so a sleep shows as a jump too: that is wanted,
 * since the camera saw nothing meanwhile.
 */
export function afterReading(known: ClockKnown, now: ClockReading): { known: ClockKnown; finding: ClockFinding } {
  const finding = judgeReading(known, now)
  const station = now.stationMs === undefined ? known.station : { atMs: now.monotonicMs, stationMs: now.stationMs }
  const warnUntilMs = finding.kind === 'fine' ? known.warnUntilMs : now.monotonicMs + warnMs
  return { known: { last: now, station, warnUntilMs }, finding }
}

function judgeReading({ last, station }: ClockKnown, now: ClockReading): ClockFinding {
  const jump = now.wallMs - last.wallMs - (now.monotonicMs - last.monotonicMs)
  if (Math.abs(jump) > jumpMs) return { kind: 'jump', byMs: Math.round(jump) }
  if (now.stationMs === undefined) return { kind: 'fine' }

  const stationJump = station === null ? 0 : now.stationMs - station.stationMs - (now.monotonicMs - station.atMs)
  if (Math.abs(stationJump) > jumpMs) return { kind: 'jump', byMs: Math.round(stationJump) }
  const apart = now.stationMs - now.wallMs
  return Math.abs(apart) > apartMs ? { kind: 'apart', byMs: Math.round(apart) } : { kind: 'fine' }
}

/** The time to show: the station's, carried on by the monotonic clock; the page's own before the first word. */
export function timeNow({ station }: ClockKnown, { monotonicMs, wallMs }: ClockReading): number {
  return station === null ? wallMs : station.stationMs + monotonicMs - station.atMs
}
