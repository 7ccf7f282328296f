import { type Emitted, emittedAt, lengthOf, lumaOf, type Rgb } from './emission.ts'
import { basisOf, deviation, dot, mean, noiseOf, without } from './numbers.ts'
import { turnOf } from './points.ts'
import type { LivenessPolicy } from './policy.ts'
import { isMeasured, type MeasuredFrame, type Trail, type Unusable } from './reading.ts'

/** The frames taken while the light was played, and what was not the light's doing. */
export interface Lit {
  readonly frames: readonly { readonly elapsedMs: number; readonly face: MeasuredFrame['face'] }[]
  /** What a screen emitted so long ago, for each frame. */
  readonly emitted: (lagMs: number) => readonly Emitted[]
  /** For each lag that is tried: what a patch would do, as R − G, B − G and luma, without the nuisance. */
  readonly expected: readonly { readonly lagMs: number; readonly series: Series }[]
  /** Drift in time and the face's own movements: turn, size, mouth. Orthonormal. */
  readonly nuisance: readonly (readonly number[])[]
}

/** A common answer of several series to the light: least squares with one gain, at the lag that fits best. */
export interface Response {
  readonly rho: number
  readonly lagMs: number
  /** Light added by the screen against the room's light, for white (share). */
  readonly gain: number
  readonly snrDb: number
  /** All changes of colour, whatever they follow, against the noise (dB). */
  readonly changeDb: number
  /** What an answer with the gain 1 would be against the noise (dB). */
  readonly wholeDb: number
  readonly lagSpread: number
}

export function litOf(
  trail: Trail,
  policy: LivenessPolicy['light'],
  counts: (face: MeasuredFrame['face']) => boolean = () => true,
): Lit | Unusable {
  const { emission } = trail
  if (emission === null) return 'notMeasured'
  const length = lengthOf(emission.sequence)
  const frames = trail.frames.filter(isMeasured).flatMap(({ takenAt, face }) => {
    const elapsedMs = takenAt === null ? Number.NaN : takenAt - emission.startedAt
    return elapsedMs >= policy.lagAtMostMs && elapsedMs < length && counts(face) ? [{ elapsedMs, face }] : []
  })
  if (frames.length === 0) return 'notMeasured'
  if (frames.length < policy.framesAtLeast) return 'tooFewFrames'
  if (mean(frames.map(({ face }) => lumaOf(skinOf(face)))) < policy.darkBelow) return 'tooDark'
  const emitted = (lagMs: number): readonly Emitted[] =>
    frames.flatMap(({ elapsedMs }) => emittedAt(emission.sequence, elapsedMs - lagMs) ?? [])
  const nuisance = basisOf([
    frames.map(() => 1),
    frames.map(({ elapsedMs }) => elapsedMs / length - 0.5),
    ...[
      frames.map(({ face }) => turnOf(face.live.points)),
      frames.map(({ face }) => Math.log(Math.max(face.scale, 1e-6))),
      frames.map(({ face }) => face.mouth),
    ].map((series) => (series.every(Number.isFinite) ? series : frames.map(() => 0))),
  ])
  const expected = Array.from({ length: Math.floor(policy.lagAtMostMs / policy.lagStepMs) + 1 }, (_, i) => {
    const lagMs = i * policy.lagStepMs
    return { lagMs, series: expectedOf(emitted(lagMs)).map((series) => without(series, nuisance)) }
  })
  return { frames, emitted, expected, nuisance }
}

/** Mean linear light of bare skin. */
export function skinOf(face: MeasuredFrame['face']): Rgb {
  const { forehead, leftCheek, rightCheek, chin } = face.live.light
  const channel = (i: 0 | 1 | 2): number => (forehead[i] + leftCheek[i] + rightCheek[i] + chin[i]) / 4
  return [channel(0), channel(1), channel(2)]
}

