import type { FaceSignals } from '../../contract/signals.ts'
import type { Described } from './described.ts'
import type { MatchDecision } from './events.ts'
import type { LiveFrame } from './liveFrame.ts'
import type { Said } from './liveness/said.ts'
import type { AttemptPolicy } from './policy.ts'
import type { StepRead } from './step.ts'

/** The score of liveness and the least it must be. */
export interface Aliveness {
  readonly score: number
  readonly atLeast: number
}

/** All that was measured in one attempt: what the gates judge, and nothing else. */
export interface Evidence {
  readonly frames: number
  /** Frames with a face before the first prompt. */
  readonly framesBefore: number
  readonly unreadable: number
  readonly firstFaceAt: number | null
  readonly lastFaceAt: number | null
  readonly lastFace: FaceSignals | null
  readonly promptedAt: number | null
  readonly reads: readonly StepRead[]
  /** Since the prompt of the open step, while its action has not reached its peak. */
  readonly waitedMs: number
  readonly challengeMs: number
  readonly longestGapMs: number
  readonly lostRun: number
  readonly longestLostRun: number
  readonly cameraCut: boolean
  readonly secondFaceRun: number
  readonly longestSecondFaceRun: number
  /** Largest jump of the face between two frames, 1 is the limit of what a head can do. */
  readonly jump: number
  readonly poorFrames: number
  readonly neverGood: boolean
  readonly descriptions: readonly Described[]
  readonly decision: MatchDecision | null
  readonly claimed: string | null
  readonly singleBlinks: number
  readonly clockBackMs: number
  /** When, on the page's clock, it began to play the challenge's light. */
  readonly litAt: number | null
  /** The frames with a face since it last was away: what the signals of liveness are read off. */
  readonly trail: readonly LiveFrame[]
  /** Whether the challenge's reserve was asked for; `open` until its last step is done. */
  readonly reserve: 'open' | 'asked' | 'spared'
  /** The fused score of liveness (nats), judged once no more frames are awaited. */
  readonly aliveness: Aliveness | null
  /** What that score was read off: nothing is read twice. */
  readonly said: Said | null
  /** No more frames are awaited: what must be complete by the end can be judged. */
  readonly complete: boolean
}

export const noEvidence: Evidence = {
  frames: 0,
  framesBefore: 0,
  unreadable: 0,
  firstFaceAt: null,
  lastFaceAt: null,
  lastFace: null,
  promptedAt: null,
  reads: [],
  waitedMs: 0,
  challengeMs: 0,
  longestGapMs: 0,
  lostRun: 0,
  longestLostRun: 0,
  cameraCut: false,
  secondFaceRun: 0,
  longestSecondFaceRun: 0,
  jump: 0,
  poorFrames: 0,
  neverGood: false,
  descriptions: [],
  decision: null,
  claimed: null,
  singleBlinks: 0,
  clockBackMs: 0,
  litAt: null,
  trail: [],
  reserve: 'open',
  aliveness: null,
  said: null,
  complete: false,
}

/** Adds a readable frame of the challenge, with or without a face. Before the first prompt nothing counts against anybody. */
export function withFrame(
  evidence: Evidence,
  at: number,
  face: FaceSignals | undefined,
  policy: AttemptPolicy,
): Evidence {
  if (face === undefined) {
    const lostRun = evidence.lostRun + 1
    return {
      ...evidence,
      frames: evidence.frames + 1,
      lostRun,
      longestLostRun: Math.max(evidence.longestLostRun, lostRun),
    }
  }
  const secondFaceRun = face.secondFace >= policy.secondFaceBelow ? evidence.secondFaceRun + 1 : 0
  const since = evidence.lastFaceAt ?? at
  return {
    ...evidence,
    frames: evidence.frames + 1,
    lostRun: 0,
    secondFaceRun,
    longestSecondFaceRun: Math.max(evidence.longestSecondFaceRun, secondFaceRun),
    longestGapMs: Math.max(evidence.longestGapMs, at - since),
    jump: Math.max(evidence.jump, evidence.lastFace === null ? 0 : jumpBetween(evidence.lastFace, face, at - since)),
    poorFrames: evidence.poorFrames + (isPoor(face, policy) ? 1 : 0),
    lastFace: face,
    lastFaceAt: at,
  }
}

export const isPoor = (face: FaceSignals, policy: AttemptPolicy): boolean =>
  face.widthPx < policy.widthPxAtLeast || face.luma < policy.lumaAtLeast

/**
 * How far the face jumped between two frames, against what a head can do in that time: 1 is the limit. The centre may
 * move 0.15 face widths at once and 3 more each second, the size may change by 10 % at once and by a factor of e^2.5 each
 * second (chosen; quick turns and leaning forward stay below half). Longer pauses do not widen the limit beyond 250 ms.
 */
export function jumpBetween(before: FaceSignals, after: FaceSignals, elapsedMs: number): number {
  const seconds = Math.min(Math.max(elapsedMs, 0), 250) / 1000
  const across = (centre(after, 'x') - centre(before, 'x')) / Math.max(before.box.width, after.box.width)
  const down = (centre(after, 'y') - centre(before, 'y')) / Math.max(before.box.height, after.box.height)
  const growth = Math.abs(Math.log(after.box.width / before.box.width))
  return Math.max(Math.hypot(across, down) / (0.15 + 3 * seconds), growth / (0.1 + 2.5 * seconds))
}

const centre = (face: FaceSignals, axis: 'x' | 'y'): number =>
  axis === 'x' ? face.box.x + face.box.width / 2 : face.box.y + face.box.height / 2
