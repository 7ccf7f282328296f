import type { Mesh } from '../../../src/face/mesh.ts'
import type { Picture } from '../../../src/face/picture.ts'
import { undoCurve } from './light.ts'
import type { Texture } from './raster.ts'
import { cross, minus, pointOf, unit, type Vector } from './shape.ts'
import type { Topology } from './topology.ts'

/** Side of a skin laid flat, in texels. */
export const skinSize = 256

/** The skin laid flat, as linear light; the side the photograph hardly shows is taken from the other one. */
export function textureOf(picture: Picture, mesh: Mesh, topology: Topology): Texture {
  const { rgb, seen } = unroll(picture, mesh, topology)
  const out = new Float32Array(rgb.length)
  for (let at = 0; at < skinSize * skinSize; at += 1) {
    const other = at - (at % skinSize) + (skinSize - 1 - (at % skinSize))
    const [own, mirrored] = [(seen[at] as number) ** 3, (seen[other] as number) ** 3]
    const share = own + mirrored > 0 ? own / (own + mirrored) : 0.5
    for (let k = 0; k < 3; k += 1)
      out[3 * at + k] = share * (rgb[3 * at + k] as number) + (1 - share) * (rgb[3 * other + k] as number)
  }
  return spread({ width: skinSize, height: skinSize, rgb: out }, seen)
}

function unroll(picture: Picture, mesh: Mesh, { triangles, uv }: Topology) {
  const rgb = new Float32Array(skinSize * skinSize * 3)
  const seen = new Float32Array(skinSize * skinSize)
  for (let t = 0; t < triangles.length; t += 3) {
    const ids = [triangles[t] ?? 0, triangles[t + 1] ?? 0, triangles[t + 2] ?? 0] as const
    const [a, b, c] = ids.map((i) => pointOf(mesh, i)) as [Vector, Vector, Vector]
    const facing = Math.max(0.02, -unit(cross(minus(b, a), minus(c, a)))[2])
    const flat = ids.map((i) => [(uv[2 * i] as number) * skinSize, (uv[2 * i + 1] as number) * skinSize] as const)
    eachTexel(flat, (at, p, q) => {
      const x = a[0] + p * (b[0] - a[0]) + q * (c[0] - a[0])
      const y = a[1] + p * (b[1] - a[1]) + q * (c[1] - a[1])
      sampleAt(picture, x, y, rgb, 3 * at)
      seen[at] = facing
    })
  }
  return { rgb, seen }
}

/** Texels whose middle lies in a triangle, with its barycentric coordinates. */
export function eachTexel(
  corners: readonly (readonly [number, number])[],
  each: (at: number, p: number, q: number) => void,
): void {
  const [[ax, ay] = [0, 0], [bx, by] = [0, 0], [cx, cy] = [0, 0]] = corners
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
  for (let y = Math.max(0, Math.floor(Math.min(ay, by, cy))); y < Math.min(skinSize, Math.max(ay, by, cy)); y += 1)
    for (let x = Math.max(0, Math.floor(Math.min(ax, bx, cx))); x < Math.min(skinSize, Math.max(ax, bx, cx)); x += 1) {
      const p = ((x + 0.5 - ax) * (cy - ay) - (cx - ax) * (y + 0.5 - ay)) / area
      const q = ((bx - ax) * (y + 0.5 - ay) - (x + 0.5 - ax) * (by - ay)) / area
      if (p >= -0.02 && q >= -0.02 && p + q <= 1.02) each(y * skinSize + x, p, q)
    }
}

function sampleAt({ rgb, width, height }: Picture, x: number, y: number, out: Float32Array, at: number): void {
  const x0 = Math.min(width - 2, Math.max(0, Math.floor(x)))
  const y0 = Math.min(height - 2, Math.max(0, Math.floor(y)))
  const [fx, fy] = [Math.min(1, Math.max(0, x - x0)), Math.min(1, Math.max(0, y - y0))]
  const i = (y0 * width + x0) * 3
  for (let k = 0; k < 3; k += 1) {
    const up = (rgb[i + k] as number) * (1 - fx) + (rgb[i + 3 + k] as number) * fx
    const low = (rgb[i + width * 3 + k] as number) * (1 - fx) + (rgb[i + width * 3 + 3 + k] as number) * fx
    out[at + k] = undoCurve((up * (1 - fy) + low * fy) / 255)
  }
}

/** Texels that no triangle covers take the colour of covered ones next to them, some texels far. */
function spread(texture: Texture, seen: Float32Array): Texture {
  const known = Uint8Array.from(seen, (value) => (value > 0 ? 1 : 0))
  for (let round = 0; round < 6; round += 1) {
    const bare = [...known.keys()].filter((at) => known[at] === 0)
    for (const [at, from] of bare.flatMap((at) => nextTo(known, at))) {
      texture.rgb.copyWithin(3 * at, 3 * from, 3 * from + 3)
      known[at] = 1
    }
  }
  return texture
}

/** A bare texel with a covered one beside it. */
function nextTo(known: Uint8Array, at: number): readonly (readonly [number, number])[] {
  const from = [at - 1, at + 1, at - skinSize, at + skinSize].find((other) => known[other] === 1)
  return from === undefined ? [] : [[at, from]]
}
