import type { Lights, Material, Rgb } from './light.ts'
import { lightOn, normalsOf } from './light.ts'
import type { Person } from './person.ts'
import type { Surface, Texture } from './raster.ts'
import {
  eyes,
  innerLowerLip,
  innerUpperLip,
  lowerLip,
  mouthCorners,
  outline,
  type Topology,
  upperLip,
} from './topology.ts'
import { skinSize } from './unwrap.ts'

/** How a head is held: place of the point between the ears in millimetres before the camera, and angles in radians. */
export interface Stance {
  readonly x: number
  readonly y: number
  readonly z: number
  /** Positive turns to the person's own left, which is the right of the picture. */
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
  /** Drop of the jaw in radians. */
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

/** The face with its jaw dropped and its lids down, in the head's own millimetres. */
export function express(shape: Float32Array, jaw: number, lids: number): Float32Array {
  const out = Float32Array.from(shape)
  if (jaw > 0) dropJaw(shape, out, jaw)
  if (lids > 0) shutLids(shape, out, lids)
  return out
}

const corners = new Set(mouthCorners)
const fixedLip = new Set(upperLip)
const movingLip = new Set(lowerLip)

/** The jaw turns about the ears; what lies below the line from the corners of the mouth to the ears goes along. */
function dropJaw(shape: Float32Array, out: Float32Array, jaw: number): void {
  const lipY = ((shape[3 * 13 + 1] as number) + (shape[3 * 14 + 1] as number)) / 2
  const half = ((shape[3 * 308] as number) - (shape[3 * 78] as number)) / 2
  const [hingeY, hingeZ] = [8, -8]
  for (let i = 0; i < 468; i += 1) {
    const [x, y, z] = [shape[3 * i] as number, shape[3 * i + 1] as number, shape[3 * i + 2] as number]
    const angle = jaw * jawShare(i, x, y, lipY, half)
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    out[3 * i] = x * (1 - 0.12 * angle)
    out[3 * i + 1] = hingeY + (y - hingeY) * cos - (z - hingeZ) * sin
    out[3 * i + 2] = hingeZ + (z - hingeZ) * cos + (y - hingeY) * sin
  }
}

function jawShare(i: number, x: number, y: number, lipY: number, half: number): number {
  if (fixedLip.has(i)) return 0
  if (corners.has(i)) return 0.35
  const aside = Math.abs(x) / half
  if (movingLip.has(i)) return 0.35 + 0.65 * Math.sqrt(Math.max(0, 1 - Math.min(1, aside) ** 2))
  const below = Math.min(1, Math.max(0, (y - lipY + 6) / 22))
  return below * below * (3 - 2 * below)
}

/** The upper lid comes down over the eye, a little beyond the lower one, and pulls the fold above it along. */
function shutLids(shape: Float32Array, out: Float32Array, lids: number): void {
  for (const { upper, lower, fold } of eyes)
    for (const [n, up] of upper.entries()) {
      const low = lower[n] as number
      const crease = fold[n] as number
      const height = Math.abs((shape[3 * low + 1] as number) - (shape[3 * up + 1] as number))
      // The ball of the eye keeps the shut lid in front of the straight line between its rims.
      const more = [0, 0.1 * lids * height, -1.5 * lids]
      for (let k = 0; k < 3; k += 1) {
        const gap = (shape[3 * low + k] as number) - (shape[3 * up + k] as number)
        out[3 * up + k] = (shape[3 * up + k] as number) + gap * lids + (more[k] as number)
        out[3 * crease + k] = (shape[3 * crease + k] as number) + gap * lids * 0.35
        out[3 * low + k] = (shape[3 * low + k] as number) + (more[k] as number)
      }
    }
}

export const skinMaterial: Material = { gloss: 0.035, polish: 14, open: 1 }
const dark: Texture = {
  width: 2,
  height: 2,
  rgb: Float32Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? 0.035 : 0.012)),
}
const teeth: Texture = { width: 2, height: 2, rgb: new Float32Array(12).fill(0.42) }

/** A head before the camera: face, inside of the mouth, and the rest of the head with its hair. */
export function headOf(
  { shape, skin, skinColour, hair, longHair }: Pick<Person, 'shape' | 'skin' | 'skinColour' | 'hair' | 'longHair'>,
  { triangles, uv }: Topology,
  stance: Stance,
  lights: Lights,
  material: Material = skinMaterial,
  flush: Rgb = [1, 1, 1],
): Surface[] {
  const own = express(shape, stance.jaw, stance.lids)
  const face = lit(placed(own, stance), triangles, scaled(uv, skinSize), skin, lights, material)
  blush(face.light, flush)
  const skull = skullOf(own, skinColour, hair)
  const back = lit(placed(skull.points, stance), skull.triangles, skull.uv, skull.texture, lights, matt)
  const parts = [face, back]
  if (stance.jaw > 0.01) parts.push(...mouthOf(own, stance, lights))
  if (longHair) parts.push(curtains(hair, stance, lights))
  return parts
}

const matt: Material = { gloss: 0, polish: 1, open: 0.8 }

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

export function blush(light: Float32Array, flush: Rgb): void {
  for (let i = 0; i < light.length; i += 1) light[i] = (light[i] as number) * (flush[i % 3] as number)
}

