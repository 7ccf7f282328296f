import { express } from './expression.ts'
import type { Lights, Material, Rgb } from './light.ts'
import { gridTriangles, lit, placed, type Stance, scaled } from './mount.ts'
import type { Person } from './person.ts'
import type { Surface, Texture } from './raster.ts'
import { skullOf } from './skull.ts'
import { eyes, innerLowerLip, innerUpperLip, type Topology } from './topology.ts'
import { skinSize } from './unwrap.ts'

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
  const parts = [face, back, ...lashesOf(own, stance, lights)]
  if (stance.jaw > 0.01) parts.push(...mouthOf(own, stance, lights))
  if (longHair) parts.push(curtains(hair, stance, lights))
  return parts
}

const matt: Material = { gloss: 0, polish: 1, open: 0.8 }

export function blush(light: Float32Array, flush: Rgb): void {
  for (let i = 0; i < light.length; i += 1) light[i] = (light[i] as number) * (flush[i % 3] as number)
}

const lash: Texture = { width: 2, height: 2, rgb: new Float32Array(12).fill(0.018) }

/** The line of lashes along the upper lids: the darker and lower the more the eye is shut. */
function lashesOf(own: Float32Array, stance: Stance, lights: Lights): Surface[] {
  const wide = 0.4 + 1.7 * stance.lids
  return eyes.map(({ outer, upper, inner }) => {
    const rim = [outer, ...upper, inner]
    const points = [0, 1].flatMap((low) =>
      rim.flatMap((i, n) => {
        const drop = low * wide * (n === 0 || n === rim.length - 1 ? 0.5 : 1)
        return [own[3 * i] as number, (own[3 * i + 1] as number) + drop, (own[3 * i + 2] as number) - 0.8]
      }),
    )
    const places = placed(Float32Array.from(points), stance)
    return lit(places, gridTriangles(rim.length, 2), new Float32Array(4 * rim.length), lash, lights, matt)
  })
}

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
