import { lengthOf, lumaOf, type Rgb } from './emission.ts'
import { deviation, mean } from './numbers.ts'
import type { LivenessPolicy } from './policy.ts'
import { isMeasured, type Reading, type Trail } from './reading.ts'
import { skinOf } from './response.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * Pulse in the colour of the skin (POS, Wang et al. 2017): light on an even grid of time; per window of 1.6 s divided by its
 * mean, S1 = G − B, S2 = −2R + G + B, h = S1 + (σ1/σ2)·S2, added up overlapping. Value: SNR in dB, power within 0.1 Hz of
 * the strongest frequency f0 and of 2·f0 against the rest of 0.7 to 4 Hz. Parts: `bpm`, `seconds`.
 *
 * Supports only and never counts against anybody: skin tone, compression and short attempts hide it, and on six clips faces
 * and backgrounds measured alike (−8 to +2.4 dB). While the page plays light there is nothing to see, so only frames
 * before it or after it count, whichever last longer.
 */
export function readPulse(trail: Trail, { pulse, light }: LivenessPolicy): Reading {
  const measured = trail.frames.filter(isMeasured)
  if (measured.length === 0) return unusableOf('pulse', 'notMeasured')
  const samples = unlitOf(trail, light.lagAtMostMs)
  const [first, last] = [samples[0], samples.at(-1)]
  if (first === undefined || last === undefined || last.at - first.at < pulse.atLeastMs) {
    return unusableOf('pulse', 'tooShort')
  }
  if (mean(samples.map(({ skin }) => lumaOf(skin))) < light.darkBelow) return unusableOf('pulse', 'tooDark')
  const series = posOf(evenly(samples, pulse.ratePerSecond), pulse)
  const { snrDb, hertz } = peakOf(series, pulse)
  return measuredOf('pulse', snrDb, { bpm: 60 * hertz, seconds: (last.at - first.at) / 1000 })
}

interface Sample {
  readonly at: number
  readonly skin: Rgb
}

function unlitOf({ waited, frames, emission }: Trail, lagMs: number): readonly Sample[] {
  const samples = [...waited, ...frames]
    .filter(isMeasured)
    .map(({ at, takenAt, face }) => ({ at, takenAt, skin: skinOf(face) }))
  if (emission === null) return samples
  const until = emission.startedAt + lengthOf(emission.sequence) + lagMs
  const before = samples.filter(({ takenAt }) => takenAt !== null && takenAt < emission.startedAt)
  const after = samples.filter(({ takenAt }) => takenAt !== null && takenAt > until)
  return spanOf(after) > spanOf(before) ? after : before
}

const spanOf = (samples: readonly Sample[]): number => (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)

/** Straight lines between the samples, read at an even rate. */
function evenly(samples: readonly Sample[], rate: number): readonly Rgb[] {
  const start = samples[0]?.at ?? 0
  let next = 1
  return Array.from({ length: Math.floor((spanOf(samples) * rate) / 1000) }, (_, i) => {
    const at = start + (1000 * i) / rate
    while (next < samples.length - 1 && (samples[next]?.at ?? at) < at) next += 1
    return lightAt(at, samples[next - 1], samples[next])
  })
}

function lightAt(at: number, a: Sample | undefined, b: Sample | undefined): Rgb {
  if (a === undefined || b === undefined) return [0, 0, 0]
  const share = b.at > a.at ? (at - a.at) / (b.at - a.at) : 0
  const channel = (i: 0 | 1 | 2): number => a.skin[i] + share * (b.skin[i] - a.skin[i])
  return [channel(0), channel(1), channel(2)]
}

function posOf(light: readonly Rgb[], policy: LivenessPolicy['pulse']): readonly number[] {
  const length = Math.round((policy.windowMs / 1000) * policy.ratePerSecond)
  const sum = new Array<number>(light.length).fill(0)
  for (let from = 0; from + length <= light.length; from += 1) {
    const window = light.slice(from, from + length)
    const means = ([0, 1, 2] as const).map((i) => Math.max(mean(window.map((rgb) => rgb[i])), 1e-6))
    const even = window.map((rgb) => rgb.map((value, i) => value / (means[i] ?? 1)))
    const s1 = even.map(([, green = 1, blue = 1]) => green - blue)
    const s2 = even.map(([red = 1, green = 1, blue = 1]) => green + blue - 2 * red)
    const alpha = deviation(s1) / Math.max(deviation(s2), 1e-9)
    for (const [i, one] of s1.entries()) sum[from + i] = (sum[from + i] ?? 0) + one + alpha * (s2[i] ?? 0)
  }
  return sum
}

function peakOf(series: readonly number[], policy: LivenessPolicy['pulse']): { snrDb: number; hertz: number } {
  const powers: { hertz: number; power: number }[] = []
  for (let hertz = policy.fromHz; hertz <= policy.toHz; hertz += 0.05) {
    powers.push({ hertz, power: powerAt(series, hertz / policy.ratePerSecond) })
  }
  const best = powers.reduce((top, one) => (one.power > top.power ? one : top), { hertz: policy.fromHz, power: 0 })
  const isNear = (hertz: number): boolean =>
    Math.abs(hertz - best.hertz) <= 0.101 || Math.abs(hertz - 2 * best.hertz) <= 0.101
  const total = (near: boolean): number =>
    powers.reduce((sum, { hertz, power }) => sum + (isNear(hertz) === near ? power : 0), 0)
  return { snrDb: 10 * Math.log10(total(true) / total(false)), hertz: best.hertz }
}

/** Power of one frequency (cycles a sample), by a rotating phasor (Goertzel). */
function powerAt(series: readonly number[], cycles: number): number {
  const turn = 2 * Math.cos(2 * Math.PI * cycles)
  let [one, two] = [0, 0]
  for (const value of series) [one, two] = [value + turn * one - two, one]
  return one * one + two * two - turn * one * two
}
