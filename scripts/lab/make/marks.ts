import { around, between, normal, type Random } from '../../../src/presence/simulate/random.ts'
import type { Texture } from './raster.ts'
import type { Topology } from './topology.ts'
import { parts } from './traits.ts'
import { skinSize } from './unwrap.ts'

/** Texels around a place of the skin laid flat, and how much each belongs to it, 0 to 1. */
type Patch = readonly (readonly [at: number, share: number])[]

/** A soft patch; `wide` and `high` are texels from the middle to where it has fallen to a third. */
export function patchOf(u: number, v: number, wide: number, high: number): Patch {
  const [x, y] = [u * skinSize, v * skinSize]
  const out: [number, number][] = []
  for (let row = Math.max(0, Math.ceil(y - 2 * high)); row < Math.min(skinSize, y + 2 * high); row += 1)
    for (let column = Math.max(0, Math.ceil(x - 2 * wide)); column < Math.min(skinSize, x + 2 * wide); column += 1)
      out.push([row * skinSize + column, Math.exp(-(((column - x) / wide) ** 2) - ((row - y) / high) ** 2)])
  return out
}

/** The patches of a part of the face on both sides. `size` stretches them. */
export function patchesOf(part: keyof typeof parts, { uv, mirror }: Topology, wide: number, high: number): Patch[] {
  const { at } = parts[part]
  const places = [...new Set([at, mirror[at] ?? at])]
  return places.map((i) => patchOf(uv[2 * i] as number, uv[2 * i + 1] as number, wide, high))
}

/**
 * What makes a skin of mean one somebody's own: darkness of brows, colour of lips, beard, wrinkles, circles under the
 * eyes, uneven tone, and how much of everything is seen. `strength` 1 where few photographs make many people, less where everybody has his own.
 */
export function markSkin(skin: Texture, topology: Topology, strength: number, random: Random): void {
  contrast(skin, normal(random, 1, 0.15 * strength))
  unevenly(skin, 5, 0.12 * strength, random)
  unevenly(skin, 12, 0.07 * strength, random)
  const brow = around(random, 0.9, 0.35 * strength)
  for (const patch of patchesOf('brows', topology, 24, 9)) deepen(skin, patch, brow)
  const [red, dark] = [normal(random, 1.06, 0.07), normal(random, 0.95, 0.12)]
  for (const patch of patchesOf('mouth', topology, 26, 12)) dye(skin, patch, [dark * red, dark / red, dark / red])
  const tired = normal(random, 0.93, 0.08)
  for (const patch of patchesOf('cheeks', topology, 20, 12)) dye(skin, shifted(patch, -14), [tired, tired, tired])
  const rosy = normal(random, 1.01, 0.05)
  for (const patch of patchesOf('cheeks', topology, 24, 22)) dye(skin, patch, [rosy, 1 / rosy, 1 / rosy])
  if (random() < 0.5 * strength) growBeard(skin, topology, random)
  if (random() < 0.5 * strength) fold(skin, topology, random)
}

/** Every difference from the mean more or less. */
function contrast({ rgb }: Texture, strength: number): void {
  for (let i = 0; i < rgb.length; i += 3) {
    const luma = 0.3 * (rgb[i] as number) + 0.6 * (rgb[i + 1] as number) + 0.1 * (rgb[i + 2] as number)
    const factor = Math.max(0.03, luma) ** (strength - 1)
    for (let k = 0; k < 3; k += 1) rgb[i + k] = (rgb[i + k] as number) * factor
  }
}

/** Darker than the skin around becomes still darker, or paler. */
function deepen({ rgb }: Texture, patch: Patch, strength: number): void {
  for (const [at, share] of patch)
    for (let k = 0; k < 3; k += 1) {
      const value = rgb[3 * at + k] as number
      if (value < 1) rgb[3 * at + k] = value ** (1 + share * (strength - 0.7))
    }
}

