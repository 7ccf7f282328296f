import type { Description } from './description.ts'

/** The names of the built-in recognisers; every other name is a plugged-in one. */
export const builtIn = ['fa', 'fr', 'mf'] as const
export type BuiltIn = (typeof builtIn)[number]

/** True when all built-in vectors are there and every vector can be scanned: finite, not zero, of a length divisible by 4. */
export function isUsable({ vectors }: Description): boolean {
  return builtIn.every((name) => vectors[name] !== undefined) && Object.values(vectors).every(isSound)
}

const isSound = (vector: Float32Array): boolean => {
  const length = lengthOf(vector)
  return vector.length > 0 && vector.length % 4 === 0 && Number.isFinite(length) && length > 0
}

/** The vector at unit length, after the centre was taken away where one is given. */
export function unit(vector: ArrayLike<number>, centre?: ArrayLike<number>): Float32Array {
  const moved = Float32Array.from(vector, (value, i) => value - (centre?.[i] ?? 0))
  const length = lengthOf(moved)
  return length > 0 ? moved.map((value) => value / length) : moved
}

/** The mean of vectors of one length, each times its weight. Weights need not sum to one; absent, all are equal. */
export function meanOf(vectors: readonly Float32Array[], weights?: readonly number[]): Float32Array {
  const sum = new Float64Array(vectors[0]?.length ?? 0)
  let total = 0
  for (const [i, vector] of vectors.entries()) {
    const weight = weights?.[i] ?? 1
    total += weight
    for (const [at, value] of vector.entries()) sum[at] = (sum[at] ?? 0) + weight * value
  }
  return Float32Array.from(sum, (value) => value / total)
}

/** Mean and standard deviation of all numbers; both 0 of none. */
export function spreadOf(values: ArrayLike<number>): { readonly mean: number; readonly sd: number } {
  const count = Math.max(1, values.length)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0
  const mean = sum / count
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += ((values[i] ?? 0) - mean) ** 2
  return { mean, sd: Math.sqrt(squares / count) }
}

const lengthOf = (vector: Float32Array): number => {
  let squares = 0
  for (const value of vector) squares += value * value
  return Math.sqrt(squares)
}
