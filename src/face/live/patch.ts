import type { Point } from '../crop.ts'
import type { Grey } from './grey.ts'

/** A patch of a picture to be found again: its pixels without their mean, their slopes, and how well they tell a place. */
export interface Patch {
  readonly reach: number
  readonly values: Float32Array
  readonly right: Float32Array
  readonly down: Float32Array
  /** Root mean square of the pixels about their mean. */
  readonly contrast: number
  /** The inverse of the sums of the slopes' products: xx, xy, yy. */
  readonly inverse: readonly [number, number, number]
  /** Root of the smaller eigenvalue of the slopes' mean products: luma per pixel in the direction that tells least. */
  readonly texture: number
}

/** The patch of (2·reach + 1)² pixels about a place; nothing where it leaves the picture or tells no place. */
export function findPatch(grey: Grey, place: Point, reach: number): Patch | undefined {
  const wide = new Float32Array((2 * reach + 3) ** 2)
  if (!fill(grey, place[0], place[1], reach + 1, wide)) return undefined
  const side = 2 * reach + 1
  const values = new Float32Array(side * side)
  const right = new Float32Array(side * side)
  const down = new Float32Array(side * side)
  for (let row = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1) {
      const i = row * side + column
      const at = (row + 1) * (side + 2) + column + 1
      values[i] = wide[at] as number
      right[i] = ((wide[at + 1] as number) - (wide[at - 1] as number)) / 2
      down[i] = ((wide[at + side + 2] as number) - (wide[at - side - 2] as number)) / 2
    }
  centre(right)
  centre(down)
  centre(values)
  return decided(reach, values, right, down)
}

function decided(reach: number, values: Float32Array, right: Float32Array, down: Float32Array): Patch | undefined {
  const [xx, xy, yy] = [product(right, right), product(right, down), product(down, down)]
  const determinant = xx * yy - xy * xy
  const contrast = Math.sqrt(product(values, values) / values.length)
  if (!(determinant > 1e-6 && contrast > 0)) return undefined
  const least = (xx + yy - Math.sqrt((xx - yy) ** 2 + 4 * xy * xy)) / 2
  return {
    ...{ reach, values, right, down, contrast },
    inverse: [yy / determinant, -xy / determinant, xx / determinant],
    texture: Math.sqrt(Math.max(0, least) / values.length),
  }
}

/** Where a patch was found again, and how alike it is there, −1 to 1. */
export interface Found {
  readonly place: Point
  readonly alike: number
}

const rounds = 12
/** Steps shorter than this, in pixels, end the search. */
const shortest = 0.01

/**
 * The patch in another picture, by Lucas and Kanade's steps from a guess (inverse compositional, Baker & Matthews 2004).
 * Both sides are brought to one mean and contrast at each step, so light that changes does not matter. Nothing where the
 * search leaves the picture or goes further than `farthest` pixels.
 */
export function seek(patch: Patch, grey: Grey, [x, y]: Point, farthest: number): Found | undefined {
  const seen = new Float32Array(patch.values.length)
  let [atX, atY] = [x, y]
  for (let round = 0; round < rounds; round += 1) {
    if (!fill(grey, atX, atY, patch.reach, seen)) return undefined
    const [stepX, stepY] = stepOf(patch, seen)
    atX -= stepX
    atY -= stepY
    if (!(Math.hypot(atX - x, atY - y) <= farthest)) return undefined
    if (stepX * stepX + stepY * stepY < shortest * shortest) break
  }
  if (!fill(grey, atX, atY, patch.reach, seen)) return undefined
  centre(seen)
  const alike = product(seen, patch.values) / (Math.sqrt(product(seen, seen) * seen.length) * patch.contrast + 1e-9)
  return { place: [atX, atY], alike }
}

/** How far the patch still is from what is seen. */
function stepOf({ values, right, down, contrast, inverse }: Patch, seen: Float32Array): Point {
  centre(seen)
  const gain = contrast / Math.sqrt(product(seen, seen) / seen.length + 1e-9)
  let alongX = 0
  let alongY = 0
  for (let i = 0; i < seen.length; i += 1) {
    const apart = (seen[i] as number) * gain - (values[i] as number)
    alongX += apart * (right[i] as number)
    alongY += apart * (down[i] as number)
  }
  return [inverse[0] * alongX + inverse[1] * alongY, inverse[1] * alongX + inverse[2] * alongY]
}

/** Samples the pixels about a place, bilinear; false where they are not all in the picture. */
function fill({ size, values }: Grey, x: number, y: number, reach: number, out: Float32Array): boolean {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  if (!(left >= reach && top >= reach && left + reach + 1 < size && top + reach + 1 < size)) return false
  const [alongX, alongY] = [x - left, y - top]
  const [a, b] = [(1 - alongX) * (1 - alongY), alongX * (1 - alongY)]
  const [c, d] = [(1 - alongX) * alongY, alongX * alongY]
  const side = 2 * reach + 1
  for (let row = 0, i = 0; row < side; row += 1) {
    let at = (top - reach + row) * size + left - reach
    for (let column = 0; column < side; column += 1, i += 1, at += 1)
      out[i] =
        a * (values[at] as number) +
        b * (values[at + 1] as number) +
        c * (values[at + size] as number) +
        d * (values[at + size + 1] as number)
  }
  return true
}

function centre(values: Float32Array): void {
  let sum = 0
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number
  const mean = sum / values.length
  for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) - mean
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number)
  return sum
}
