import { samplesFor } from './crop.ts'
import type { Picture } from './picture.ts'

/** Where the picture lies in a letterboxed square: one square pixel covers `scale` picture pixels. */
export interface Letterbox {
  readonly scale: number
  readonly left: number
  readonly top: number
}

/** Fits the whole picture into a square; `pad` adds that share of the longer side as a border on each side. */
export function letterboxOf({ width, height }: Picture, size: number, pad: number): Letterbox {
  const side = Math.max(width, height) * (1 + 2 * pad)
  return { scale: side / size, left: (width - side) / 2, top: (height - side) / 2 }
}

/**
 * Shrinks the picture into the letterbox, RGB × `gain` + `offset`, as `crop` would, but first along rows, then along
 * columns: without a turn both give the same numbers, and this way takes a third of the time.
 */
export function fillLetterbox(
  picture: Picture,
  { scale, left, top }: Letterbox,
  { size, gain, offset }: { size: number; gain: number; offset: number },
  out: Float32Array,
): void {
  const rows = shrinkRows(picture, tapsOf(picture.width, left, scale, size), size)
  const down = tapsOf(picture.height, top, scale, size)
  const line = size * 3
  for (let y = 0; y < size; y += 1) {
    const target = out.subarray(y * line, (y + 1) * line).fill(offset)
    for (let tap = 0; tap < down.count; tap += 1) {
      const weight = (down.weights[y * down.count + tap] as number) * gain
      if (weight === 0) continue
      const from = ((down.starts[y] as number) + tap) * line
      for (let i = 0; i < line; i += 1) target[i] = (target[i] as number) + weight * (rows[from + i] as number)
    }
  }
}

function shrinkRows({ rgb, width, height }: Picture, across: Taps, size: number): Float32Array {
  const rows = new Float32Array(height * size * 3)
  const { count, starts, weights } = across
  for (let y = 0, o = 0; y < height; y += 1) {
    const row = y * width * 3
    for (let x = 0; x < size; x += 1, o += 3) {
      let red = 0
      let green = 0
      let blue = 0
      let p = row + (starts[x] as number) * 3
      for (let w = x * count, end = w + count; w < end; w += 1, p += 3) {
        const weight = weights[w] as number
        red += weight * (rgb[p] as number)
        green += weight * (rgb[p + 1] as number)
        blue += weight * (rgb[p + 2] as number)
      }
      rows[o] = red
      rows[o + 1] = green
      rows[o + 2] = blue
    }
  }
  return rows
}

/** For each place along one side: where to start reading and how much each of `count` picture pixels weighs. */
interface Taps {
  readonly count: number
  readonly starts: Int32Array
  readonly weights: Float64Array
}

function tapsOf(length: number, origin: number, scale: number, size: number): Taps {
  const samples = samplesFor(scale)
  const count = Math.min(length, Math.ceil(scale) + 2)
  const starts = new Int32Array(size)
  const weights = new Float64Array(size * count)
  for (let place = 0; place < size; place += 1) {
    const at = (sample: number) => origin + scale * (place + (sample + 0.5) / samples) - 0.5
    const start = Math.max(0, Math.min(length - count, Math.floor(at(0))))
    starts[place] = start
    for (let sample = 0; sample < samples; sample += 1) addTaps(at(sample))

    function addTaps(wished: number) {
      if (wished <= -1 || wished >= length) return
      const seen = Math.max(0, Math.min(length - 1, wished))
      const low = Math.floor(seen)
      const high = Math.min(low + 1, length - 1)
      const base = place * count - start
      weights[base + low] = (weights[base + low] as number) + (1 - (seen - low)) / samples
      weights[base + high] = (weights[base + high] as number) + (seen - low) / samples
    }
  }
  return { count, starts, weights }
}
