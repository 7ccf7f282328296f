import type { Rgb } from './light.ts'
import { gridTriangles } from './mount.ts'
import type { Texture } from './raster.ts'
import { outline } from './topology.ts'

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
export function skullOf(own: Float32Array, skinColour: Rgb, hair: Texture) {
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