/**
 * How a patch answers to the light. Looked at: log R/G and log B/G, which neither pose nor exposure changes, and log luma.
 * A screen that adds the share `gain` of the room's light changes each by about gain × (s_R − s_G), (s_B − s_G), s_Y
 * whatever colour the patch has. Drift and movements are taken out of both sides, each series is weighted by its noise
 * from frame to frame, ρ is the correlation of all together.
 */
export function responseOf(lit: Lit, patch: readonly Rgb[], policy: LivenessPolicy['light']): Response {
  const observed = [
    patch.map(([red, green]) => logRatio(red, green)),
    patch.map(([, green, blue]) => logRatio(blue, green)),
    patch.map((rgb) => logRatio(lumaOf(rgb), 1)),
  ].map((series) => without(series, lit.nuisance))
  const weights = observed.map((series, i) => (i === 2 ? policy.lumaWeight : 1) / noiseFloor(noiseOf(series)) ** 2)
  let best: Fitted = { rho: Number.NEGATIVE_INFINITY, gain: 0, lagMs: 0, power: 0, played: 0 }
  for (const { lagMs, series } of lit.expected) {
    const fitted = { ...fitOf(observed, series, weights), lagMs }
    if (fitted.rho > best.rho) best = fitted
  }
  const { rho, lagMs, gain, power, played } = best
  const change = sumOf(observed.slice(0, 2), observed, weights)
  const [snrDb, changeDb] = [decibels(power / (3 * patch.length)), decibels(change / (2 * patch.length))]
  const wholeDb = decibels(played / (3 * patch.length))
  return { rho, lagMs, gain, snrDb, changeDb, wholeDb, lagSpread: lagSpreadOf(lit, observed, weights, gain) }
}

interface Fitted {
  readonly rho: number
  readonly gain: number
  readonly lagMs: number
  /** Explained power in units of noise. */
  readonly power: number
  /** Likewise of an answer with the gain 1. */
  readonly played: number
}

export type Series = readonly (readonly number[])[]

const expectedOf = (emitted: readonly Emitted[]): Series => [
  emitted.map(({ left, right }) => (left[0] + right[0] - left[1] - right[1]) / 2),
  emitted.map(({ left, right }) => (left[2] + right[2] - left[1] - right[1]) / 2),
  emitted.map(({ left, right }) => (lumaOf(left) + lumaOf(right)) / 2),
]

const sumOf = (a: Series, b: Series, weights: readonly number[]): number =>
  a.reduce((total, series, i) => total + (weights[i] ?? 0) * dot(series, b[i] ?? []), 0)

function fitOf(observed: Series, expected: Series, weights: readonly number[]): Omit<Fitted, 'lagMs'> {
  const both = sumOf(observed, expected, weights)
  const seen = sumOf(observed, observed, weights)
  const played = sumOf(expected, expected, weights)
  if (!(seen > 0 && played > 0)) return { rho: 0, gain: 0, power: 0, played: 0 }
  return { rho: both / Math.sqrt(seen * played), gain: both / played, power: (both * both) / played, played }
}

/** Standard deviation over thirds of the sequence of the lag that fits each best (ms): one screen has one lag. */
function lagSpreadOf({ expected, frames }: Lit, observed: Series, weights: readonly number[], gain: number): number {
  const lags = [0, 1, 2].map((third) => {
    const cut = (series: Series): Series =>
      series.map((one) => one.slice((third * frames.length) / 3, ((third + 1) * frames.length) / 3))
    const seen = cut(observed)
    const errors = expected.map(({ series }) => {
      const part = cut(series)
      return gain * gain * sumOf(part, part, weights) - 2 * gain * sumOf(seen, part, weights)
    })
    return expected[errors.indexOf(Math.min(...errors))]?.lagMs ?? 0
  })
  return deviation(lags)
}

const decibels = (ratio: number): number => 10 * Math.log10(Math.max(ratio, 1e-12))

/** The noise never counts as less than a ten-thousandth: cameras tell 256 levels. */
const noiseFloor = (noise: number): number => Math.max(noise, 1e-4)

const logRatio = (above: number, below: number): number => Math.log(Math.max(above, 1e-4) / Math.max(below, 1e-4))
