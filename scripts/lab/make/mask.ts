import { between, type Random } from '../../../src/presence/simulate/random.ts'
import { express } from './expression.ts'
import type { Lights, Material } from './light.ts'
import { lit, placed, type Stance, scaled } from './mount.ts'
import type { Person } from './person.ts'
import type { Surface, Texture } from './raster.ts'
import { eyes, lowerLip, mouthCorners, outline, type Topology, upperLip } from './topology.ts'
import { skinSize } from './unwrap.ts'

/** A paper mask cut out of a printed face: where its points are on the wearer's head, and what is not cut away. */
export interface Mask {
  readonly points: Float32Array
  readonly triangles: Uint16Array
  readonly uv: Float32Array
  readonly print: Texture
  /** How far the wearer's chin takes the paper below the mouth along. */
  readonly hangs: number
}

/**
 * Cuts a mask of `victim` for the head `wearer`, with holes for the eyes and a wide one for the mouth: whoever makes one
 * knows what is asked. Paper bends one way only; how closely it follows the nose differs.
 */
export function cutMask(victim: Person, wearer: Person, { triangles, uv }: Topology, random: Random): Mask {
  const size = between(random, 0.97, 1.05)
  const follows = between(random, 0.15, 0.5)
  const points = bend(victim.shape, wearer.shape, size, follows, between(random, 85, 125))
  return {
    points,
    triangles: cutHoles(triangles),
    uv: scaled(uv, skinSize),
    print: printOf(victim.skin, random),
    hangs: between(random, 0.4, 0.65),
  }
}

/** Paper on a cylinder before the wearer's face, pressed towards it by the share `follows`. */
function bend(victim: Float32Array, wearer: Float32Array, size: number, follows: number, radius: number): Float32Array {
  const points = new Float32Array(victim.length)
  const apex = (wearer[3 * 4 + 2] as number) * (1 - 0.12 * follows) - 4
  for (let i = 0; i < points.length; i += 3) {
    const x = (victim[i] as number) * size
    const bent = apex + radius * (1 - Math.cos(Math.min(1.3, Math.abs(x) / radius)))
    const skin = (wearer[i + 2] as number) - 5
    points[i] = radius * Math.sin(x / radius)
    points[i + 1] = (victim[i + 1] as number) * size
    points[i + 2] = Math.min(skin - 1, bent * (1 - follows) + skin * follows)
  }
  return points
}

/** A print of a skin: paper between the inks, less depth in the darks, a cast of the printer. */
export function printOf({ width, height, rgb }: Texture, random: Random): Texture {
  const cast = [0, 1, 2].map(() => between(random, 0.9, 1.1))
  const grey = random() < 0.2
  const out = new Float32Array(rgb.length)
  for (let i = 0; i < rgb.length; i += 3) {
    const luma = 0.3 * (rgb[i] as number) + 0.6 * (rgb[i + 1] as number) + 0.1 * (rgb[i + 2] as number)
    const dot = 1 + 0.06 * (random() - 0.5)
    for (let k = 0; k < 3; k += 1) {
      const ink = grey ? luma : (rgb[i + k] as number)
      out[i + k] = Math.min(0.8, (0.05 + 0.92 * ink * (cast[k] as number)) * dot)
    }
  }
  return { width, height, rgb: out }
}

const eyeHoles = new Set<number>(
  eyes.flatMap(({ outer, inner, upper, lower, fold, bag, rim }) => [
    outer,
    inner,
    ...upper,
    ...lower,
    ...fold,
    ...bag,
    ...rim,
  ]),
)
const mouthHole = new Set([...upperLip, ...lowerLip, ...mouthCorners])

/** The hole for the mouth goes beyond the lips by one row of triangles, 5 to 8 mm. */
function cutHoles(triangles: Uint16Array): Uint16Array {
  const kept: number[] = []
  for (let t = 0; t < triangles.length; t += 3) {
    const ids = [triangles[t] ?? 0, triangles[t + 1] ?? 0, triangles[t + 2] ?? 0]
    const inEye = ids.every((i) => eyeHoles.has(i))
    const inMouth = ids.some((i) => mouthHole.has(i))
    if (!inEye && !inMouth) kept.push(...ids)
  }
  return Uint16Array.from(kept)
}

export const paper: Material = { gloss: 0.03, polish: 6, open: 1 }

/** The worn mask: it follows the head and slips by a hair. */
export function maskOn(mask: Mask, head: Stance, at: number, lights: Lights): Surface[] {
  const worn: Stance = {
    ...head,
    jaw: 0,
    lids: 0,
    x: head.x + 0.8 * Math.sin(at / 310),
    y: head.y + 0.7 * Math.sin(at / 270) + 2 * head.jaw,
    roll: head.roll + 0.006 * Math.sin(at / 420),
  }
  const points = express(mask.points, head.jaw * mask.hangs, 0)
  const places = placed(points, worn)
  const sheet = lit(places, mask.triangles, mask.uv, mask.print, lights, paper)
  return [sheet, borderOf(points, worn, lights)]
}

const white: Texture = { width: 2, height: 2, rgb: new Float32Array(12).fill(0.72) }

/** White paper that was left at the edge. */
function borderOf(points: Float32Array, stance: Stance, lights: Lights): Surface {
  const ring: number[] = []
  const triangles: number[] = []
  for (const [n, i] of outline.entries()) {
    const [x, y, z] = [points[3 * i] ?? 0, points[3 * i + 1] ?? 0, points[3 * i + 2] ?? 0]
    const wide = 1 + (3 + 2 * Math.sin(n * 2.3)) / Math.hypot(x, y)
    ring.push(x, y, z, x * wide, y * wide, z + 1)
    const [a, b] = [2 * n, 2 * ((n + 1) % outline.length)]
    triangles.push(a, b, a + 1, b, b + 1, a + 1)
  }
  const places = placed(Float32Array.from(ring), stance)
  return lit(places, Uint16Array.from(triangles), new Float32Array((2 * ring.length) / 3), white, lights, paper)
}
