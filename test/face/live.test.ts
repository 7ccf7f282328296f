import { beforeAll, expect, test } from 'vitest'
import { LiveSignals, type Zone, zones } from '../../src/contract/signals.ts'
import { findLive } from '../../src/face/live/live.ts'
import { type Eyes, lookAt } from '../../src/face/look.ts'
import {
  bitsApart,
  compressed,
  cosine,
  cutOut,
  dimmed,
  enlarged,
  type Face,
  facesOf,
  mirrored,
  mirroredPlaces,
  openSharedEyes,
  shifted,
  shrunk,
} from './live-faces.ts'

let eyes: Eyes
let faces: readonly Face[]
beforeAll(async () => {
  eyes = await openSharedEyes()
  faces = await facesOf(eyes)
}, 60_000)

const live = ({ picture, mesh }: Face): LiveSignals => {
  const found = findLive(picture, mesh)
  if (found === undefined) throw new Error('nothing of liveness was measured')
  return LiveSignals.parse(found)
}
const expectLight = (
  seen: LiveSignals,
  like: LiveSignals,
  gain: number,
  within: number,
  of: readonly Zone[] = zones,
) => {
  for (const zone of of)
    for (const [channel, light] of seen.light[zone].entries())
      expect(Math.abs(light - gain * like.light[zone][channel]!), `${zone} ${channel}`).toBeLessThan(within)
}

test('a look at a frame carries what liveness looks at, the same each time', async () => {
  for (const { picture } of faces) {
    const first = await lookAt(eyes, { kind: 'searching' }, picture, 'geometry')
    const again = await lookAt(eyes, { kind: 'searching' }, picture, 'geometry')
    if (first.seen.kind !== 'seen') throw new Error(first.seen.why)
    expect(LiveSignals.parse(first.seen.signals.face?.live).body).not.toBeNull()
    expect(again.seen).toEqual(first.seen)
  }
})

test('a picture one and a half times as large says the same', async () => {
  for (const face of faces) {
    const [one, larger] = [live(face), live(await enlarged(face, 1.5))]
    expectLight(larger, one, 1, 0.02)
    expect(bitsApart(larger.hash, one.hash)).toBeLessThanOrEqual(4)
    expect(cosine(larger.body!, one.body!)).toBeGreaterThan(0.99)
    expect(Math.abs(larger.edge - one.edge)).toBeLessThan(0.15)
    for (const [i, place] of larger.points.entries()) expect(place).toBeCloseTo(one.points[i]!, 2)
  }
})

test('four fifths of the light are four fifths in every zone and leave hash, clothes and edge as they were', () => {
  for (const face of faces) {
    const [one, darker] = [live(face), live(dimmed(face, 0.8))]
    expectLight(darker, one, 0.8, 0.004)
    expect(bitsApart(darker.hash, one.hash)).toBeLessThanOrEqual(2)
    expect(cosine(darker.body!, one.body!)).toBeGreaterThan(0.99)
    expect(Math.abs(darker.edge - one.edge)).toBeLessThan(0.1)
  }
})

test('in a mirror left and right zones and points change places', async () => {
  for (const face of faces) {
    const [one, turned] = [live(face), live(await mirrored(face))]
    const swap = (zone: Zone) => zone.replace(/^left|^right/, (side) => (side === 'left' ? 'right' : 'left')) as Zone
    const light = Object.fromEntries(zones.map((zone) => [zone, one.light[swap(zone)]])) as LiveSignals['light']
    expectLight(turned, { ...one, light }, 1, 0.01)
    for (const [i, other] of mirroredPlaces.entries()) {
      expect(turned.points[2 * i]).toBeCloseTo(
        (face.picture.width - 1) / face.picture.width - one.points[2 * other]!,
        5,
      )
      expect(turned.points[2 * i + 1]).toBeCloseTo(one.points[2 * other + 1]!, 5)
    }
    expect(cosine(turned.body!, one.body!)).toBeGreaterThan(0.98)
  }
})

test('a lamp from the left lights the left flank of the nose, the left cheek and not the others', () => {
  const face = faces[0]!
  const middle = face.mesh.points[3]!
  const lit = face.picture.rgb.map((byte, i) =>
    Math.floor(i / 3) % face.picture.width > middle ? Math.min(255, byte + 40) : byte,
  )
  const [one, seen] = [live(face), live({ ...face, picture: { ...face.picture, rgb: lit } })]
  for (const zone of ['leftCheek', 'leftNose'] as const)
    expect(seen.light[zone][1], zone).toBeGreaterThan(one.light[zone][1] + 0.03)
  for (const zone of ['rightCheek', 'rightNose'] as const) expect(seen.light[zone][1], zone).toBe(one.light[zone][1])
})

test.each([80, 50])('the same frame as JPEG of quality %i differs in four bits at most', async (quality) => {
  for (const face of faces)
    expect(bitsApart(live(face).hash, live(await compressed(face, quality)).hash)).toBeLessThanOrEqual(4)
})

test('two people differ in far more bits, and their clothes differ', () => {
  const [one, other] = faces.map(live) as [LiveSignals, LiveSignals]
  expect(bitsApart(one.hash, other.hash)).toBeGreaterThan(16)
  expect(cosine(one.body!, other.body!)).toBeLessThan(0.98)
})

test('every band of the clothes is shares of its pixels', () => {
  for (const face of faces) {
    const body = live(face).body!
    for (const band of [0, 8, 16])
      expect(body.slice(band, band + 8).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
  }
})

test('the border of a held print is a straight edge, the rim of a round mask is not', () => {
  for (const face of faces) {
    expect(live(cutOut(face, 'square')).edge).toBe(1)
    expect(live(cutOut(face, 'round')).edge).toBeLessThan(0.2)
  }
})

test.each([
  ['half out at the left', -330, 0],
  ['half out below', 0, 300],
  ['wholly out', 2000, 2000],
])('a face %s is left out', (_, dx, dy) => {
  const face = faces[0]!
  expect(findLive(face.picture, shifted(face, dx, dy).mesh)).toBeUndefined()
})

test('a face at the bottom of the picture has no body', () => {
  const face = faces[0]!
  const chin = face.mesh.points[152 * 3 + 1]!
  expect(live(shifted(face, 0, face.picture.height - 2 - chin)).body).toBeNull()
})

test.each([0.2, 0.02, 0.001])('a face %f times as large has zones of a pixel and still only numbers', (to) => {
  expect(live(shrunk(faces[0]!, to)).points.every(Number.isFinite)).toBe(true)
})

test.each([0, 255])('a picture of nothing but %i has only numbers, no bits by chance and no edge', (byte) => {
  const face = faces[0]!
  const blank = live({ ...face, picture: { ...face.picture, rgb: face.picture.rgb.map(() => byte) } })
  expect(blank.edge).toBe(0)
  expect(blank.hash).toBe('0'.repeat(16))
  expect(blank.body?.every(Number.isFinite)).toBe(true)
})

test('rubbish in the mesh is left out', () => {
  const { picture } = faces[0]!
  expect(findLive(picture, { points: new Float32Array(468 * 3).fill(Number.NaN), confidence: 1 })).toBeUndefined()
})
