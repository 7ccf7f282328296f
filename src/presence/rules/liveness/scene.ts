import { quantile } from '../actions.ts'
import { median } from './numbers.ts'
import type { LivenessPolicy } from './policy.ts'
import { isMeasured, type Reading, type Trail } from './reading.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * Whether the rest of the picture belongs to one living person. Value: 1 less the worst of
 * - `edge`: how strong the straightest edge around the face was in at least three quarters of the frames (paper, a phone's
 *   frame), at most `edgeWeight`, for doors are straight too,
 * - `others`: share of frames with a second face, wherever it is (a real face above or behind a picture),
 * - `changed`: how much the colours below the chin changed from the first third to the last (total variation per band; a
 *   body stays, a picture put down does not), full from `bodyDrift` twice over.
 *
 * Parts: the three and `bodiless`, the share of frames with no body below the face, which counts for nothing by itself.
 *
 * Stops sheets and phones held up carelessly. Cannot stop a mask cut along the face and worn.
 */
export function readScene(trail: Trail, { scene }: LivenessPolicy): Reading {
  const seen = trail.frames.filter(isMeasured)
  if (seen.length === 0) return unusableOf('scene', 'notMeasured')
  if (seen.length < scene.framesAtLeast) return unusableOf('scene', 'tooFewFrames')
  const bodies = seen.flatMap(({ face }) => (face.live.body === null ? [] : [face.live.body]))
  const edge = quantile(
    seen.map(({ face }) => face.live.edge),
    0.25,
  )
  const others = seen.filter(({ face }) => face.secondFace >= scene.secondFace).length / seen.length
  const changed = Math.min(1, changeOf(bodies, scene))
  const bodiless = 1 - bodies.length / seen.length
  return measuredOf('scene', 1 - Math.max(scene.edgeWeight * edge, others, changed), {
    edge,
    others,
    changed,
    bodiless,
  })
}

function changeOf(bodies: readonly (readonly number[])[], policy: LivenessPolicy['scene']): number {
  const third = Math.floor(bodies.length / 3)
  if (third < 2) return 0
  const [before, after] = [bodies.slice(0, third), bodies.slice(-third)].map((some) =>
    Array.from({ length: 24 }, (_, i) => median(some.map((body) => body[i] ?? 0))),
  )
  const variation = (before ?? []).reduce((sum, share, i) => sum + Math.abs(share - (after?.[i] ?? 0)), 0) / 6
  return Math.max(0, variation - policy.bodyDrift) / policy.bodyDrift
}
