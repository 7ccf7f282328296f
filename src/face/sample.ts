import type { Affine } from './crop.ts'
import type { Picture } from './picture.ts'

// The innermost loops of the engine: flat, no calls, no allocations, no checks beyond the compiler's.

/** `size` × `size` pixels of `samples` × `samples` samples each, their mean times `gain`, written from `at` on. */
export interface Grid {
  readonly size: number
  readonly samples: number
  readonly gain: number
  readonly at: number
}

/** Samples a crop that lies wholly inside the picture. */
export function sampleInside(
  { rgb, width }: Picture,
  [a, b, c, d, e, f]: Affine,
  { size, samples, gain, at }: Grid,
  out: Float32Array,
): void {
  const share = gain / (samples * samples)
  const step = 1 / samples
  const first = step / 2 - 0.5
  for (let y = 0, o = at; y < size; y += 1) {
    for (let x = 0; x < size; x += 1, o += 3) {
      let red = 0
      let green = 0
      let blue = 0
      for (let j = 0; j < samples; j += 1) {
        const cy = y + first + j * step
        let u = a * (x + first) + b * cy + c
        let v = d * (x + first) + e * cy + f
        for (let i = 0; i < samples; i += 1, u += a * step, v += d * step) {
          const fx = u - (u | 0)
          const fy = v - (v | 0)
          const p = ((v | 0) * width + (u | 0)) * 3
          const q = p + width * 3
          const k3 = fx * fy
          const k1 = fx - k3
          const k2 = fy - k3
          const k0 = 1 - fx - k2
          red +=
            k0 * (rgb[p] as number) +
            k1 * (rgb[p + 3] as number) +
            k2 * (rgb[q] as number) +
            k3 * (rgb[q + 3] as number)
          green +=
            k0 * (rgb[p + 1] as number) +
            k1 * (rgb[p + 4] as number) +
            k2 * (rgb[q + 1] as number) +
            k3 * (rgb[q + 4] as number)
          blue +=
            k0 * (rgb[p + 2] as number) +
            k1 * (rgb[p + 5] as number) +
            k2 * (rgb[q + 2] as number) +
            k3 * (rgb[q + 5] as number)
        }
      }
      out[o] = red * share
      out[o + 1] = green * share
      out[o + 2] = blue * share
    }
  }
}

/**
 * The same for a crop that reaches over the picture's edge. A sample less than a pixel outside takes the edge's
 * colour, farther out it is black.
 */
export function sampleAcross(
  picture: Picture,
  [a, b, c, d, e, f]: Affine,
  { size, samples, gain, at }: Grid,
  out: Float32Array,
): void {
  const share = gain / (samples * samples)
  const first = 0.5 / samples - 0.5
  const step = 1 / samples
  const sum = new Float64Array(3)
  for (let y = 0, o = at; y < size; y += 1) {
    for (let x = 0; x < size; x += 1, o += 3) {
      sum.fill(0)
      for (let n = 0; n < samples * samples; n += 1) {
        const cx = x + first + (n % samples) * step
        const cy = y + first + Math.floor(n / samples) * step
        addSample(picture, a * cx + b * cy + c, d * cx + e * cy + f, sum)
      }
      out[o] = (sum[0] as number) * share
      out[o + 1] = (sum[1] as number) * share
      out[o + 2] = (sum[2] as number) * share
    }
  }
}

function addSample({ rgb, width, height }: Picture, x: number, y: number, sum: Float64Array): void {
  if (x <= -1 || y <= -1 || x >= width || y >= height) return
  const u = Math.max(0, Math.min(width - 1, x))
  const v = Math.max(0, Math.min(height - 1, y))
  const left = u | 0
  const top = v | 0
  const fx = u - left
  const fy = v - top
  const right = left + 1 < width ? 3 : 0
  const below = top + 1 < height ? width * 3 : 0
  const p = (top * width + left) * 3
  for (let channel = 0; channel < 3; channel += 1) {
    const at = p + channel
    const upper = (rgb[at] as number) * (1 - fx) + (rgb[at + right] as number) * fx
    const lower = (rgb[at + below] as number) * (1 - fx) + (rgb[at + below + right] as number) * fx
    sum[channel] = (sum[channel] as number) + upper * (1 - fy) + lower * fy
  }
}
