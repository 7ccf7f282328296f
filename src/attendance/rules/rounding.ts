import type { Ms, Span } from './input.ts'

/** `outward`: beginnings down, ends and durations up; `closest`: to the nearer, half-way down; `down`, `up`: all alike. */
export type RoundingMode = 'outward' | 'closest' | 'down' | 'up'

/** To which multiples, in minutes; 0 leaves it alone. */
export interface Rounding {
  readonly mode: RoundingMode
  readonly begin: number
  readonly end: number
  readonly duration: number
}

/** A time of presence rounded, and its duration in ms, rounded from the rounded times. */
export function roundSpan({ starts, ends }: Span, rounding: Rounding): Span & { readonly duration: Ms } {
  const { mode, begin, end, duration } = rounding
  const rounded = {
    starts: roundTo(starts, begin, mode === 'outward' ? 'down' : mode),
    ends: roundTo(ends, end, mode === 'outward' ? 'up' : mode),
  }
  return { ...rounded, duration: roundTo(rounded.ends - rounded.starts, duration, mode === 'outward' ? 'up' : mode) }
}

function roundTo(ms: Ms, minutes: number, mode: Exclude<RoundingMode, 'outward'>): Ms {
  const unit = minutes * 60_000
  if (unit === 0) return ms
  const rest = ms % unit
  const up = mode === 'up' ? rest > 0 : mode === 'closest' && rest > unit / 2
  return ms - rest + (up ? unit : 0)
}
