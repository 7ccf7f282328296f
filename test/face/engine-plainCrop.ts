import { type Affine, type Point, samplesFor } from '../../src/face/crop.ts'
import type { Picture } from '../../src/face/picture.ts'

type Outside = 'black' | 'edge'

/** One bilinear sample as the rule says it: clamped within a pixel of the edge, black beyond or clamped too. */
function sampleAt({ rgb, width, height }: Picture, [x, y]: Point, channel: number, outside: Outside): number {
  if (outside === 'black' && (x <= -1 || y <= -1 || x >= width || y >= height)) return 0
  const u = Math.max(0, Math.min(width - 1, x))
  const v = Math.max(0, Math.min(height - 1, y))
  const at = (column: number, row: number) =>
    rgb[(Math.min(height - 1, row) * width + Math.min(width - 1, column)) * 3 + channel] ?? 0
  const [left, top] = [Math.floor(u), Math.floor(v)]
  const upper = at(left, top) * (1 - u + left) + at(left + 1, top) * (u - left)
  const lower = at(left, top + 1) * (1 - u + left) + at(left + 1, top + 1) * (u - left)
  return upper * (1 - v + top) + lower * (v - top)
}

/** `crop` in plain steps, one pixel, sample and channel at a time: what the kernel is held against. */
export function plainCrop(
  picture: Picture,
  [a, b, c, d, e, f]: Affine,
  size: number,
  outside: Outside = 'black',
): Float32Array {
  const n = samplesFor(Math.sqrt(Math.abs(a * e - b * d)))
  const out = new Float32Array(size * size * 3)
  for (let i = 0; i < out.length; i += 1) {
    const [x, y] = [Math.floor(i / 3) % size, Math.floor(i / 3 / size)]
    let sum = 0
    for (let s = 0; s < n * n; s += 1) {
      const [u, v] = [x + ((s % n) + 0.5) / n - 0.5, y + (Math.floor(s / n) + 0.5) / n - 0.5]
      sum += sampleAt(picture, [a * u + b * v + c, d * u + e * v + f], i % 3, outside)
    }
    out[i] = sum / (n * n)
  }
  return out
}
