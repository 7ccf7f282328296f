import { dot, mean, median } from './numbers.ts'
import { findNeutral, type Points, placeOf, upperHeight, upright } from './points.ts'
import type { LivenessPolicy } from './policy.ts'
import { isMeasured, type Reading, type Trail } from './reading.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * Whether the chin goes down as the mouth opens. Per frame: height from the wings of the nose to the chin, over the height
 * from the eyes to the wings (both upright, so place, size, roll and turn are gone). Value: median over frames with an
 * open mouth against the neutral face, minus 1: how much longer the lower face became (share).
 *
 * Parts: `chin` the same; `jaw` likewise for the corners of the jaw; `corners` how much nearer the corners of the mouth
 * came (share of their neutral distance over the upper height); `along` the correlation of mouth and chin over all frames.
 *
 * Stops paper with a hole through which a real mouth opens: its chin is print. Cannot stop elastic masks; and the mesh
 * network expects a chin below an open mouth and may draw one where none went down.
 */
export function readJaw(trail: Trail, { jaw, neutralFrames }: LivenessPolicy): Reading {
  if (!trail.frames.some(isMeasured)) return unusableOf('jaw', 'notMeasured')
  const neutral = findNeutral(trail, neutralFrames)
  if (neutral === undefined) return unusableOf('jaw', 'tooFewFrames')
  const rest = lowerOf(neutral.shape)
  const faces = trail.frames.filter(isMeasured).flatMap((frame) => {
    const shape = upright(frame.face.live.points)
    return shape === undefined ? [] : [{ mouth: frame.face.mouth, ...lowerOf(shape) }]
  })
  const open = faces.filter((face) => face.mouth - neutral.mouth >= jaw.openAtLeast)
  if (open.length < jaw.framesAtLeast) return unusableOf('jaw', 'noMouth')

  const grown = (part: keyof Lower): number => median(open.map((face) => face[part])) / rest[part] - 1
  return measuredOf('jaw', grown('chin'), {
    chin: grown('chin'),
    jaw: grown('jaw'),
    corners: -grown('corners'),
    along: correlation(
      faces.map((face) => face.mouth),
      faces.map((face) => face.chin),
    ),
    frames: open.length,
  })
}

interface Lower {
  readonly chin: number
  readonly jaw: number
  readonly corners: number
}

function lowerOf(face: Points): Lower {
  const upper = upperHeight(face)
  const below = (y: number): number => (y - upper) / upper
  const [right, left] = [placeOf(face, 61), placeOf(face, 291)]
  return {
    chin: below((placeOf(face, 152).y + placeOf(face, 199).y) / 2),
    jaw: below((placeOf(face, 172).y + placeOf(face, 397).y) / 2),
    corners: Math.hypot(left.x - right.x, left.y - right.y) / upper,
  }
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)]
  const [da, db] = [a.map((value) => value - ma), b.map((value) => value - mb)]
  const size = Math.sqrt(dot(da, da) * dot(db, db))
  return size > 0 ? dot(da, db) / size : 0
}
