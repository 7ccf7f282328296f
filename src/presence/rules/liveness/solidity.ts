import { flowPoints } from '../../../contract/signals.ts'
import { headShape, rimPoints } from './headShape.ts'
import { dot, mean, median, thinned } from './numbers.ts'
import { findNeutral, turnOf, uprightBy } from './points.ts'
import type { LivenessPolicy } from './policy.ts'
import { isMeasured, type MeasuredFrame, type Reading, type Trail } from './reading.ts'
import { measuredOf, unusableOf } from './say.ts'
import { fitRelief, type Pair } from './warp.ts'

/**
 * Whether the face has depth, seen as it turns: points followed by optical flow from the neutral face into turned ones.
 * Polynomials of the second degree take away what a flat or bent sheet does; of a head something is left, in proportion to
 * the depths that heads have. Value: how far a depth of 1 moved over the turn that the mesh saw, mean of the turned frames
 * by how surely they tell it, over what heads measure: about 1 for a head, 0 for a sheet, below 0 where nearer means slower.
 * Where the face turned both ways the flatter side counts more: a head is as deep from either, while worn paper lies closer
 * on one. Where the points that rims of spectacles may cover stand clearly before the skin, they are taken to have that
 * distance in common: else spectacles, nearer than cheeks and corners of the eyes are, make a head look flat.
 *
 * Parts: `parallax` before it is divided by a head's; `rest` what no fit explains (eye distances), `points` followed,
 * `told` the depth they can tell, medians of the flatter side; `turn` the largest turn; `frames`; `sides` that were seen;
 * `rims` how far before the skin spectacles stand, 0 without them.
 *
 * Stops flat and bent sheets, screens with a picture, most masks of paper worn on a head. Cannot stop solid masks, films of
 * living heads, nor masks of paper with a nose folded in.
 */
export function readSolidity(trail: Trail, { solidity, neutralFrames }: LivenessPolicy): Reading {
  const followed = trail.frames.filter(isFollowed)
  if (followed.length === 0) return unusableOf('solidity', 'notMeasured')
  const neutral = findNeutral(trail, neutralFrames)
  if (neutral === undefined) return unusableOf('solidity', 'tooFewFrames')
  const looks = groupsOf(followed).flatMap((group) => looksOf(group, neutral.turn, solidity))
  const rims = rimsOf(looks, solidity)
  const views = looks.flatMap(({ bare, rimmed }) => (rims > 0 ? rimmed : bare) ?? [])
  const sides = (solidity.bySide ? sidesOf(views) : [views]).filter(({ length }) => length >= solidity.framesAtLeast)
  const [flatter, deeper = flatter] = sides
    .map((seen) => ({ seen, parallax: parallaxOf(seen, solidity) }))
    .toSorted((a, b) => a.parallax - b.parallax)
  if (flatter === undefined || deeper === undefined) return unusableOf('solidity', 'noTurn')
  const parallax = solidity.flatterWeight * flatter.parallax + (1 - solidity.flatterWeight) * deeper.parallax

  return measuredOf('solidity', parallax / solidity.headParallax, {
    parallax,
    rest: partOf(flatter.seen, 'rest'),
    points: partOf(flatter.seen, 'points'),
    told: partOf(flatter.seen, 'told'),
    turn: Math.max(...views.map(({ turn }) => Math.abs(turn))),
    frames: views.length,
    sides: sides.length,
    rims,
  })
}

/** How far before the skin the rims of spectacles stand; 0 where they do not, or hardly. */
function rimsOf(looks: readonly Look[], { rimsAhead }: LivenessPolicy['solidity']): number {
  const ahead = median(looks.flatMap(({ rimmed }) => (rimmed === undefined ? [] : [rimmed.rims])))
  return rimsAhead !== null && ahead >= rimsAhead ? ahead : 0
}

/** Views of the one and of the other side of the face. */
const sidesOf = (views: readonly View[]): readonly (readonly View[])[] => [
  views.filter(({ turn }) => turn < 0),
  views.filter(({ turn }) => turn > 0),
]

