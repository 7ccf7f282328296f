import { type Emitted, emittedAt, lengthOf, lumaOf, type Rgb } from './emission.ts'
import { basisOf, dot, mean, noiseOf, without } from './numbers.ts'
import { turnOf } from './points.ts'
import type { LivenessPolicy } from './policy.ts'
import { isMeasured, type MeasuredFrame, type Trail, type Unusable } from './reading.ts'

/** The frames taken while the light was played, and what was not the light's doing. */
export interface Lit {
  readonly frames: readonly { readonly elapsedMs: number; readonly face: MeasuredFrame['face'] }[]
  /** What a screen emitted so long ago, for each frame. */
  readonly emitted: (lagMs: number) => readonly Emitted[]
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
  readonly lagSpread: number
}

export function litOf(trail: Trail, policy: LivenessPolicy['light']): Lit | Unusable {
  const { emission } = trail
  if (emission === null) return 'notMeasured'
  const length = lengthOf(emission.sequence)
  const frames = trail.frames.filter(isMeasured).flatMap(({ takenAt, face }) => {
    const elapsedMs = takenAt === null ? Number.NaN : takenAt - emission.startedAt
    return elapsedMs >= policy.lagAtMostMs && elapsedMs < length ? [{ elapsedMs, face }] : []
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
  return { frames, emitted, nuisance }
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
  let best: Fitted = { rho: Number.NEGATIVE_INFINITY, gain: 0, lagMs: 0, power: 0, errors: [] }
  for (let lagMs = 0; lagMs <= policy.lagAtMostMs; lagMs += policy.lagStepMs) {
    const fitted = fitAt(lit, observed, weights, lagMs)
    if (fitted.rho > best.rho) best = fitted
  }
  const { rho, lagMs, gain, power } = best
  const snrDb = 10 * Math.log10(Math.max(power, 1e-12) / (3 * patch.length))
  const change = [0, 1].reduce((sum, i) => sum + (weights[i] ?? 0) * dot(observed[i] ?? [], observed[i] ?? []), 0)
  const changeDb = 10 * Math.log10(Math.max(change, 1e-12) / (2 * patch.length))
  return { rho, lagMs, gain, snrDb, changeDb, lagSpread: lagSpreadOf(lit, observed, weights, policy) }
}

interface Fitted {
  readonly rho: number
  readonly gain: number
  readonly lagMs: number
  /** Explained power in units of noise. */
  readonly power: number
  /** Weighted squared error of every frame. */
  readonly errors: readonly number[]
}

type Series = readonly (readonly number[])[]

function fitAt(lit: Lit, observed: Series, weights: readonly number[], lagMs: number): Fitted {
  const emitted = lit.emitted(lagMs)
  const expected = [
    emitted.map(({ left, right }) => (left[0] + right[0] - left[1] - right[1]) / 2),
    emitted.map(({ left, right }) => (left[2] + right[2] - left[1] - right[1]) / 2),
    emitted.map(({ left, right }) => (lumaOf(left) + lumaOf(right)) / 2),
  ].map((series) => without(series, lit.nuisance))
  const sum = (a: Series, b: Series): number =>
    weights.reduce((total, weight, i) => total + weight * dot(a[i] ?? [], b[i] ?? []), 0)
  const [both, seen, played] = [sum(observed, expected), sum(observed, observed), sum(expected, expected)]
  const rho = seen > 0 && played > 0 ? both / Math.sqrt(seen * played) : 0
  const gain = played > 0 ? both / played : 0
  const errors = lit.frames.map((_, frame) =>
    weights.reduce((total, weight, i) => {
      const error = (observed[i]?.[frame] ?? 0) - Math.max(0, gain) * (expected[i]?.[frame] ?? 0)
      return total + weight * error * error
    }, 0),
  )
  return { rho, gain, lagMs, power: gain * gain * played, errors }
}

/** Standard deviation over thirds of the sequence of the lag that fits each best (ms): one screen has one lag. */
function lagSpreadOf(lit: Lit, observed: Series, weights: readonly number[], policy: LivenessPolicy['light']): number {
  const best = [0, 1, 2].map(() => ({ error: Number.POSITIVE_INFINITY, lagMs: 0 }))
  for (let lagMs = 0; lagMs <= policy.lagAtMostMs; lagMs += 2 * policy.lagStepMs) {
    const { errors } = fitAt(lit, observed, weights, lagMs)
    for (const [third, { error }] of best.entries()) {
      const [from, to] = [(third * errors.length) / 3, ((third + 1) * errors.length) / 3]
      const total = errors.slice(from, to).reduce((sum, one) => sum + one, 0)
      if (total < error) best[third] = { error: total, lagMs }
    }
  }
  const lags = best.map(({ lagMs }) => lagMs)
  const middle = mean(lags)
  return Math.sqrt(mean(lags.map((lag) => (lag - middle) ** 2)))
}

/** The noise never counts as less than a ten-thousandth: cameras tell 256 levels. */
const noiseFloor = (noise: number): number => Math.max(noise, 1e-4)

const logRatio = (above: number, below: number): number => Math.log(Math.max(above, 1e-4) / Math.max(below, 1e-4))
