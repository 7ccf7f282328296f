import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { flowPoints, LiveSignals } from '../../src/contract/signals.ts'
import type { Point } from '../../src/face/crop.ts'
import { type Flow, flowSignalOf, followFlow } from '../../src/face/live/flow.ts'
import { findPatch, seek } from '../../src/face/live/patch.ts'
import { type Eyes, lookAt } from '../../src/face/look.ts'
import { type Mesh, pointOf } from '../../src/face/mesh.ts'
import { normal, seeded } from '../../src/presence/simulate/random.ts'
import { dimmed, enlarged, type Face, facesOf, mirrored, openSharedEyes } from './live-faces.ts'

let eyes: Eyes
let faces: readonly Face[]
beforeAll(async () => {
  eyes = await openSharedEyes()
  faces = await facesOf(eyes)
}, 60_000)

const start = ({ picture, mesh }: Face): Flow => followFlow(undefined, picture, mesh)
const next = (flow: Flow, { picture, mesh }: Face): Flow => followFlow(flow, picture, mesh)
/** Places in pixels, null where lost. */
const placesOf = (flow: Flow, { picture }: Face): (Point | null)[] => {
  const { points } = flowSignalOf(flow, picture)
  return flowPoints.map((_, n) => {
    const [x, y] = [points[2 * n] ?? null, points[2 * n + 1] ?? null]
    return x === null || y === null ? null : [x * picture.width, y * picture.width]
  })
}
const eyeDistance = ({ mesh }: Face): number => {
  const [[ax, ay], [bx, by]] = [pointOf(mesh, 33), pointOf(mesh, 263)]
  return 0.69 * Math.hypot(ax - bx, ay - by)
}

/** Medians and shares of how far the points are from where they should be, in eye distances. */
function errorsOf(seen: readonly (Point | null)[], expected: readonly (Point | null)[], unit: number) {
  const both = seen.flatMap((at, n) => {
    const truth = expected[n]
    return at === null || truth == null ? [] : [Math.hypot(at[0] - truth[0], at[1] - truth[1]) / unit]
  })
  const sorted = both.toSorted((a, b) => a - b)
  return { count: both.length, median: sorted[both.length >> 1] ?? 1, most: sorted[Math.floor(0.9 * both.length)] ?? 1 }
}

/** The picture on a sheet that turns by so many radians about the vertical through the face, and where places go. */
function turned({ picture, mesh }: Face, yaw: number): Face & { readonly to: (place: Point) => Point } {
  const [cx, cy] = pointOf(mesh, 6)
  const away = 9 * eyeDistance({ picture, mesh })
  const to = ([x, y]: Point): Point => {
    const nearer = away / (away - (x - cx) * Math.sin(yaw))
    return [cx + (x - cx) * Math.cos(yaw) * nearer, cy + (y - cy) * nearer]
  }
  const rgb = new Uint8Array(picture.rgb.length)
  for (let y = 0; y < picture.height; y += 1)
    for (let x = 0; x < picture.width; x += 1) {
      const across = (x - cx) / (Math.cos(yaw) + ((x - cx) / away) * Math.sin(yaw))
      const down = (y - cy) * (1 - (across * Math.sin(yaw)) / away)
      paint(picture, cx + across, cy + down, rgb, (y * picture.width + x) * 3)
    }
  return { picture: { ...picture, rgb }, mesh: moved(mesh, to), to }
}

function paint({ rgb, width, height }: Face['picture'], x: number, y: number, out: Uint8Array, at: number): void {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return
  const p = (top * width + left) * 3
  for (let c = 0; c < 3; c += 1) {
    const above = (rgb[p + c] ?? 0) * (1 - x + left) + (rgb[p + 3 + c] ?? 0) * (x - left)
    const below = (rgb[p + 3 * width + c] ?? 0) * (1 - x + left) + (rgb[p + 3 * width + 3 + c] ?? 0) * (x - left)
    out[at + c] = Math.round(above * (1 - y + top) + below * (y - top))
  }
}

