import { beforeAll, expect, test } from 'vitest'
import type { Detection } from '../../src/face/detect.ts'
import { openEyes } from '../../src/face/eyes.ts'
import { readIrises } from '../../src/face/iris.ts'
import type { Eyes } from '../../src/face/look.ts'
import { describe as describeFace, lookAt } from '../../src/face/look.ts'
import { keepModels } from '../../src/face/models.ts'
import type { Picture } from '../../src/face/picture.ts'
import { signalsOf } from '../../src/face/signals.ts'
import { settle } from '../../src/face/track.ts'
import { floatsOf, type Golden, golden, pictureOf, samplePhoto, samples, sharedModels } from './engine-fixtures.ts'

let eyes: Eyes
beforeAll(async () => {
  eyes = await openEyes({ models: keepModels(sharedModels), plugIns: [] })
}, 60_000)

test('all 22 faces of the sample photos are found', async () => {
  const found = []
  for (const sample of samples) found.push(await eyes.detect(await pictureOf(samplePhoto(sample)), 0))
  expect(found.map((faces) => faces.length)).toEqual([3, 3, 3, 4, 5, 4])
  expect(found.flat()).toHaveLength(22)
})

test.each(samples)('the faces of sample %i have the golden signals', async (sample) => {
  const picture = await pictureOf(samplePhoto(sample))
  const wanted = golden.filter((one) => one.sample === sample)
  const found = await eyes.detect(picture, 0)
  expect(found).toHaveLength(wanted.length)
  for (const [i, face] of found.entries()) {
    const mesh = await settle(eyes.mesh, picture, face)
    const seen = signalsOf(picture, mesh, await readIrises(eyes.iris, picture, mesh))
    const { score, width, confidence, turn, eyes: lids, irisEyes, mouth } = wanted[i] as Golden
    expect(face.score).toBeCloseTo(score, 4)
    expect(face.width).toBeCloseTo(width, 2)
    expect(mesh.confidence).toBeCloseTo(confidence, 3)
    expect(seen.turn).toBeCloseTo(turn, 3)
    expect(seen.mouth).toBeCloseTo(mouth, 3)
    for (const side of ['left', 'right'] as const) {
      expect(seen.eyes[side]).toBeCloseTo(lids[side], 3)
      expect(seen.irisEyes[side]).toBeCloseTo(irisEyes[side], 3)
    }
  }
})

test.each(samples)('one face of sample %i has the golden vectors, to 1e-5', async (sample) => {
  const picture = await pictureOf(samplePhoto(sample))
  const wanted = golden.filter((one) => one.sample === sample)
  const at = wanted.findIndex((one) => one.fa !== undefined)
  const face = (await eyes.detect(picture, 0))[at]
  if (face === undefined) throw new Error('no such face')
  const { vectors } = await describeFace(eyes, picture, await settle(eyes.mesh, picture, face))
  const { fa, fr, mf } = wanted[at] as Golden
  expect(farthest(vectors.fa, floatsOf(fa ?? ''))).toBeLessThan(1e-5)
  expect(farthest(vectors.mf, floatsOf(mf ?? ''))).toBeLessThan(1e-5)
  // The root stretches differences near zero, so `fr` is compared as faceres gave it: squared.
  expect(farthest(squared(vectors.fr), squared(floatsOf(fr ?? '')))).toBeLessThan(1e-5)
  expect(cosine(vectors.fr, floatsOf(fr ?? ''))).toBeGreaterThan(1 - 1e-6)
})

test('vectors have unit length and their known sizes', async () => {
  const { seen } = await lookAt(eyes, { kind: 'searching' }, await pictureOf(samplePhoto(6)), 'description')
  if (seen.kind !== 'seen' || seen.description === undefined) throw new Error('no face')
  const { fa, fr, mf } = seen.description.vectors
  expect([fa?.length, fr?.length, mf?.length]).toEqual([128, 1024, 192])
  expect(cosine(fa, fa)).toBeCloseTo(1, 5)
  expect(cosine(fr, fr)).toBeCloseTo(1, 5)
  expect(cosine(mf, mf)).toBeCloseTo(1, 5)
})

test.each(samples)('seen in a mirror, the faces of sample %i turn and roll to the other side', async (sample) => {
  const picture = await pictureOf(samplePhoto(sample))
  const mirrored = mirror(picture)
  let clearlyTurned = 0
  for (const face of await eyes.detect(picture, 0)) {
    const sameFace = { ...face, x: picture.width - face.x - face.width, angle: -face.angle }
    const plain = await seenAt(picture, face)
    const turned = await seenAt(mirrored, sameFace)
    if (plain.confidence < 0.8 || Math.abs(plain.turn - 0.5) < 0.1) continue
    clearlyTurned += 1
    expect(Math.sign(turned.turn - 0.5)).toBe(-Math.sign(plain.turn - 0.5))
    expect(Math.abs(turned.roll + plain.roll)).toBeLessThan(0.1)
    expect(Math.abs(turned.irisEyes.left - plain.irisEyes.right)).toBeLessThan(0.12)
  }
  expect(clearlyTurned).toBeGreaterThan(0)
})

async function seenAt(picture: Picture, face: Detection) {
  const mesh = await settle(eyes.mesh, picture, face)
  return signalsOf(picture, mesh, await readIrises(eyes.iris, picture, mesh))
}

function mirror(picture: Picture): Picture {
  const { rgb, width, height } = picture
  const out = new Uint8Array(rgb.length)
  for (let p = 0; p < width * height; p += 1) {
    const x = p % width
    out.set(rgb.subarray(p * 3, p * 3 + 3), (p - x + width - 1 - x) * 3)
  }
  return { ...picture, rgb: out }
}

function farthest(a: Float32Array | undefined, b: Float32Array): number {
  expect(a?.length).toBe(b.length)
  return b.reduce((most, value, i) => Math.max(most, Math.abs(value - (a?.[i] ?? Number.NaN))), 0)
}
const squared = (v: Float32Array | undefined) => (v ?? new Float32Array()).map((x) => Math.sign(x) * x * x)
function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return Array.from(a ?? []).reduce((sum, value, i) => sum + value * (b?.[i] ?? Number.NaN), 0)
}
