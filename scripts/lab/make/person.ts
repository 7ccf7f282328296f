import { around, between, normal, pick, type Random } from '../../../src/presence/simulate/random.ts'
import type { Base } from './bases.ts'
import type { Rgb } from './light.ts'
import type { Texture } from './raster.ts'
import { eyes, type Topology } from './topology.ts'
import { eachTexel, skinSize } from './unwrap.ts'

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

export type Covered = 'none' | 'fringe' | 'scarf'

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
export function makePerson(name: string, bases: readonly Base[], topology: Topology, random: Random): Person {
  const tone = pick(random, ['I', 'II', 'II', 'III', 'III', 'IV', 'IV', 'V', 'VI'] as const)
  const covered = pick(random, ['none', 'none', 'none', 'none', 'fringe', 'scarf'] as const)
  const glasses = random() < 0.3
  const weights = mixOf(bases.length, random)
  const [r, g, b] = tones[tone]
  const shade = normal(random, 1, 0.05)
  const skinColour: Rgb = [r * shade, g * shade * normal(random, 1, 0.03), b * shade * normal(random, 1, 0.05)]
  const hairColour = pick(random, hairs)
  const longHair = random() < 0.5
  const shape = mixShapes(bases, weights, random)
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
  const raw = Array.from({ length: count }, () => random() ** 4 + 0.01)
  const sum = raw.reduce((total, value) => total + value, 0)
  return raw.map((value) => value / sum)
}

function mixShapes(bases: readonly Base[], weights: readonly number[], random: Random): Float32Array {
  const out = new Float32Array(468 * 3)
  for (const [n, { shape }] of bases.entries())
    for (let i = 0; i < out.length; i += 1) out[i] = (out[i] ?? 0) + (weights[n] ?? 0) * (shape[i] ?? 0)
  const jaw = normal(random, 0, 0.05)
  const long = normal(random, 1, 0.03)
  const size = normal(random, 1, 0.03)
  const chin = out[3 * 152 + 1] ?? 1
  for (let i = 0; i < out.length; i += 3) {
    const down = Math.max(0, (out[i + 1] ?? 0) / chin)
    out[i] = (out[i] ?? 0) * (1 + jaw * down) * size
    out[i + 1] = (out[i + 1] ?? 0) * long * size
    out[i + 2] = (out[i + 2] ?? 0) * size
  }
  return out
}

function mixSkins(bases: readonly Base[], weights: readonly number[]): Texture {
  const rgb = new Float32Array(skinSize * skinSize * 3)
  for (const [n, { skin }] of bases.entries()) {
    const mean = meanOf(skin)
    for (let i = 0; i < rgb.length; i += 1)
      rgb[i] = (rgb[i] ?? 0) + ((weights[n] ?? 0) * (skin.rgb[i] ?? 0)) / (mean[i % 3] ?? 1)
  }
  return { width: skinSize, height: skinSize, rgb }
}

/** Mean colour of forehead, cheeks and chin of a skin laid flat. */
function meanOf({ rgb }: Texture): Rgb {
  const sum = [0, 0, 0]
  let count = 0
  for (const [u, v] of [
    [0.5, 0.18],
    [0.32, 0.58],
    [0.68, 0.58],
    [0.5, 0.86],
  ] as const)
    for (let dy = -8; dy <= 8; dy += 1)
      for (let dx = -8; dx <= 8; dx += 1) {
        const at = 3 * (Math.round(v * skinSize + dy) * skinSize + Math.round(u * skinSize + dx))
        for (let k = 0; k < 3; k += 1) sum[k] = (sum[k] ?? 0) + (rgb[at + k] ?? 0)
        count += 1
      }
  return sum.map((value) => value / count) as unknown as Rgb
}

/** Brings a skin of mean one to a colour, evens out what light the photograph brought along, and adds moles and grain. */
function toneSkin(skin: Texture, [r, g, b]: Rgb, topology: Topology, random: Random): Texture {
  const eyeball = eyeballs(topology)
  const flat = [0, 1, 2].map((channel) => lowOf(skin, channel))
  const bright = (r + g + b) / 3
  for (let at = 0; at < skinSize * skinSize; at += 1) {
    const isEye = (eyeball[at] ?? 0) > 0
    const gain: Rgb = isEye ? [0.21, 0.2, 0.195] : [r, g, b]
    const grain = 1 + 0.03 * (random() - 0.5)
    const level = (flat[1]?.[at] ?? 1) ** 0.65
    for (let k = 0; k < 3; k += 1) {
      // Coloured light of the photograph goes wholly, shading for the greater part.
      const tint = (flat[k]?.[at] ?? 1) / (flat[1]?.[at] ?? 1)
      const own = (skin.rgb[3 * at + k] ?? 0) / level / tint
      skin.rgb[3 * at + k] = Math.min(isEye ? 0.4 : 0.85, (isEye ? own ** 1.6 : own) * (gain[k] ?? 0) * grain)
    }
  }
  for (let n = Math.floor(around(random, 4, 0.7)); n > 0; n -= 1)
    spot(skin, random() * skinSize, random() * skinSize, between(random, 0.8, 2.2), 1 - 0.5 * Math.min(1, bright * 3))
  return skin
}

