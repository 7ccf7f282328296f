import type { Lights, Rgb } from './light.ts'
import { gridTriangles, lit, placed, type Stance } from './mount.ts'
import type { Surface, Texture } from './raster.ts'

const cloth = { gloss: 0, polish: 1, open: 0.9 } as const

/** Neck and shoulders below a head that may turn without them. */
export function bodyOf(skinColour: Rgb, clothes: Texture, head: Stance, lights: Lights): Surface[] {
  const still: Stance = { ...head, yaw: head.yaw * 0.1, pitch: 0, roll: 0, jaw: 0, lids: 0 }
  return [neckOf(skinColour, still, lights), torsoOf(clothes, still, lights)]
}

function neckOf([r, g, b]: Rgb, stance: Stance, lights: Lights): Surface {
  const points: number[] = []
  const open: number[] = []
  for (let row = 0; row < 6; row += 1)
    for (let n = 0; n < 11; n += 1) {
      const angle = ((n / 10) * 2 - 1) * 1.7
      const radius = 52 + row * 2
      points.push(Math.sin(angle) * radius, 50 + row * 26, 48 - Math.cos(angle) * radius + row * 5)
      open.push(0.4 + 0.1 * row)
    }
  const texture = {
    width: 2,
    height: 2,
    rgb: Float32Array.from([0, 1, 2, 3].flatMap(() => [r * 0.85, g * 0.85, b * 0.85])),
  }
  const places = placed(Float32Array.from(points), stance)
  return lit(places, gridTriangles(11, 6), new Float32Array(132), texture, lights, cloth, Float32Array.from(open))
}

function torsoOf(clothes: Texture, stance: Stance, lights: Lights): Surface {
  const across = 21
  const down = 10
  const points: number[] = []
  const uv: number[] = []
  for (let row = 0; row < down; row += 1)
    for (let n = 0; n < across; n += 1) {
      const side = (n / (across - 1)) * 2 - 1
      const share = row / (down - 1)
      const spread = Math.min(1, share * 3.2)
      const wide = 62 + 160 * Math.sin((spread * Math.PI) / 2) + 15 * share
      const deep = 62 + 55 * spread
      const angle = (side * Math.PI) / 2
      points.push(Math.sin(angle) * wide, 142 + 45 * spread ** 2 + 330 * share ** 1.5, 58 - Math.cos(angle) * deep)
      uv.push(2 + (n / (across - 1)) * 122, 2 + share * 122)
    }
  const places = placed(Float32Array.from(points), stance)
  return lit(places, gridTriangles(across, down), Float32Array.from(uv), clothes, lights, cloth)
}

const frameColour: Texture = { width: 2, height: 2, rgb: new Float32Array(12).fill(0.02) }

/** Spectacles: two rims, a bridge and the arms; thin enough that the eyes stay visible. */
export function glassesOf(shape: Float32Array, head: Stance, lights: Lights): Surface[] {
  const eyeY = ((shape[3 * 159 + 1] as number) + (shape[3 * 145 + 1] as number)) / 2 + 3
  const front = Math.min(shape[3 * 168 + 2] ?? -70, (shape[3 * 159 + 2] ?? -60) - 12) - 2
  const material = { gloss: 0.3, polish: 30, open: 1 }
  const build = (points: number[], triangles: Uint16Array) => {
    const places = placed(Float32Array.from(points), head)
    return lit(places, triangles, new Float32Array((2 * points.length) / 3), frameColour, lights, material)
  }
  const rims = [-33, 33].map((x) => build(rimOf(x, eyeY, front), gridTriangles(25, 2)))
  const bridge = build(
    [-11, eyeY - 5, front, 11, eyeY - 5, front, -11, eyeY - 2, front, 11, eyeY - 2, front],
    gridTriangles(2, 2),
  )
  const arms = [-1, 1].map((side) =>
    build(
      [58, eyeY - 6, front + 6, 78, eyeY - 6, -5, 58, eyeY - 2, front + 6, 78, eyeY - 2, -5].map((value, i) =>
        i % 3 === 0 ? value * side : value,
      ),
      gridTriangles(2, 2),
    ),
  )
  return [...rims, bridge, ...arms]
}

function rimOf(x: number, y: number, z: number): number[] {
  return [0, 1].flatMap((ring) =>
    Array.from({ length: 25 }, (_, n) => {
      const angle = (n / 24) * 2 * Math.PI
      const [rx, ry] = [24 + ring * 2.2, 18 + ring * 2.2]
      return [x + Math.cos(angle) * rx, y + Math.sin(angle) * ry, z + Math.abs(x + Math.cos(angle) * rx) * 0.12]
    }).flat(),
  )
}
