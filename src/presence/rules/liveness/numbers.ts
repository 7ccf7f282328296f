import { quantile } from '../actions.ts'

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length

/** Standard deviation of the values themselves; NaN of none. */
export function deviation(values: readonly number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}

/** Standard deviation of one frame's noise, from the median step between neighbours: slow changes do not count. */
export function noiseOf(values: readonly number[]): number {
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)))
  return steps.length === 0 ? Number.NaN : (1.4826 / Math.SQRT2) * median(steps)
}

/** 0 at `from` or before, 1 at `to` or beyond, straight between. */
export const ramp = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)))

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/** An orthonormal basis of what these series span (Gram–Schmidt, once over); series that add nothing are left out. */
export function basisOf(series: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const basis: (readonly number[])[] = []
  for (const one of series) {
    const rest = without(one, basis)
    const length = Math.sqrt(dot(rest, rest))
    if (length > 1e-9 * Math.sqrt(dot(one, one))) basis.push(rest.map((value) => value / length))
  }
  return basis
}

/** What of a series lies outside an orthonormal basis. */
export function without(series: readonly number[], basis: readonly (readonly number[])[]): readonly number[] {
  const rest = [...series]
  for (const axis of basis) {
    const along = dot(rest, axis)
    for (let i = 0; i < rest.length; i += 1) rest[i] = (rest[i] ?? 0) - along * (axis[i] ?? 0)
  }
  return rest
}

/** At most so many of these, evenly spread. */
export const thinned = <T>(all: readonly T[], atMost: number): readonly T[] =>
  all.length <= atMost ? all : Array.from({ length: atMost }, (_, i) => all[Math.floor((i * all.length) / atMost)] as T)
