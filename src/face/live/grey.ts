import { type Affine, crop } from '../crop.ts'
import type { Picture } from '../picture.ts'
import { lumaFrom } from '../quality.ts'

/** A square of luma, 0 to 255, row after row. */
export interface Grey {
  readonly size: number
  readonly values: Float32Array
}

/** The part of the picture that `map` brings onto a square of that size; beyond the picture its border goes on. */
export function greyOf(picture: Picture, map: Affine, size: number): Grey {
  const rgb = new Float32Array(size * size * 3)
  crop(picture, map, size, rgb, { outside: 'edge' })
  const values = new Float32Array(size * size)
  for (let i = 0, p = 0; i < values.length; i += 1, p += 3)
    values[i] = lumaFrom(rgb[p] as number, rgb[p + 1] as number, rgb[p + 2] as number)
  return { size, values }
}

/** Half as large: each pixel is the mean of four, so pixel i lies at 2·i + 0.5 of the larger one. */
export function halved({ size, values }: Grey): Grey {
  const half = size >> 1
  const out = new Float32Array(half * half)
  for (let y = 0; y < half; y += 1) {
    for (let x = 0; x < half; x += 1) {
      const at = 2 * y * size + 2 * x
      const above = (values[at] as number) + (values[at + 1] as number)
      out[y * half + x] = (above + (values[at + size] as number) + (values[at + size + 1] as number)) / 4
    }
  }
  return { size: half, values: out }
}
