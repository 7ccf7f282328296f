import { between, normal, pick, type Random } from '../../../src/presence/simulate/random.ts'
import type { Base } from './bases.ts'
import { clothesOf, hairOf } from './fabric.ts'
import type { Rgb } from './light.ts'
import type { Texture } from './raster.ts'
import { type Covered, cover, mixSkins, toneSkin } from './skin.ts'
import type { Topology } from './topology.ts'

/** Skin from fair to deep, as reflectance of red, green and blue (chosen; after the six Fitzpatrick types). */
export const tones = {
  I: [0.6, 0.41, 0.33],
  II: [0.53, 0.35, 0.27],
  III: [0.45, 0.285, 0.205],
  IV: [0.35, 0.205, 0.138],
  V: [0.21, 0.115, 0.072],
  VI: [0.115, 0.062, 0.042],
} as const satisfies Record<string, Rgb>
export type Tone = keyof typeof tones
export const toneNames = Object.keys(tones) as readonly Tone[]

/** A rendered person: nobody who lives. */
export interface Person {
  readonly name: string
  readonly tone: Tone
  readonly glasses: boolean
  readonly covered: Covered
  readonly shape: Float32Array
  readonly skin: Texture
  readonly skinColour: Rgb
  readonly hair: Texture
  readonly longHair: boolean
  readonly clothes: Texture
  readonly pulsePerMinute: number
}

/** Mixes a person of some bases; the same random numbers give the same person. */
export function makePerson(
  name: string,
  tone: Tone,
  bases: readonly Base[],
  topology: Topology,
  random: Random,
): Person {
  const covered = pick(random, ['none', 'none', 'none', 'none', 'fringe', 'scarf'] as const)
  const glasses = random() < 0.3
  const weights = mixOf(bases.length, random)
  const [r, g, b] = tones[tone]
  const shade = normal(random, 1, 0.05)
  const skinColour: Rgb = [r * shade, g * shade * normal(random, 1, 0.03), b * shade * normal(random, 1, 0.05)]
  const hairColour = pick(random, hairs)
  const longHair = random() < 0.5
  const shape = mixShapes(bases, weights, topology, random)
  const skin = toneSkin(mixSkins(bases, weights), skinColour, topology, random)
  cover(skin, covered, hairColour, random)
  return {
    name,
    tone,
    glasses,
    covered,
    shape,
    skin,
    skinColour,
    hair: hairOf(hairColour, random),
    longHair,
    clothes: clothesOf(random),
    pulsePerMinute: between(random, 60, 90),
  }
}

const hairs: readonly Rgb[] = [
  [0.012, 0.01, 0.009],
  [0.018, 0.014, 0.012],
  [0.03, 0.018, 0.012],
  [0.06, 0.035, 0.02],
  [0.2, 0.2, 0.21],
]

/** Two bases carry most of a person, a third gives a little. */
function mixOf(count: number, random: Random): readonly number[] {
  const raw = Array.from({ length: count }, () => random() ** 5 + 0.01)
  const sum = raw.reduce((total, value) => total + value, 0)
  return raw.map((value) => value / sum)
}

function mixShapes(
  bases: readonly Base[],
  weights: readonly number[],
  topology: Topology,
  random: Random,
): Float32Array {
  const out = new Float32Array(468 * 3)
  for (const [n, { shape }] of bases.entries())
    for (let i = 0; i < out.length; i += 1) out[i] = (out[i] as number) + (weights[n] as number) * (shape[i] as number)
  const jaw = normal(random, 0, 0.05)
  const long = normal(random, 1, 0.03)
  const size = normal(random, 1, 0.03)
  const chin = out[3 * 152 + 1] ?? 1
  for (let i = 0; i < out.length; i += 3) {
    const down = Math.max(0, (out[i + 1] as number) / chin)
    out[i] = (out[i] as number) * (1 + jaw * down) * size
    out[i + 1] = (out[i + 1] as number) * long * size
    out[i + 2] = (out[i + 2] as number) * size
  }
  for (let n = 0; n < 7; n += 1) swell(out, topology, random)
  return out
}

/** Pushes the face out or in around one of its points, on both sides alike: no two people share a shape. */
function swell(shape: Float32Array, { mirror }: Topology, random: Random): void {
  const middle = Math.floor(random() * 468)
  const [dx, dy, dz] = [normal(random, 0, 1.8), normal(random, 0, 2), normal(random, 0, 2.2)]
  const reach = between(random, 14, 26)
  const own = Float32Array.from(shape)
  for (const [centre, side] of [
    [middle, 1],
    [mirror[middle] ?? middle, -1],
  ] as const)
    for (let i = 0; i < own.length; i += 3) {
      const away = [0, 1, 2].map((k) => ((own[i + k] as number) - (own[3 * centre + k] as number)) / reach)
      const share = 0.5 * Math.exp(-away.reduce((sum, part) => sum + part * part, 0))
      shape[i] = (shape[i] as number) + side * dx * share
      shape[i + 1] = (shape[i + 1] as number) + dy * share
      shape[i + 2] = (shape[i + 2] as number) + dz * share
    }
}