function dye({ rgb }: Texture, patch: Patch, colour: readonly number[]): void {
  for (const [at, share] of patch)
    for (let k = 0; k < 3; k += 1)
      rgb[3 * at + k] = (rgb[3 * at + k] as number) * (1 + share * ((colour[k] as number) - 1))
}

const shifted = (patch: Patch, rows: number): Patch =>
  patch
    .map(([at, share]) => [at + rows * skinSize, share] as const)
    .filter(([at]) => at >= 0 && at < skinSize * skinSize)

/** Smooth patches of lighter and darker skin, so many across. */
function unevenly({ rgb }: Texture, cells: number, depth: number, random: Random): void {
  const grid = Float32Array.from({ length: (cells + 1) * (cells + 1) }, () => normal(random, 0, depth))
  const step = skinSize / cells
  for (let at = 0; at < skinSize * skinSize; at += 1) {
    const [x, y] = [(at % skinSize) / step, Math.floor(at / skinSize) / step]
    const [x0, y0] = [Math.floor(x), Math.floor(y)]
    const near = (dx: number, dy: number) => grid[(y0 + dy) * (cells + 1) + x0 + dx] as number
    const up = near(0, 0) + (x - x0) * (near(1, 0) - near(0, 0))
    const low = near(0, 1) + (x - x0) * (near(1, 1) - near(0, 1))
    const factor = Math.exp(up + (y - y0) * (low - up))
    for (let k = 0; k < 3; k += 1) rgb[3 * at + k] = (rgb[3 * at + k] as number) * factor
  }
}

/** Chin, cheeks and upper lip, all or some of them, from a shadow to black. */
function growBeard({ rgb }: Texture, { uv }: Topology, random: Random): void {
  const thick = between(random, 0.12, 0.75)
  const [onChin, onCheeks, onLip] = [0.6, 0.4, 0.6].map((chance) => random() < chance) as [boolean, boolean, boolean]
  const place = (i: number, wide: number, high: number) =>
    patchOf(uv[2 * i] as number, uv[2 * i + 1] as number, wide, high)
  const patches = [
    ...(onChin ? [place(199, 30, 13), place(200, 16, 9)] : []),
    ...(onCheeks ? [place(172, 22, 26), place(397, 22, 26)] : []),
    ...(onLip ? [place(164, 26, 6)] : []),
  ]
  for (const [at, share] of patches.flat()) {
    const hair = 1 - thick * share * between(random, 0.55, 1)
    for (let k = 0; k < 3; k += 1) rgb[3 * at + k] = (rgb[3 * at + k] as number) * hair
  }
}

/** Lines across the forehead, from the nose to the corners of the mouth, between the brows. */
function fold(skin: Texture, topology: Topology, random: Random): void {
  const deep = between(random, 0.1, 0.35)
  const line = (from: number, to: number, strength: number) => crease(skin, topology, from, to, strength)
  const forehead =
    random() < 0.6
      ? [
          [103, 332],
          [104, 333],
          [69, 299],
        ]
      : []
  for (const [from = 0, to = 0] of forehead) line(from, to, deep * between(random, 0.5, 1))
  for (const [from, to] of [
    [129, 57],
    [358, 287],
  ] as const)
    line(from, to, deep)
  if (random() < 0.5) line(107, 55, deep)
  if (random() < 0.5) line(336, 285, deep)
}

function crease(skin: Texture, { uv }: Topology, from: number, to: number, strength: number): void {
  for (let n = 0; n <= 20; n += 1) {
    const [u, v] = [0, 1].map((k) => {
      const [a, b] = [uv[2 * from + k] as number, uv[2 * to + k] as number]
      return a + ((b - a) * n) / 20
    }) as [number, number]
    const factor = 1 - strength * 0.35 * Math.sin((Math.PI * (n + 1)) / 22)
    dye(skin, patchOf(u, v, 3, 1.6), [factor, factor, factor])
  }
}
