import type { Picture } from './picture.ts'
import { sample } from './sample.ts'
import { mostSamples } from './sampleCode.ts'

/** Maps a place in the crop to a place in the picture: x' = a·x + b·y + c, y' = d·x + e·y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/** A square to look at: centre and side in picture pixels, turned by `angle` radians (clockwise in the picture). */
export interface Square {
  readonly x: number
  readonly y: number
  readonly side: number
  readonly angle: number
}

export type Point = readonly [x: number, y: number]

/** The map from a crop of `size` × `size` pixels to the square. */
export function mapSquare({ x, y, side, angle }: Square, size: number): Affine {
  const scale = side / size
  const cos = Math.cos(angle) * scale
  const sin = Math.sin(angle) * scale
  const middle = (size - 1) / 2
  return [cos, -sin, x - (cos - sin) * middle, sin, cos, y - (sin + cos) * middle]
}

/** The map from crop to picture that brings `inCrop` closest (least squares) to `inPicture` by turn, scale and shift. */
export function mapSimilar(inPicture: readonly Point[], inCrop: readonly Point[]): Affine {
  const [px, py] = mean(inPicture)
  const [cx, cy] = mean(inCrop)
  let along = 0
  let across = 0
  let spread = 0
  for (const [i, [u, v]] of inCrop.entries()) {
    const [s = 0, t = 0] = inPicture[i] ?? []
    along += (u - cx) * (s - px) + (v - cy) * (t - py)
    across += (u - cx) * (t - py) - (v - cy) * (s - px)
    spread += (u - cx) ** 2 + (v - cy) ** 2
  }
  const a = along / spread
  const b = across / spread
  return [a, -b, px - a * cx + b * cy, b, a, py - b * cx - a * cy]
}

const mean = (points: readonly Point[]): Point => [
  points.reduce((sum, [x]) => sum + x, 0) / points.length,
  points.reduce((sum, [, y]) => sum + y, 0) / points.length,
]

/** The same map seen in a mirror: left and right of the crop change places. */
export function mirrorMap([a, b, c, d, e, f]: Affine, size: number): Affine {
  return [-a, b, c + a * (size - 1), -d, e, f + d * (size - 1)]
}

interface CropOptions {
  readonly at?: number
  readonly gain?: number
  /** What lies outside of the picture: black, or its outermost pixels over and over. */
  readonly outside?: 'black' | 'edge'
}

/**
 * Samples a square crop, RGB from 0 to 255 × `gain`, height × width × channels, into `out` from `at` on. Bilinear;
 * where the crop is smaller than what it shows, each pixel is the mean of up to 4 × 4 samples.
 */
export function crop(picture: Picture, map: Affine, size: number, out: Float32Array, options: CropOptions = {}): void {
  const { at = 0, gain = 1, outside = 'black' } = options
  const samples = samplesFor(Math.sqrt(Math.abs(map[0] * map[4] - map[1] * map[3])))
  sample(picture, map, { size, samples, gain, at, outside }, liesInside(picture, map, size), out)
}

/** Samples along each side of a crop's pixel that covers `scale` picture pixels. */
export const samplesFor = (scale: number): number => Math.max(1, Math.min(mostSamples, Math.round(scale)))

/** True when every sample has all four neighbours; samples reach at most half a crop pixel beyond pixel centres. */
function liesInside({ width, height }: Picture, [a, b, c, d, e, f]: Affine, size: number): boolean {
  const corners = [-0.5, size - 0.5]
  return corners.every((x) =>
    corners.every((y) => {
      const u = a * x + b * y + c
      const v = d * x + e * y + f
      return u >= 0 && v >= 0 && u < width - 1 && v < height - 1
    }),
  )
}
