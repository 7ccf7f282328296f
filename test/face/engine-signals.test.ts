import { expect, test } from 'vitest'
import { FrameSignals } from '../../src/contract/signals.ts'
import type { Mesh } from '../../src/face/mesh.ts'
import type { Picture } from '../../src/face/picture.ts'
import { areNumbers, signalsOf } from '../../src/face/signals.ts'

const picture: Picture = { kind: 'picture', width: 64, height: 48, rgb: new Uint8Array(64 * 48 * 3).fill(100) }
const irisEyes = { left: 0.3, right: 0.3 }

type Places = Readonly<Record<number, readonly [number, number]>>

/** A mesh with all points in the middle but for those given by number. */
function meshWith(points: Places): Mesh {
  const all = new Float32Array(468 * 3)
  for (let i = 0; i < 468; i += 1) all.set([...(points[i] ?? [32, 24]), 0], i * 3)
  return { points: all, confidence: 1 }
}
/** Cheeks, eye corners, forehead, nose, chin and lips of an upright face looking straight ahead. */
const face: Places = {
  ...{ 234: [12, 24], 454: [52, 24], 1: [32, 26], 152: [32, 46], 10: [32, 2] },
  ...{ 33: [18, 18], 133: [28, 18], 362: [36, 18], 263: [46, 18] },
  ...{ 160: [21, 16], 144: [21, 20], 158: [25, 16], 153: [25, 20] },
  ...{ 385: [39, 17], 380: [39, 19], 387: [43, 17], 373: [43, 19] },
  ...{ 13: [32, 34], 14: [32, 37], 78: [27, 35], 308: [37, 35] },
}

test('signals of a plain face are what its points say', () => {
  const seen = signalsOf(picture, meshWith(face), irisEyes)
  expect(seen.turn).toBeCloseTo(0.5)
  expect(seen.roll).toBeCloseTo(0)
  expect(seen.pitch).toBeCloseTo(8 / 28 - 0.5)
  expect(seen.eyes.right).toBeCloseTo(0.4)
  expect(seen.eyes.left).toBeCloseTo(0.2)
  expect(seen.mouth).toBeCloseTo(0.3)
  expect(seen.scale).toBeCloseTo(28 / 64)
  expect(seen.luma).toBeCloseTo(100)
  expect(seen.sharpness).toBeCloseTo(0)
  expect(seen.box).toEqual({ x: 12 / 64, y: 2 / 48, width: 40 / 64, height: 44 / 48 })
  expect(FrameSignals.parse({ faces: 1, face: { ...seen, secondFace: 0 } }).faces).toBe(1)
})

test.each([
  ['own left, which is right in the picture', [40, 26], 0.3],
  ['own right', [24, 26], 0.7],
] as const)('a nose towards the %s is a turn of %j', (_, nose, turn) => {
  expect(signalsOf(picture, meshWith({ ...face, 1: nose }), irisEyes).turn).toBeCloseTo(turn)
})

test('a mesh folded onto one point has signals that are not numbers', () => {
  expect(areNumbers(signalsOf(picture, meshWith(face), irisEyes))).toBe(true)
  expect(areNumbers(signalsOf(picture, meshWith({}), irisEyes))).toBe(false)
})