function moved({ points, confidence }: Mesh, to: (place: Point) => Point, noise = () => 0): Mesh {
  const all = points.slice()
  for (let i = 0; i < all.length; i += 3) {
    const [x, y] = to([points[i] ?? 0, points[i + 1] ?? 0])
    all.set([x + noise(), y + noise()], i)
  }
  return { points: all, confidence }
}

test('most points of a face tell a place, and a look carries them', async () => {
  for (const face of faces) {
    const seen = (await lookAt(eyes, { kind: 'searching' }, face.picture, 'geometry')).seen
    if (seen.kind !== 'seen') throw new Error(seen.why)
    const { flow } = LiveSignals.parse(seen.signals.face?.live)
    expect(flow?.anchor).toBe(0)
    expect(flow?.points.filter((at) => at !== null).length).toBeGreaterThan(2 * 30)
  }
})

test('on a picture that turns to 30 degrees and back the points stay on their spots, whatever the mesh says', () => {
  for (const face of faces) {
    const random = seeded(5)
    const begun = start(face)
    const laid = placesOf(begun, face)
    let flow = begun
    for (const degrees of [4, 9, 15, 21, 26, 30, 24, 16, 8, 0]) {
      const seen = turned(face, (degrees * Math.PI) / 180)
      flow = next(flow, {
        ...seen,
        mesh: moved(
          seen.mesh,
          (place) => place,
          () => normal(random, 0, 0.6),
        ),
      })
      expect(flow.anchor).toBe(0)
      const errors = errorsOf(
        placesOf(flow, seen),
        laid.map((at) => at && seen.to(at)),
        eyeDistance(face),
      )
      expect(errors.count, `${degrees}°`).toBeGreaterThan(24)
      expect(errors.median, `${degrees}°`).toBeLessThan(0.012)
      expect(errors.most, `${degrees}°`).toBeLessThan(0.04)
    }
  }
})

test('a head that is turned by 20 degrees between two frames is followed', () => {
  for (const face of faces) {
    const seen = turned(face, 0.35)
    const laid = placesOf(start(face), face)
    const errors = errorsOf(
      placesOf(next(start(face), seen), seen),
      laid.map((at) => at && seen.to(at)),
      eyeDistance(face),
    )
    expect(errors.count).toBeGreaterThan(20)
    expect(errors.median).toBeLessThan(0.02)
  }
})

test('a minute of a still picture moves nothing, however the mesh trembles', () => {
  for (const face of faces) {
    const random = seeded(9)
    const begun = start(face)
    let flow = begun
    for (let n = 0; n < 100; n += 1)
      flow = next(flow, {
        ...face,
        mesh: moved(
          face.mesh,
          (place) => place,
          () => normal(random, 0, 0.8),
        ),
      })
    const errors = errorsOf(placesOf(flow, face), placesOf(begun, face), eyeDistance(face))
    expect(errors.count).toBeGreaterThan(30)
    expect(errors.most).toBeLessThan(0.006)
  }
})

test.each([0.5, 1.2])('%f times the light moves nothing', (gain) => {
  for (const face of faces) {
    const seen = dimmed(face, gain)
    const errors = errorsOf(placesOf(next(start(face), seen), seen), placesOf(start(face), face), eyeDistance(face))
    expect(errors.count).toBeGreaterThan(25)
    expect(errors.median).toBeLessThan(0.006)
  }
})

test('a larger picture gives the same points', async () => {
  for (const face of faces) {
    const larger = await enlarged(face, 1.5)
    const errors = errorsOf(
      placesOf(next(start(face), larger), larger),
      placesOf(start(face), face).map((at) => at && [1.5 * (at[0] + 0.5) - 0.5, 1.5 * (at[1] + 0.5) - 0.5]),
      eyeDistance(larger),
    )
    expect(errors.count).toBeGreaterThan(30)
    expect(errors.median).toBeLessThan(0.012)
  }
})

