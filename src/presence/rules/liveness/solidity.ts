import { mean, median, thinned } from './numbers.ts'
import { findNeutral, type Landmark, type Neutral, type Points, pick, placeOf, turnOf, upright } from './points.ts'
import type { LivenessPolicy } from './policy.ts'
import { isMeasured, type Reading, type Trail } from './reading.ts'
import { measuredOf, unusableOf } from './say.ts'
import { fitHomography, fitQuadratic, fitTrimmed, residuals } from './warp.ts'

/**
 * Whether the face has depth, seen as it turns; only image places are used, never the mesh's own depth. Two ways, each over
 * what a head has; value: the smaller of both in a frame, median over turned frames, 1 for a head, about 0.5 for bent paper.
 * - Lead of the nose. Into every turned frame the neutral face is mapped by a homography (what a flat sheet does) and by
 *   polynomials of the second degree (what a bent sheet does), fitted to the face without the nose by least trimmed
 *   squares; a real nose runs ahead of both in the direction of the turn. The smaller lead over the turn, `headLead`.
 * - Depth. The nose shifts by about 0.6·tan θ on a head, where cos θ is how much narrower the eyes became against the
 *   height of the face; paper must be turned far to shift a nose. Shift / tan θ, `headDepth`.
 *
 * Parts, medians: `flatLead` and `bentLead` in eye distances; `flat` and `bent` the residuals of all other points; `depth`;
 * `closing` at the strongest turn, the far side of the face (nose to outline) against the near one, 1 when nothing turned;
 * `turn` the largest turn; `frames`.
 *
 * Stops bent sheets (flat ones do not even seem to turn). Cannot stop solid masks nor paper worn on a head: the mesh
 * network, which knows only heads, lends it the depth that is not there.
 */
export function readSolidity(trail: Trail, { solidity, neutralFrames }: LivenessPolicy): Reading {
  if (!trail.frames.some(isMeasured)) return unusableOf('solidity', 'notMeasured')
  const neutral = findNeutral(trail, neutralFrames)
  if (neutral === undefined) return unusableOf('solidity', 'tooFewFrames')
  const far = trail.frames
    .filter(isMeasured)
    .filter((frame) => Math.abs(turnOf(frame.face.live.points) - neutral.turn) >= solidity.turnAtLeast)
  const turned = thinned(far, solidity.framesAtMost).flatMap(
    (frame) => viewOf(frame.face.live.points, frame.face.mouth, neutral, solidity) ?? [],
  )
  if (turned.length < solidity.framesAtLeast) return unusableOf('solidity', 'noTurn')

  const of = (part: keyof View): number => median(turned.map((view) => view[part]))
  const shares = turned.map(({ flatLead, bentLead, depth, turn }) =>
    Math.min(Math.min(flatLead, bentLead) / (turn * solidity.headLead), depth / solidity.headDepth),
  )
  return measuredOf('solidity', median(shares), {
    flatLead: of('flatLead'),
    bentLead: of('bentLead'),
    flat: of('flat'),
    bent: of('bent'),
    depth: of('depth'),
    closing: Math.min(...turned.map((view) => view.closing)),
    turn: Math.max(...turned.map((view) => view.turn)),
    frames: turned.length,
  })
}

interface View {
  readonly flatLead: number
  readonly bentLead: number
  readonly flat: number
  readonly bent: number
  readonly depth: number
  readonly closing: number
  readonly turn: number
}

const nose = [4, 1, 197] as const
const upper = [10, 151, 9, 70, 105, 107, 336, 334, 300, 33, 133, 362, 263, 50, 280, 117, 346, 234, 454] as const
const lower = [205, 425, 61, 291, 199, 152, 172, 397] as const

function viewOf(points: Points, mouth: number, neutral: Neutral, policy: LivenessPolicy['solidity']): View | undefined {
  const face = upright(points)
  if (face === undefined) return undefined
  const shift = turnOf(face) - neutral.turn
  const closed = mouth - neutral.mouth < policy.mouthBelow
  const around: readonly Landmark[] = closed ? [...upper, ...lower] : upper
  // A turn shortens the distance of the eyes but no height: heights bring both faces to one size.
  const size = heightOf(neutral.shape) / heightOf(face)
  const sized = face.map((value) => value * size)
  const [from, to] = [pick(neutral.shape, around), pick(sized, around)]
  const flat = fitTrimmed(fitHomography, from, to, policy.kept, policy.rounds)
  const bent = fitTrimmed(fitQuadratic, from, to, policy.kept, policy.rounds)
  if (flat === undefined || bent === undefined) return undefined
  const lead = (warp: typeof flat): number =>
    Math.sign(shift) *
    mean(
      nose.map((landmark) => {
        const { x, y } = placeOf(neutral.shape, landmark)
        return placeOf(sized, landmark).x - warp(x, y)[0]
      }),
    )
  return {
    flatLead: lead(flat),
    bentLead: lead(bent),
    flat: median(residuals(flat, from, to)),
    bent: median(residuals(bent, from, to)),
    depth: Math.abs(shift) / Math.tan(Math.acos(Math.min(size, mostSqueezed))),
    closing: closingOf(face, shift) / closingOf(neutral.shape, shift),
    turn: Math.abs(shift),
  }
}

/** A width that shrank by less than the noise of the mesh says as little as this. */
const mostSqueezed = 0.985

/** The far side of the face (nose to outline) against its near side. */
function closingOf(face: Points, shift: number): number {
  const [tip, right, left] = [placeOf(face, 1).x, placeOf(face, 234).x, placeOf(face, 454).x]
  return shift > 0 ? (left - tip) / (tip - right) : (tip - right) / (left - tip)
}

/** Standard deviation of the heights of points that neither mouth nor turn moves up or down. */
function heightOf(face: Points): number {
  const heights = rigid.map((landmark) => placeOf(face, landmark).y)
  const middle = mean(heights)
  return Math.sqrt(mean(heights.map((height) => (height - middle) ** 2)))
}
const rigid = [10, 151, 33, 133, 362, 263, 98, 327, 50, 280] as const
