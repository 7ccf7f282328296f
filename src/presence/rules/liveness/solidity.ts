import { mean, median, thinned } from './numbers.ts'
import { findNeutral, type Landmark, type Neutral, type Points, pick, placeOf, turnOf, upright } from './points.ts'
import type { LivenessPolicy } from './policy.ts'
import { isMeasured, type Reading, type Trail } from './reading.ts'
import { measuredOf, unusableOf } from './say.ts'
import { fitHomography, fitQuadratic, fitTrimmed, residuals } from './warp.ts'

/**
 * Whether the face has depth, seen as it turns; only image places are used, never the mesh's own depth. Into every turned
 * frame the neutral face is mapped by a homography (what a flat sheet does) and by polynomials of the second degree (what a
 * bent sheet does), both fitted to the face without the nose; a real nose runs ahead of them in the direction of the turn.
 * Value: the smaller of the two leads of the nose, median over turned frames, in eye distances. Expected for a head:
 * 0.40·sin θ, 0.10 at 15°, lessened by what the fit swallows; for paper the noise of the mesh, 0.01 to 0.02.
 *
 * Parts: `flatLead` and `bentLead` the two leads; `flat` and `bent` the median residuals of all other points; `closing`
 * what is left of the far side of the face (nose to outline) against the near side, 1 when nothing turned, small when the
 * nose hides the far cheek; `depth` the shift of the nose against how much narrower the face became, shift / tan θ with
 * cos θ the width of the eyes against the height of the face (median): about 0.6 for a head, whatever way it turned, and
 * small for paper, which must be turned far to shift a nose; `turn` the largest turn; `frames`.
 *
 * Stops flat and gently bent pictures. Cannot stop a solid mask, nor paper creased along a real nose; and the mesh
 * network, which knows only heads, lends a picture some depth that is not there.
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
  const leads = turned.map((view) => Math.min(view.flatLead, view.bentLead))
  return measuredOf('solidity', median(leads), {
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