test('in a mirror the same turn is followed the other way', async () => {
  const face = faces[0]!
  const other = await mirrored(face)
  const errors = [face, other].map((one, i) => {
    const seen = turned(one, i === 0 ? 0.3 : -0.3)
    return errorsOf(
      placesOf(next(start(one), seen), seen),
      placesOf(start(one), one).map((at) => at && seen.to(at)),
      eyeDistance(one),
    )
  })
  expect(Math.abs(errors[0]!.count - errors[1]!.count)).toBeLessThanOrEqual(4)
  for (const { median } of errors) expect(median).toBeLessThan(0.015)
})

test('points behind a hand are lost, and found again when it goes', () => {
  const face = faces[0]!
  const [cx] = pointOf(face.mesh, 6)
  const rgb = face.picture.rgb.map((byte, i) => (Math.floor(i / 3) % face.picture.width > cx + 10 ? 90 : byte))
  const covered = { ...face, picture: { ...face.picture, rgb } }
  const begun = start(face)
  const hidden = next(begun, covered)
  const count = (flow: Flow) => placesOf(flow, face).filter((at) => at !== null).length
  expect(hidden.anchor).toBe(0)
  expect(count(hidden)).toBeLessThan(0.7 * count(begun))
  const again = next(hidden, face)
  expect(count(again)).toBeGreaterThan(0.95 * count(begun))
  expect(errorsOf(placesOf(again, face), placesOf(begun, face), eyeDistance(face)).most).toBeLessThan(0.01)
})

test('another face has points of its own, and so has the same one after it was away', async () => {
  const [one, other] = faces as [Face, Face]
  const gone = { ...one.picture, rgb: one.picture.rgb.map(() => 60) }
  expect(next(start(one), other).anchor).toBe(1)

  const first = await lookAt(eyes, { kind: 'searching' }, one.picture, 'geometry')
  const away = await lookAt(eyes, first.track, gone, 'geometry')
  const back = await lookAt(eyes, away.track, one.picture, 'geometry')
  expect(away.seen).toEqual({ kind: 'seen', signals: { faces: 0 } })
  const flow = back.seen.kind === 'seen' ? back.seen.signals.face?.live?.flow : undefined
  expect(flow?.anchor).toBe(1)
})

test('a picture of one colour has no points', () => {
  const face = faces[0]!
  const blank = { ...face, picture: { ...face.picture, rgb: face.picture.rgb.map(() => 128) } }
  expect(placesOf(start(blank), blank).every((at) => at === null)).toBe(true)
})

test('a patch is found where it went, under any gain and offset', () => {
  const hills = (x: number, y: number) => 100 + 30 * Math.sin(x / 3) * Math.cos(y / 4) + 20 * Math.sin((x + 2 * y) / 5)
  const grey = (dx: number, dy: number, gain = 1, offset = 0) => ({
    size: 64,
    values: Float32Array.from(
      { length: 64 * 64 },
      (_, i) => gain * hills((i % 64) - dx, Math.floor(i / 64) - dy) + offset,
    ),
  })
  const shift = fc.double({ min: -1.5, max: 1.5, noNaN: true })
  const gain = fc.double({ min: 0.3, max: 2, noNaN: true })
  fc.assert(
    fc.property(shift, shift, gain, fc.double({ min: -50, max: 50, noNaN: true }), (dx, dy, by, offset) => {
      const patch = findPatch(grey(0, 0), [30, 31], 6)
      const found = patch && seek(patch, grey(dx, dy, by, offset), [30, 31], 4)
      expect(found?.place[0]).toBeCloseTo(30 + dx, 0.7)
      expect(found?.place[1]).toBeCloseTo(31 + dy, 0.7)
      expect(found?.alike).toBeGreaterThan(0.97)
    }),
    { numRuns: 40, seed: 3 },
  )
})
