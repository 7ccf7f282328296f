import { between, type Random } from '../../../src/presence/simulate/random.ts'
import type { Rgb } from './light.ts'
import type { Canvas, Texture } from './raster.ts'

/** A room behind the people: a wall with a door, cupboards and notices, out of focus. Reflectance by pixel. */
export function makeRoom(width: number, height: number, random: Random): Texture {
  const rgb = new Float32Array(width * height * 3)
  const grey = between(random, 0.25, 0.65)
  const wall: Rgb = [grey * between(random, 0.9, 1.1), grey, grey * between(random, 0.85, 1.1)]
  fill(rgb, width, [0, 0, width, height], wall)
  fill(
    rgb,
    width,
    [0, Math.floor(height * between(random, 0.7, 0.95)), width, height],
    wall.map((v) => v * 0.5) as unknown as Rgb,
  )
  for (let n = Math.floor(between(random, 2, 7)); n > 0; n -= 1) {
    const [w, h] = [between(random, 0.06, 0.3) * width, between(random, 0.1, 0.7) * height]
    const [x, y] = [random() * width - w / 2, random() * height * 0.8 - h / 3]
    const level = random() ** 1.5 * 0.7
    const colour: Rgb = [level * between(random, 0.7, 1.3), level, level * between(random, 0.6, 1.3)]
    fill(rgb, width, [x, y, x + w, y + h].map(Math.floor) as [number, number, number, number], colour)
  }
  blur(rgb, width, height)
  blur(rgb, width, height)
  for (let i = 0; i < rgb.length; i += 3) {
    const shade = 0.75 + 0.25 * Math.sin(((i / 3) % width) / width + random() * 0.02)
    for (let k = 0; k < 3; k += 1) rgb[i + k] = (rgb[i + k] as number) * shade
  }
  return { width, height, rgb }
}

function fill(
  rgb: Float32Array,
  width: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
  c: Rgb,
): void {
  const height = rgb.length / 3 / width
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y += 1)
    for (let x = Math.max(0, left); x < Math.min(width, right); x += 1) rgb.set(c, 3 * (y * width + x))
}

/** Mean of five in both directions. */
function blur(rgb: Float32Array, width: number, height: number): void {
  for (const step of [3, 3 * width]) {
    const from = Float32Array.from(rgb)
    for (let i = 2 * step; i < 3 * width * height - 2 * step; i += 1)
      rgb[i] =
        ((from[i - 2 * step] as number) +
          (from[i - step] as number) +
          (from[i] as number) +
          (from[i + step] as number) +
          (from[i + 2 * step] as number)) /
        5
  }
}

/** Fills the canvas with the room in its light, far behind everything. */
export function drawRoom(canvas: Canvas, room: Texture, [r, g, b]: Rgb): void {
  const { rgb } = canvas
  for (let i = 0; i < rgb.length; i += 3) {
    rgb[i] = (room.rgb[i] as number) * r
    rgb[i + 1] = (room.rgb[i + 1] as number) * g
    rgb[i + 2] = (room.rgb[i + 2] as number) * b
  }
  canvas.near.fill(0)
}
