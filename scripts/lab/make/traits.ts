import { normal, type Random } from '../../../src/presence/simulate/random.ts'
import type { Topology } from './topology.ts'

/** A part of the face in which people differ: around a point of the mesh and its mirror image, so many millimetres far. */
export interface Part {
  readonly at: number
  readonly reach: number
  /** Deviation of its size across, down and in depth, and of its place in millimetres. */
  readonly size: readonly [number, number, number]
  readonly place: readonly [number, number, number]
}

/** Wide enough that two people seldom have the same brows, eyes, nose, mouth, cheeks and chin (chosen). */
export const parts = {
  brows: { at: 105, reach: 17, size: [0.12, 0.25, 0.1], place: [0.8, 1.7, 1] },
  eyes: { at: 159, reach: 17, size: [0.08, 0.13, 0.05], place: [1.7, 0.8, 1] },
  bridge: { at: 6, reach: 16, size: [0.15, 0.1, 0.1], place: [0, 1, 1.8] },
  nose: { at: 4, reach: 22, size: [0.13, 0.11, 0.08], place: [0, 1.7, 1.8] },
  mouth: { at: 13, reach: 25, size: [0.1, 0.17, 0.05], place: [0, 1.6, 1.3] },
  cheeks: { at: 50, reach: 27, size: [0.08, 0.06, 0.05], place: [2, 0.8, 2] },
  jaw: { at: 172, reach: 30, size: [0.1, 0.1, 0.05], place: [3, 1.2, 1.2] },
  chin: { at: 152, reach: 25, size: [0.14, 0.15, 0.05], place: [0, 3, 2] },
  forehead: { at: 10, reach: 34, size: [0.06, 0.08, 0.05], place: [0, 2.4, 2] },
} as const satisfies Record<string, Part>

/** A face with proportions of its own: as a whole, and each part of it on both sides alike. `strength` 1 is as told above. */
export function shapeTraits(shape: Float32Array, { mirror }: Topology, strength: number, random: Random): Float32Array {
  const out = Float32Array.from(shape)
  const jaw = normal(random, 0, 0.06 * strength)
  const [wide, long, deep] = [0.045, 0.04, 0.04].map((deviation) => normal(random, 1, deviation * strength)) as [
    number,
    number,
    number,
  ]
  const chin = out[3 * 152 + 1] ?? 1
  for (let i = 0; i < out.length; i += 3) {
    const down = Math.max(0, (out[i + 1] as number) / chin)
    out[i] = (out[i] as number) * (1 + jaw * down) * wide
    out[i + 1] = (out[i + 1] as number) * long
    out[i + 2] = (out[i + 2] as number) * deep
  }
  for (const part of Object.values(parts)) change(out, part, mirror, strength, random)
  return out
}

function change(shape: Float32Array, part: Part, mirror: Uint16Array, strength: number, random: Random): void {
  const size = part.size.map((deviation) => strength * within(normal(random, 0, deviation), 2 * deviation))
  const place = part.place.map((deviation) => strength * within(normal(random, 0, deviation), 2 * deviation))
  const own = Float32Array.from(shape)
  const other = mirror[part.at] ?? part.at
  const sides = other === part.at ? [[part.at, 1]] : [part.at, other].map((at) => [at, Math.sign(own[3 * at] ?? 1)])
  for (const [centre = 0, side = 1] of sides) {
    const middle = own.subarray(3 * centre, 3 * centre + 3)
    const [dx = 0, dy = 0, dz = 0] = place
    for (let i = 0; i < own.length; i += 3)
      pull(shape.subarray(i, i + 3), own.subarray(i, i + 3), middle, part.reach, size, [side * dx, dy, dz])
  }
}

/** Moves a point by its share of the change about a middle. */
function pull(
  out: Float32Array,
  from: Float32Array,
  middle: Float32Array,
  reach: number,
  size: readonly number[],
  place: readonly number[],
): void {
  const away = [0, 1, 2].map((k) => (from[k] as number) - (middle[k] as number))
  const share = Math.exp(-away.reduce((sum, one) => sum + one * one, 0) / reach ** 2)
  for (let k = 0; k < 3; k += 1)
    out[k] = (out[k] as number) + share * ((away[k] as number) * (size[k] as number) + (place[k] as number))
}

const within = (value: number, most: number): number => Math.min(most, Math.max(-most, value))
