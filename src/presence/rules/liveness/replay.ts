import { bitsBetween, type Hash, hashFrom } from './again.ts'
import { ramp } from './numbers.ts'
import type { Points } from './points.ts'
import { upright } from './points.ts'
import type { LivenessPolicy } from './policy.ts'
import { isMeasured, type Reading, type Trail } from './reading.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * Whether pictures come again. Value: 1 − the largest of the three shares
 * - `frozen`: frames that are to the last digit their predecessor although time passed (a still camera picture never is),
 * - `looped`: frames in runs that repeat an earlier run frame by frame, hash within 4 of 64 bits and points in the same
 *   place, during which the face moved (a face that merely holds still is no loop),
 * - `replayed`: near-duplicates of frames of one earlier attempt, in step (`shareAgain`), of all descriptions' word the last,
 *   less what living people reach: from `livingAgain` to `filmAgain`.
 *
 * Stops looped, frozen and replayed films. Cannot stop a film that was not seen before and is played once.
 */
export function readReplay(trail: Trail, { replay }: LivenessPolicy): Reading {
  const seen = trail.frames.filter(isMeasured).map(({ at, face: { live } }) => ({
    at,
    hash: hashFrom(live.hash),
    raw: live.points,
    points: upright(live.points) ?? [],
  }))
  const share = trail.descriptions.findLast(({ replayed }) => replayed !== undefined)?.replayed
  if (seen.length === 0 && share === undefined) return unusableOf('replay', 'notMeasured')
  if (seen.length < replay.framesAtLeast && share === undefined) return unusableOf('replay', 'tooFewFrames')
  const replayed = ramp(share ?? 0, replay.livingAgain, replay.filmAgain)
  const frozen = seen.filter((frame, i) => i > 0 && isSamePicture(frame, seen[i - 1])).length / Math.max(1, seen.length)
  const looped = loopedOf(seen, replay) / Math.max(1, seen.length)
  return measuredOf('replay', 1 - Math.max(frozen, looped, replayed), {
    frozen,
    looped,
    replayed: share ?? Number.NaN,
    frames: seen.length,
  })
}

interface Seen {
  readonly at: number
  readonly hash: Hash
  readonly raw: Points
  readonly points: Points
}

const isSamePicture = (frame: Seen, before: Seen | undefined): boolean =>
  before !== undefined && frame.at > before.at && frame.raw.every((value, i) => value === before.raw[i])

/** How many frames repeat earlier ones: runs along the diagonals of the table of all pairs. */
function loopedOf(seen: readonly Seen[], policy: LivenessPolicy['replay']): number {
  const repeats = new Set<number>()
  for (let lag = 1; lag < seen.length; lag += 1) {
    let run = 0
    for (let i = lag; i <= seen.length; i += 1) {
      if (isRepeat(seen[i], seen[i - lag], policy)) {
        run += 1
        continue
      }
      for (const repeat of loopOf(seen, i - run, i, policy)) repeats.add(repeat)
      run = 0
    }
  }
  return repeats.size
}

/** The places of a run of repeats, if it is long enough and the face moved in it; else none. */
function loopOf(seen: readonly Seen[], from: number, to: number, policy: LivenessPolicy['replay']): readonly number[] {
  if (to - from < policy.runAtLeast || wayOf(seen.slice(from, to)) < policy.movesAtLeast) return []
  return Array.from({ length: to - from }, (_, i) => from + i)
}

function isRepeat(frame: Seen | undefined, earlier: Seen | undefined, policy: LivenessPolicy['replay']): boolean {
  if (frame === undefined || earlier === undefined || frame.at - earlier.at < policy.apartMs) return false
  return (
    bitsBetween(frame.hash, earlier.hash) <= policy.bitsAtMost &&
    apart(frame.points, earlier.points) <= policy.samePlace
  )
}

function apart(a: Points, b: Points): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0))
  return a.length === 0 || a.length !== b.length ? Number.POSITIVE_INFINITY : sum / a.length
}

/** The largest way that any coordinate of the face went within a run, in eye distances. */
function wayOf(run: readonly Seen[]): number {
  const [first] = run
  if (first === undefined) return 0
  return Math.max(
    ...first.points.map((_, i) => {
      const places = run.map(({ points }) => points[i] ?? 0)
      return Math.max(...places) - Math.min(...places)
    }),
  )
}