function spot({ rgb }: Texture, x: number, y: number, radius: number, factor: number): void {
  for (let dy = -3; dy <= 3; dy += 1)
    for (let dx = -3; dx <= 3; dx += 1) {
      const at = (Math.floor(y) + dy) * skinSize + Math.floor(x) + dx
      if (Math.hypot(dx, dy) > radius || at < 0 || at >= skinSize * skinSize) continue
      for (let k = 0; k < 3; k += 1) rgb[3 * at + k] = (rgb[3 * at + k] ?? 0) * factor
    }
}

/** Texels of the open eyes. */
function eyeballs({ uv }: Topology): Uint8Array {
  const out = new Uint8Array(skinSize * skinSize)
  const place = (i: number) => [(uv[2 * i] ?? 0) * skinSize, (uv[2 * i + 1] ?? 0) * skinSize] as const
  for (const { outer, inner, upper, lower } of eyes) {
    const ring = [outer, ...upper, inner, ...lower.toReversed()]
    const middle = place(upper[3])
    for (const [n, i] of ring.entries())
      eachTexel([middle, place(i), place(ring[(n + 1) % ring.length] ?? i)], (at) => {
        out[at] = 1
      })
  }
  return out
}

/** One channel without detail, about one. */
function lowOf({ rgb }: Texture, channel: number): Float32Array {
  const cells = 8
  const side = skinSize / cells
  const coarse = new Float32Array(cells * cells)
  for (let at = 0; at < skinSize * skinSize; at += 1) {
    const cell = Math.floor(at / skinSize / side) * cells + Math.floor((at % skinSize) / side)
    coarse[cell] = (coarse[cell] ?? 0) + Math.min(1.4, rgb[3 * at + channel] ?? 0) / (side * side)
  }
  const cellAt = (x: number, y: number) =>
    Math.min(1.6, Math.max(0.5, coarse[Math.min(7, Math.max(0, y)) * cells + Math.min(7, Math.max(0, x))] ?? 1))
  return Float32Array.from({ length: skinSize * skinSize }, (_, at) => {
    const x = (at % skinSize) / side - 0.5
    const y = Math.floor(at / skinSize) / side - 0.5
    const [x0, y0] = [Math.floor(x), Math.floor(y)]
    const [fx, fy] = [x - x0, y - y0]
    const up = cellAt(x0, y0) * (1 - fx) + cellAt(x0 + 1, y0) * fx
    return up * (1 - fy) + (cellAt(x0, y0 + 1) * (1 - fx) + cellAt(x0 + 1, y0 + 1) * fx) * fy
  })
}

/** Hair over the forehead, or a scarf over the chin. */
function cover({ rgb }: Texture, covered: Covered, hair: Rgb, random: Random): void {
  if (covered === 'none') return
  const cloth: Rgb = [random() * 0.5, random() * 0.4, random() * 0.5]
  for (let at = 0; at < skinSize * skinSize; at += 1) {
    const v = Math.floor(at / skinSize) / skinSize
    const ragged = 0.012 * Math.sin((at % skinSize) * 0.9) + 0.01 * Math.sin((at % skinSize) * 0.23)
    const colour = covered === 'fringe' ? (v < 0.24 + ragged ? hair : null) : v > 0.87 + ragged * 0.4 ? cloth : null
    if (colour === null) continue
    const strand = 0.6 + 0.8 * random()
    for (let k = 0; k < 3; k += 1) rgb[3 * at + k] = (colour[k] ?? 0) * strand
  }
}

function hairOf([r, g, b]: Rgb, random: Random): Texture {
  const size = 64
  const rgb = new Float32Array(size * size * 3)
  const strands = Array.from({ length: size }, () => between(random, 0.5, 1.6))
  for (let at = 0; at < size * size; at += 1) {
    const strand = (strands[at % size] ?? 1) * between(random, 0.8, 1.2)
    rgb.set([r * strand, g * strand, b * strand], 3 * at)
  }
  return { width: size, height: size, rgb }
}

/** Plain, striped or checked. */
export function clothesOf(random: Random): Texture {
  const size = 128
  const rgb = new Float32Array(size * size * 3)
  const [one, two] = [0, 1].map(() => [random() ** 2 * 0.6, random() ** 2 * 0.6, random() ** 2 * 0.6] as const)
  const pattern = pick(random, ['plain', 'plain', 'stripes', 'checks'] as const)
  const every = Math.floor(between(random, 6, 20))
  for (let at = 0; at < size * size; at += 1) {
    const across = Math.floor((at % size) / every) % 2 === 0
    const down = Math.floor(at / size / every) % 2 === 0
    const second = pattern === 'stripes' ? down : pattern === 'checks' ? across !== down : false
    const weave = between(random, 0.9, 1.1)
    for (let k = 0; k < 3; k += 1) rgb[3 * at + k] = ((second ? two : one)?.[k] ?? 0) * weave + 0.01
  }
  return { width: size, height: size, rgb }
}