/** Of one side: the surer a frame, the more it counts, or else the median of all. */
function parallaxOf(views: readonly View[], { byError }: LivenessPolicy['solidity']): number {
  if (!byError) return partOf(views, 'parallax')
  const weights = views.map(({ error }) => 1 / Math.max(error, leastError) ** 2)
  const parallaxes = views.map(({ parallax }) => parallax)
  return dot(weights, parallaxes) / (mean(weights) * weights.length)
}

/** No frame is surer than this, whatever its points say. */
const leastError = 0.02

const partOf = (views: readonly View[], part: keyof View): number => median(views.map((view) => view[part]))

type Followed = MeasuredFrame & {
  readonly face: { readonly live: { readonly flow: NonNullable<MeasuredFrame['face']['live']['flow']> } }
}
const isFollowed = (frame: Trail['frames'][number]): frame is Followed =>
  isMeasured(frame) && frame.face.live.flow !== undefined

/** Frames whose points correspond. */
function groupsOf(frames: readonly Followed[]): readonly (readonly Followed[])[] {
  const groups = new Map<number, Followed[]>()
  for (const frame of frames) {
    const { anchor } = frame.face.live.flow
    groups.set(anchor, [...(groups.get(anchor) ?? []), frame])
  }
  return [...groups.values()]
}

interface View {
  readonly parallax: number
  readonly rest: number
  readonly points: number
  readonly told: number
  readonly turn: number
  readonly rims: number
  /** Standard error of the depth, in shares of a head's. */
  readonly error: number
}
/** A turned frame read as a bare face and as one with spectacles; nothing where it cannot be read so. */
interface Look {
  readonly bare: View | undefined
  readonly rimmed: View | undefined
}

/** The turned frames of a group, each against the one that is turned least. */
function looksOf(group: readonly Followed[], straight: number, policy: LivenessPolicy['solidity']): readonly Look[] {
  const turns = group.map((frame) => turnOf(frame.face.live.points))
  const away = turns.map((turn) => Math.abs(turn - straight))
  const nearest = away.indexOf(Math.min(...away))
  const from = group[nearest]
  const turnFrom = turns[nearest]
  if (from === undefined || turnFrom === undefined) return []
  const turned = group.flatMap((frame, i) => {
    const turn = (turns[i] ?? turnFrom) - turnFrom
    return Math.abs(turn) >= policy.turnAtLeast ? [{ frame, turn }] : []
  })
  return thinned(turned, policy.framesAtMost).map(({ frame, turn }) => {
    const pairs = pairsOf(from, frame)
    const rimmed = policy.rimsAhead === null ? undefined : viewOf(pairs, turn, policy, true)
    return { bare: viewOf(pairs, turn, policy, false), rimmed }
  })
}

function viewOf(
  pairs: readonly Pair[],
  turn: number,
  policy: LivenessPolicy['solidity'],
  withRims: boolean,
): View | undefined {
  if (pairs.length < policy.pointsAtLeast) return undefined
  const relief = fitRelief(pairs, policy.kept, policy.rounds, withRims)
  if (relief === undefined || relief.told < policy.depthAtLeast) return undefined
  const head = relief.growth * turn * policy.headParallax
  const error = relief.error / Math.abs(head)
  if (policy.errorAtMost !== null && error > policy.errorAtMost) return undefined
  return {
    parallax: relief.across / relief.growth / turn,
    rest: relief.rest,
    points: pairs.length,
    told: relief.told,
    turn,
    rims: relief.rims / head,
    error,
  }
}

/** The points that both frames have, each frame upright by its own mesh. */
function pairsOf(from: Followed, to: Followed): readonly Pair[] {
  const [before, after] = [from.face.live, to.face.live]
  const [fromPlace, toPlace] = [uprightBy(before.points), uprightBy(after.points)]
  if (fromPlace === undefined || toPlace === undefined) return []
  return flowPoints.flatMap((point, n) => {
    const [x, y, u, v] = [...placeAt(before.flow.points, n), ...placeAt(after.flow.points, n)]
    if (x == null || y == null || u == null || v == null) return []
    return [{ from: fromPlace(x, y), to: toPlace(u, v), depth: headShape[point][2], rim: rimPoints.has(point) }]
  })
}

const placeAt = (points: readonly (number | null)[], n: number) => [points[2 * n], points[2 * n + 1]] as const
