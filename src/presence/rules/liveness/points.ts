import { trackedPoints } from '../../../contract/signals.ts'
import { median } from './numbers.ts'
import { isMeasured, type MeasuredFrame, type Trail } from './reading.ts'

export type Landmark = (typeof trackedPoints)[number]
export interface Place {
  readonly x: number
  readonly y: number
}
/** Points of one face, x and y in turn, in the order of `trackedPoints`. */
export type Points = readonly number[]

const order = new Map<number, number>(trackedPoints.map((landmark, i) => [landmark, i]))

export function placeOf(points: Points, landmark: Landmark): Place {
  const i = order.get(landmark) ?? -1
  return { x: points[2 * i] ?? Number.NaN, y: points[2 * i + 1] ?? Number.NaN }
}

/**
 * The face set upright: origin between the eyes, x along the line of the eyes, unit their distance. So place, size and
 * roll are gone. Nothing where the eyes lie on one spot or a number is not finite.
 */
export function upright(points: Points): Points | undefined {
  const set = uprightBy(points)
  if (set === undefined || !points.every(Number.isFinite)) return undefined
  return points.flatMap((x, i) => (i % 2 === 0 ? set(x, points[i + 1] ?? 0) : []))
}

/** The map that sets a face upright, for any place of its picture. */
export function uprightBy(points: Points): ((x: number, y: number) => readonly [x: number, y: number]) | undefined {
  const right = between(placeOf(points, 33), placeOf(points, 133))
  const left = between(placeOf(points, 362), placeOf(points, 263))
  const origin = between(right, left)
  const [dx, dy] = [left.x - right.x, left.y - right.y]
  const squared = dx * dx + dy * dy
  if (!(squared > 1e-10)) return undefined
  return (x, y) => {
    const [ox, oy] = [x - origin.x, y - origin.y]
    return [(ox * dx + oy * dy) / squared, (oy * dx - ox * dy) / squared]
  }
}

/** Where the tip of the nose lies between the sides of the face, 0 to 1: the picture's left to its right. */
export function turnOf(points: Points): number {
  const [nose, from, to] = [placeOf(points, 1), placeOf(points, 234), placeOf(points, 454)]
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  return ((nose.x - from.x) * dx + (nose.y - from.y) * dy) / (dx * dx + dy * dy)
}

/** The person's own neutral face: medians over the frames before the first movement. */
export interface Neutral {
  readonly shape: Points
  readonly turn: number
  readonly mouth: number
  readonly frames: number
}

/** The neutral face of a trail, from the frames up to the first onset, at least `atLeast` of them; else nothing. */
export function findNeutral(trail: Trail, atLeast: number): Neutral | undefined {
  const until = Math.max(trail.promptedAt, trail.reads[0]?.onsetAt ?? trail.promptedAt)
  const before = trail.frames.filter((frame): frame is MeasuredFrame => frame.at < until && isMeasured(frame))
  const still = before.slice(-enough).flatMap((frame) => {
    const shape = upright(frame.face.live.points)
    return shape === undefined || !Number.isFinite(frame.face.mouth) ? [] : [{ shape, mouth: frame.face.mouth }]
  })
  if (still.length < atLeast) return undefined
  const shape = trackedPoints.flatMap((_, i) => [
    median(still.map((one) => one.shape[2 * i] ?? 0)),
    median(still.map((one) => one.shape[2 * i + 1] ?? 0)),
  ])
  return { shape, turn: turnOf(shape), mouth: median(still.map((one) => one.mouth)), frames: still.length }
}

const enough = 12

const between = (a: Place, b: Place): Place => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