export const scaled = (uv: Float32Array, size: number): Float32Array => uv.map((value) => value * size - 0.5)

/** Dark, with the upper teeth in front. */
function mouthOf(own: Float32Array, stance: Stance, lights: Lights): Surface[] {
  const ring = [78, ...innerUpperLip, 308, ...innerLowerLip.toReversed()]
  const points = Float32Array.from(
    ring.flatMap((i) => [own[3 * i] ?? 0, own[3 * i + 1] ?? 0, (own[3 * i + 2] as number) + 3]),
  )
  const fan = Uint16Array.from({ length: 3 * (ring.length - 2) }, (_, i) =>
    i % 3 === 0 ? 0 : Math.floor(i / 3) + (i % 3),
  )
  const flat = new Float32Array(2 * ring.length)
  const inside = lit(placed(points, stance), fan, flat, dark, lights, { gloss: 0, polish: 1, open: 0.35 })
  const drop = Math.min(7, Math.max(0, (own[3 * 14 + 1] as number) - (own[3 * 13 + 1] as number) - 4))
  const row = [80, 81, 82, 13, 312, 311, 310]
  const strip = Float32Array.from(
    [0, 1].flatMap((low) =>
      row.flatMap((i) => [
        own[3 * i] ?? 0,
        (own[3 * i + 1] as number) + low * drop - 1,
        (own[3 * i + 2] as number) + 2.5,
      ]),
    ),
  )
  const uppers = lit(placed(strip, stance), gridTriangles(row.length, 2), new Float32Array(28), teeth, lights, {
    gloss: 0.05,
    polish: 30,
    open: 0.6,
  })
  return [inside, uppers]
}

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

/** How far the rings behind the outline go out and back, above (hair) and below (jaw). */
const rings = [
  { out: 0, back: 0.5, jawOut: 0, jawBack: 0.5 },
  { out: 9, back: 3, jawOut: 0, jawBack: 8 },
  { out: 22, back: 22, jawOut: -4, jawBack: 25 },
  { out: 26, back: 60, jawOut: -14, jawBack: 45 },
  { out: 14, back: 105, jawOut: -25, jawBack: 70 },
  { out: -22, back: 140, jawOut: -40, jawBack: 90 },
  { out: -60, back: 155, jawOut: -55, jawBack: 100 },
] as const

/** Everything of the head behind the outline of the face: hair above, skin below the ears. */
function skullOf(own: Float32Array, skinColour: Rgb, hair: Texture) {
  const around = outline.length
  const points: number[] = []
  const uv: number[] = []
  for (const [r, ring] of rings.entries())
    for (let n = 0; n <= around; n += 1) {
      const i = outline[n % around] ?? 10
      points.push(...ringPoint(ring, own.subarray(3 * i, 3 * i + 3)))
      uv.push((n * 62) / around, isJaw(own[3 * i + 1] as number) ? 110 : 8 + r * 6)
    }
  return {
    points: Float32Array.from(points),
    uv: Float32Array.from(uv),
    triangles: gridTriangles(around + 1, rings.length),
    texture: skullTexture(skinColour, hair),
  }
}

const isJaw = (y: number): boolean => y > 22.5

function ringPoint(ring: (typeof rings)[number], point: Float32Array): readonly number[] {
  const [x, y, z] = [point[0] as number, point[1] as number, point[2] as number]
  const low = Math.min(1, Math.max(0, (y - 5) / 35))
  const out = (ring.out * (1 - low) + ring.jawOut * low) / (Math.hypot(x, y) || 1)
  const back = ring.back * (1 - low) + ring.jawBack * low
  return [x * (1 + out), y * (1 + out), Math.max(z, z * 0.5) + back]
}

const skulls = new WeakMap<Texture, Texture>()

/** Hair in the upper half, skin in the lower. */
function skullTexture([r, g, b]: Rgb, hair: Texture): Texture {
  const known = skulls.get(hair)
  if (known !== undefined) return known
  const rgb = new Float32Array(64 * 128 * 3)
  rgb.set(hair.rgb)
  for (let at = 64 * 96; at < 64 * 128; at += 1) rgb.set([r * 0.9, g * 0.9, b * 0.9], 3 * at)
  for (let at = 64 * 64; at < 64 * 96; at += 1)
    rgb.set(hair.rgb.subarray(3 * (at - 64 * 64), 3 * (at - 64 * 64) + 3), 3 * at)
  const texture = { width: 64, height: 128, rgb }
  skulls.set(hair, texture)
  return texture
}

/** Hair that falls behind the cheeks to the shoulders. */
function curtains(hair: Texture, stance: Stance, lights: Lights): Surface {
  const points: number[] = []
  const uv: number[] = []
  for (let row = 0; row < 7; row += 1)
    for (let n = 0; n < 9; n += 1) {
      const side = (n / 8) * 2 - 1
      const wide = 88 + 8 * Math.sin(row / 2)
      points.push(side * wide, -60 + row * 34, 20 + 55 * (1 - Math.abs(side)) + row * 3)
      uv.push((n / 8) * 62, 2 + row * 8)
    }
  return lit(placed(Float32Array.from(points), stance), gridTriangles(9, 7), Float32Array.from(uv), hair, lights, matt)
}
