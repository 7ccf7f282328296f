import { type Lights, lightOn, type Material, normalsOf, type Rgb } from './light.ts'
import type { Surface, Texture } from './raster.ts'

/** How a head is held: place of the point between the ears in millimetres before the camera, and angles in radians. */
export interface Stance {
  readonly x: number
  readonly y: number
  readonly z: number
  /** Positive turns to the person's own left, which is the right of the picture. */
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
  /** Opening of the mouth over its width. */
  readonly jaw: number
  /** 0 open, 1 shut. */
  readonly lids: number
}

/** The head turns about the top of the spine, not about the ears. */
const pivot: Rgb = [0, 30, 20]

/** Places of a head's points before the camera. */
export function placed(points: Float32Array, { x, y, z, yaw, pitch, roll }: Stance): Float32Array {
  const out = new Float32Array(points.length)
  const [sy, cy, sp, cp, sr, cr] = [yaw, pitch, roll].flatMap((angle) => [Math.sin(angle), Math.cos(angle)]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let i = 0; i < points.length; i += 3) {
    const px = (points[i] as number) - pivot[0]
    const py = (points[i + 1] as number) - pivot[1]
    const pz = (points[i + 2] as number) - pivot[2]
    const tx = px * cy - pz * sy
    const tz = px * sy + pz * cy
    const ny = py * cp - tz * sp
    const nz = py * sp + tz * cp
    out[i] = tx * cr - ny * sr + pivot[0] + x
    out[i + 1] = tx * sr + ny * cr + pivot[1] + y
    out[i + 2] = nz + pivot[2] + z
  }
  return out
}

/** A surface with the light of now on it. */
export function lit(
  places: Float32Array,
  triangles: Uint16Array,
  uv: Float32Array,
  texture: Texture,
  lights: Lights,
  material: Material,
  openness?: Float32Array,
): Surface {
  return {
    places,
    triangles,
    uv,
    texture,
    ...lightOn(places, normalsOf(places, triangles), lights, material, openness),
  }
}

export const scaled = (uv: Float32Array, size: number): Float32Array => uv.map((value) => value * size - 0.5)

/** Two triangles for each cell of a grid of vertices, row by row. */
export function gridTriangles(across: number, down: number): Uint16Array {
  const out: number[] = []
  for (let y = 0; y + 1 < down; y += 1)
    for (let x = 0; x + 1 < across; x += 1) {
      const a = y * across + x
      out.push(a, a + 1, a + across, a + 1, a + across + 1, a + across)
    }
  return Uint16Array.from(out)
}
