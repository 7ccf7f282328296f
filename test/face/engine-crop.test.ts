import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Affine, crop, mapSimilar, mapSquare, mirrorMap } from '../../src/face/crop.ts'
import { fillLetterbox, letterboxOf } from '../../src/face/letterbox.ts'
import type { Picture } from '../../src/face/picture.ts'
import { plainCrop } from './engine-plainCrop.ts'

/** Soft waves, different in each channel. */
function waves(width: number, height: number): Picture {
  const rgb = new Uint8Array(width * height * 3)
  for (let i = 0; i < rgb.length; i += 1) {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)]
    rgb[i] = 127 + 120 * Math.sin(x * 0.31 + (i % 3)) * Math.cos(y * 0.17)
  }
  return { kind: 'picture', width, height, rgb }
}

const farthest = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0)

const outside = fc.constantFrom('black' as const, 'edge' as const)
const square = fc.record({
  // The odd fractions keep whole rows of samples from lying on the very edge, where rounding decides.
  x: fc.double({ min: -20, max: 120, noNaN: true }).map((x) => x + Math.SQRT2 / 1000),
  y: fc.double({ min: -20, max: 100, noNaN: true }).map((y) => y + Math.E / 1000),
  side: fc.double({ min: 4, max: 200, noNaN: true }),
  angle: fc.double({ min: -3.2, max: 3.2, noNaN: true }),
})

test('a crop is what the sampling rule says, wherever it lies and however it is turned', () => {
  const picture = waves(97, 71)
  fc.assert(
    fc.property(square, fc.integer({ min: 2, max: 24 }), outside, (place, size, beyond) => {
      const out = new Float32Array(size * size * 3)
      const map = mapSquare(place, size)
      crop(picture, map, size, out, { outside: beyond })
      const off = Array.from(plainCrop(picture, map, size, beyond), (value, i) => Math.abs(value - (out[i] ?? 0)))
      // A sample that falls on the very edge may land on either side of it by rounding: seen or black.
      expect(off.filter((one) => one > 1e-3).length).toBeLessThanOrEqual(out.length * 0.01)
    }),
    { numRuns: 150 },
  )
})

test('gain, place and picture are kept apart from crop to crop', () => {
  const [small, large] = [waves(40, 30), waves(300, 200)]
  const map: Affine = [1, 0, 3, 0, 1, 4]
  const out = new Float32Array(2 * 8 * 8 * 3)
  crop(large, map, 8, out)
  crop(small, map, 8, out, { at: 8 * 8 * 3, gain: 0.5 })
  const both = new Float32Array([...plainCrop(large, map, 8), ...plainCrop(small, map, 8).map((value) => value / 2)])
  expect(farthest(out, both)).toBeLessThan(1e-3)
})

test.each([
  [640, 480, 0],
  [480, 640, 0.4],
  [97, 71, 0],
  [1500, 300, 0.2],
])('the letterbox of %i × %i with border %f is the crop of the same square', (width, height, border) => {
  const picture = waves(width, height)
  const box = letterboxOf(picture, 64, border)
  const boxed = new Float32Array(64 * 64 * 3)
  fillLetterbox(picture, box, { size: 64, gain: 1, offset: 0 }, boxed)
  const half = box.scale / 2 - 0.5
  const cropped = plainCrop(picture, [box.scale, 0, box.left + half, 0, box.scale, box.top + half], 64)
  expect(farthest(boxed, cropped)).toBeLessThan(0.01)
})

test('a mirrored map gives the mirrored crop', () => {
  const picture = waves(97, 71)
  const map = mapSquare({ x: 50, y: 35, side: 40, angle: 0.3 }, 16)
  const [plain, mirrored] = [new Float32Array(768), new Float32Array(768)]
  crop(picture, map, 16, plain)
  crop(picture, mirrorMap(map, 16), 16, mirrored)
  const turned = plain.map((_, i) => {
    const [x, y] = [Math.floor(i / 3) % 16, Math.floor(i / 48)]
    return plain[(y * 16 + 15 - x) * 3 + (i % 3)] ?? 0
  })
  expect(farthest(turned, mirrored)).toBeLessThan(1e-3)
})

test('a similarity brings points exactly to their places when they differ by turn, scale and shift', () => {
  const inCrop = [
    [10, 10],
    [30, 12],
    [20, 40],
  ] as const
  const map = mapSquare({ x: 50, y: 60, side: 90, angle: 0.7 }, 64)
  const inPicture = inCrop.map(
    ([x, y]) => [map[0] * x + map[1] * y + map[2], map[3] * x + map[4] * y + map[5]] as const,
  )
  const found = mapSimilar(inPicture, inCrop)
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(map[i] ?? Number.NaN, 9)
})
