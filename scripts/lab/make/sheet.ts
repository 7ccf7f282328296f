import { between, type Random } from '../../../src/presence/simulate/random.ts'
import type { Lights, Material, Rgb } from './light.ts'
import { gridTriangles, lit, placed, type Stance } from './mount.ts'
import type { Surface, Texture } from './raster.ts'

/** A flat or bent sheet held in a hand: its size in millimetres, and the radius it is bent to (0 is flat). */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly radius: number
}

const across = 17
const down = 13

/** Points of a sheet about its middle; bent ones stand out towards the camera. */
export function sheetPoints({ width, height, radius }: Sheet): Float32Array {
  const points: number[] = []
  for (let row = 0; row < down; row += 1)
    for (let n = 0; n < across; n += 1) {
      const s = (n / (across - 1) - 0.5) * width
      const y = (row / (down - 1) - 0.5) * height
      if (radius === 0) points.push(s, y, 0)
      else points.push(radius * Math.sin(s / radius), y, radius * (1 - Math.cos(s / radius)) - radius * 0.1)
    }
  return Float32Array.from(points)
}

const sheetTriangles = gridTriangles(across, down)

/** What part of its texture a sheet shows: left, top, right and bottom in texels. */
export type Part = readonly [number, number, number, number]
const whole = ({ width, height }: Texture): Part => [0, 0, width - 1, height - 1]

function sheetUv([left, top, right, bottom]: Part): Float32Array {
  const out: number[] = []
  for (let row = 0; row < down; row += 1)
    for (let n = 0; n < across; n += 1)
      out.push(left + (n / (across - 1)) * (right - left), top + (row / (down - 1)) * (bottom - top))
  return Float32Array.from(out)
}

/** Printed paper: answers light as paper does. */
export function paperOf(sheet: Sheet, print: Texture, stance: Stance, lights: Lights, material: Material): Surface {
  return lit(placed(sheetPoints(sheet), stance), sheetTriangles, sheetUv(whole(print)), print, lights, material)
}

/** A screen: gives its own light, `white` for a full pixel, and mirrors a little of what shines on it. */
export function displayOf(
  sheet: Sheet,
  shown: Texture,
  stance: Stance,
  lights: Lights,
  white: number,
  part = whole(shown),
): Surface {
  const places = placed(sheetPoints(sheet), stance)
  const glass = lit(places, sheetTriangles, sheetUv(part), shown, lights, { gloss: 0.04, polish: 40, open: 1 })
  glass.light.fill(white)
  for (let i = 0; i < glass.shine.length; i += 1)
    glass.shine[i] = (glass.shine[i] as number) + 0.015 * (lights.ambient[i % 3] as number)
  return glass
}

const black: Texture = { width: 2, height: 2, rgb: new Float32Array(12).fill(0.015) }

/** The dark border of a telephone or tablet, a millimetre behind its screen. */
export function bezelOf({ width, height }: Sheet, stance: Stance, lights: Lights): Surface {
  const border = { width: width + 14, height: height + 24, radius: 0 }
  const behind = sheetPoints(border).map((value, i) => (i % 3 === 2 ? value + 1.5 : value))
  return lit(placed(behind, stance), sheetTriangles, sheetUv(whole(black)), black, lights, {
    gloss: 0.05,
    polish: 40,
    open: 1,
  })
}

/** Fingers that hold a sheet at its sides or its lower edge, in front of it. */
export function fingersOf(sheet: Sheet, colour: Rgb, holds: Hold, stance: Stance, lights: Lights): Surface[] {
  const texture = { width: 2, height: 2, rgb: Float32Array.from([0, 1, 2, 3].flatMap(() => [...colour])) }
  const { width, radius } = sheet
  const reach = radius === 0 ? width / 2 : radius * Math.sin(Math.min(1.5, width / 2 / radius))
  return holds.map(({ x, y, angle }) => {
    const points: number[] = []
    for (let row = 0; row < 7; row += 1)
      for (let n = 0; n < 7; n += 1) {
        const along = (row / 6) * 50
        const half = ((n / 6) * 2 - 1) * 8.5 * (row === 0 ? 0.55 : 1)
        const px = x * reach * 2 - Math.sin(angle) * (along - 22) + Math.cos(angle) * half
        const py = y * sheet.height + Math.cos(angle) * (along - 22) + Math.sin(angle) * half
        points.push(px, py, -9 + 8 * (half / 8.5) ** 2)
      }
    const places = placed(Float32Array.from(points), stance)
    const finger = gridTriangles(7, 7)
    return lit(places, finger, new Float32Array(98), texture, lights, { gloss: 0.03, polish: 14, open: 1 })
  })
}

export type Hold = readonly { readonly x: number; readonly y: number; readonly angle: number }[]

export function makeHold(random: Random): Hold {
  const low = { x: between(random, -0.3, 0.3), y: 0.5, angle: between(random, -0.3, 0.3) }
  const side = random() < 0.5 ? -1 : 1
  const beside = { x: side * 0.5, y: between(random, -0.1, 0.4), angle: -side * between(random, 1.1, 1.6) }
  return random() < 0.5
    ? [low, { ...low, x: low.x + 0.12 }]
    : [beside, { ...beside, x: -beside.x, angle: -beside.angle }]
}
