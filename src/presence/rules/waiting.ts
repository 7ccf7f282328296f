import type { Hint } from '../../contract/kiosk.ts'
import type { FaceSignals, FrameSignals } from '../../contract/signals.ts'
import { isSteady } from './actions.ts'
import type { Evidence } from './evidence.ts'
import type { LiveFrame } from './liveFrame.ts'
import type { AttemptPolicy } from './policy.ts'

/** The frames gathered so far for the neutral face, and what the person should do meanwhile. */
export interface Gathering {
  readonly hint: Hint | null
  readonly samples: readonly FaceSignals[]
}

/**
 * Folds one frame into the search for a good neutral face; `trail` are all frames of this face, it the last. `hint: null` with
 * enough samples means: begin.
 */
export function gather(
  samples: readonly FaceSignals[],
  frame: FrameSignals,
  trail: readonly LiveFrame[],
  policy: AttemptPolicy,
): Gathering {
  if (frame.face === undefined) return { hint: null, samples: [] }
  const hint = hintFor(frame.face, policy)
  if (hint !== null && !isOwnRest(trail, policy)) return { hint, samples: [] }

  const latest = [...samples, frame.face].slice(-policy.baselineFrames)
  return isSteady(latest) ? { hint: null, samples: latest } : { hint: 'holdStill', samples: [frame.face] }
}

/** The first thing wrong with a face that should be single, near, lit, uncovered, straight, shut-mouthed and sharp; null when nothing is. */
export function hintFor(face: FaceSignals, policy: AttemptPolicy): Hint | null {
  if (face.secondFace >= policy.secondFaceBelow) return 'twoFaces'
  if (face.widthPx < policy.widthPxAtLeast) return 'comeCloser'
  if (face.box.width > widestBox) return 'stepBack'
  if (face.luma < policy.lumaAtLeast) return 'tooDark'
  if (face.luma > policy.lumaAtMost) return 'tooBright'
  if (face.confidence < policy.confidenceAtLeast) return 'uncoverFace'
  if (face.turn < straight[0] || face.turn > straight[1]) return 'lookStraight'
  if (face.mouth > closedMouth) return 'closeMouth'
  return face.sharpness < policy.sharpnessAtLeast ? 'holdStill' : null
}

/** For so long nothing was wrong with this face but lips that stay apart, always as far: they do not shut. */
function isOwnRest(trail: readonly LiveFrame[], policy: AttemptPolicy): boolean {
  const { ownRest } = policy
  const [first, last] = [trail[0], trail.at(-1)]
  if (ownRest === undefined || first === undefined || last === undefined) return false
  if (last.at - first.at < ownRest.afterMs) return false
  const latest = trail.filter(({ at }) => last.at - at <= ownRest.afterMs)
  const mouths = latest.map(({ face }) => face.mouth)
  const [least, most] = [Math.min(...mouths), Math.max(...mouths)]
  if (most > ownRest.mouthAtMost || most - least > ownRest.spreadAtMost) return false
  return latest.every(({ face }) => hintFor(face, policy) === 'closeMouth')
}

/** Whether an attempt began with lips apart, for they do not shut. */
export function beganApart(
  { trail, promptedAt }: Pick<Evidence, 'trail' | 'promptedAt'>,
  policy: AttemptPolicy,
): boolean {
  const first = trail.find(({ at }) => at === promptedAt)
  return first !== undefined && hintFor(first.face, policy) === 'closeMouth'
}

/** Wider, and coming closer would leave the picture. */
const widestBox = 0.55
/** Faces that look straight were measured between 0.37 and 0.58. */
const straight = [0.34, 0.64] as const
/** Closed mouths were measured at 0.06 at most; lips that never shut are `ownRest`. */
const closedMouth = 0.18
