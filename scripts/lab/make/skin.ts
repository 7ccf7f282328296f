import { around, between, type Random } from '../../../src/presence/simulate/random.ts'
import type { Rgb } from './light.ts'
import type { Texture } from './raster.ts'
import { eyes, type Topology } from './topology.ts'
import { eachTexel, skinSize } from './unwrap.ts'

export type Covered = 'none' | 'fringe' | 'scarf'

/**
 * Brings a skin of mean one to a colour, takes away most of the shading and all of the coloured light that the photograph
 * brought along, and adds moles and grain.
 */
export function toneSkin(skin: Texture, colour: Rgb, topology: Topology, random: Random): Texture {
  const parts = partsOf(topology)
  const [red, green, blue] = [0, 1, 2].map((channel) => lowOf(skin, channel)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  for (let at = 0; at < skinSize * skinSize; at += 1) {
    const shade = (green[at] as number) ** (shadingKept - 1)
    const grain = 1 + 0.03 * (random() - 0.5)
    const low = [red[at] as number, green[at] as number, blue[at] as number]
    const own = low.map(
      (value, k) => (skin.rgb[3 * at + k] as number) * untinted((green[at] as number) / value) * shade,
    )
    const luma = 0.3 * (own[0] as number) + 0.6 * (own[1] as number) + 0.1 * (own[2] as number)
    own[2] = Math.min(own[2] as number, bluest * luma)
    const shown = shownAs(parts[at] as number, own, colour)
    skin.rgb.set(
      shown.map((value) => value * grain),
      3 * at,
    )
  }
  addMoles(skin, colour, random)
  return skin
}

const shadingKept = 0.35
/** Skin is never blue; shine on it under a studio's lamps is. */
const bluest = 1.12
/** Lips and brows keep their colour where the light of the photograph had none. */
const untinted = (factor: number): number => Math.min(1.35, Math.max(0.75, factor))

function shownAs(part: number, own: readonly number[], colour: Rgb): readonly number[] {
  if (part === eyeHere) return eyeballOf(own)
  // Painted lids would look like open eyes when they are shut: most of the paint is taken off.
  const bare = part === lidHere ? own.map((value) => 0.3 * value + 0.6) : own
  return bare.map((value, k) => Math.min(0.85, value * (colour[k] as number)))
}

/** Whites of the eyes do not go by the skin; the iris stays dark and brown. */
function eyeballOf(own: readonly number[]): readonly number[] {
  const grey = own.reduce((sum, value) => sum + value, 0) / own.length
  return own.map((value, k) => Math.min(0.4, (0.215 - 0.012 * k) * (0.75 * grey + 0.25 * value) ** 1.6))
}

function addMoles(skin: Texture, colour: Rgb, random: Random): void {
  const strength = 0.5 * Math.min(1, colour[0] + colour[1] + colour[2])
  for (let n = Math.floor(around(random, 4, 0.7)); n > 0; n -= 1)
    darken(skin, random() * skinSize, random() * skinSize, between(random, 0.8, 2.2), 1 - strength)
}

function darken({ rgb }: Texture, x: number, y: number, radius: number, factor: number): void {
  for (let n = 0; n < 49; n += 1) {
    const [dx, dy] = [(n % 7) - 3, Math.floor(n / 7) - 3]
    const at = (Math.floor(y) + dy) * skinSize + Math.floor(x) + dx
    if (Math.hypot(dx, dy) > radius || at < 0 || at >= skinSize * skinSize) continue
    for (let k = 0; k < 3; k += 1) rgb[3 * at + k] = (rgb[3 * at + k] as number) * factor
  }
}

const skinHere = 0
const lidHere = 1
const eyeHere = 2

/** What each texel shows: the open eye, the lids around it, or other skin. */
function partsOf({ uv }: Topology): Uint8Array {
  const out = new Uint8Array(skinSize * skinSize).fill(skinHere)
  for (const { outer, inner, upper, lower, fold, bag, rim } of eyes) {
    mark(out, uv, [rim[0], ...fold, rim[1], ...bag.toReversed()], upper[3], lidHere)
    mark(out, uv, [outer, ...upper, inner, ...lower.toReversed()], upper[3], eyeHere)
  }
  return out
}

/** Marks the texels within a ring, seen from a point in or on it. */
function mark(out: Uint8Array, uv: Float32Array, ring: readonly number[], middle: number, part: number): void {
  const place = (i: number) => [(uv[2 * i] as number) * skinSize, (uv[2 * i + 1] as number) * skinSize] as const
  for (const [n, i] of ring.entries())
    eachTexel([place(middle), place(i), place(ring[(n + 1) % ring.length] ?? i)], (at) => {
      out[at] = part
    })
}

/** One channel without detail, about one. */
function lowOf({ rgb }: Texture, channel: number): Float32Array {
  const cells = 8
  const side = skinSize / cells
  const coarse = new Float32Array(cells * cells)
  for (let at = 0; at < skinSize * skinSize; at += 1) {
    const cell = Math.floor(at / skinSize / side) * cells + Math.floor((at % skinSize) / side)
    coarse[cell] = (coarse[cell] as number) + Math.min(1.4, rgb[3 * at + channel] ?? 0) / (side * side)
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
export function cover({ rgb }: Texture, covered: Covered, hair: Rgb, random: Random): void {
  if (covered === 'none') return
  const cloth: Rgb = [random() * 0.5, random() * 0.4, random() * 0.5]
  const colour = covered === 'fringe' ? hair : cloth
  for (let at = 0; at < skinSize * skinSize; at += 1) {
    const v = Math.floor(at / skinSize) / skinSize
    const ragged = 0.012 * Math.sin((at % skinSize) * 0.9) + 0.01 * Math.sin((at % skinSize) * 0.23)
    const strand = 0.6 + 0.8 * random()
    const isUnder = covered === 'fringe' ? v < 0.24 + ragged : v > 0.87 + ragged * 0.4
    if (isUnder)
      rgb.set(
        colour.map((value) => value * strand),
        3 * at,
      )
  }
}
