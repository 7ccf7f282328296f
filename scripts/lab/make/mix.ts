import { pick, type Random } from '../../../src/presence/simulate/random.ts'
import type { Rgb } from './light.ts'
import { patchesOf, type patchOf } from './marks.ts'
import type { Base } from './photographs.ts'
import type { Texture } from './raster.ts'
import type { Topology } from './topology.ts'
import { skinSize } from './unwrap.ts'

/** A skin whose mean is one: of one face, with parts of the others where there are any. */
export function mixSkins(own: Base, others: readonly Base[], topology: Topology, random: Random): Texture {
  const out = evened(own)
  if (others.length === 0) return out
  for (const [part, [wide, high]] of Object.entries(taken) as [keyof typeof taken, readonly [number, number]][]) {
    const from = evened(pick(random, others))
    const isTaken = random() < 0.55
    if (isTaken) for (const patch of patchesOf(part, topology, wide, high)) paste(out, from, patch)
  }
  return out
}

/** Parts that may come from another face, and how far they reach in texels. */
const taken = {
  brows: [34, 14],
  eyes: [30, 13],
  nose: [22, 26],
  mouth: [36, 20],
  cheeks: [30, 34],
  chin: [44, 24],
} as const

function evened({ skin }: Base): Texture {
  const mean = meanOf(skin)
  return { ...skin, rgb: skin.rgb.map((value, i) => value / (mean[i % 3] as number)) }
}

function paste(out: Texture, from: Texture, patch: ReturnType<typeof patchOf>): void {
  for (const [at, soft] of patch) {
    const share = Math.min(1, 1.8 * soft)
    for (let k = 0; k < 3; k += 1)
      out.rgb[3 * at + k] = (1 - share) * (out.rgb[3 * at + k] as number) + share * (from.rgb[3 * at + k] as number)
  }
}

/** Mean colour of forehead, cheeks and chin of a skin laid flat. */
function meanOf({ rgb }: Texture): Rgb {
  const sum = [0, 0, 0]
  for (const [u, v] of bare)
    for (let n = 0; n < 17 * 17; n += 1) {
      const row = Math.round(v * skinSize) + Math.floor(n / 17) - 8
      const at = 3 * (row * skinSize + Math.round(u * skinSize) + (n % 17) - 8)
      for (let k = 0; k < 3; k += 1) sum[k] = (sum[k] as number) + (rgb[at + k] as number)
    }
  return sum.map((value) => value / (bare.length * 17 * 17)) as unknown as Rgb
}

const bare = [
  [0.5, 0.18],
  [0.32, 0.58],
  [0.68, 0.58],
  [0.5, 0.86],
] as const
