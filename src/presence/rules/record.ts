import type { AttemptRecord } from '../../fact/kinds/presence.ts'
import { type Attempt, findingsOf } from './attempt.ts'
import type { AttemptEvent } from './events.ts'

/** What the rules know of the record of an attempt; ids, number and models are the caller's. */
export type DerivedRecord = Omit<AttemptRecord, 'attemptId' | 'sessionId' | 'number' | 'models'>

/**
 * The derived numbers of an attempt for its fact: never a frame, never a vector. Times are milliseconds since the attempt
 * began; curves hold one value for each readable frame with a face, rounded to what the camera can tell.
 */
export function recordOf(attempt: Attempt, events: readonly AttemptEvent[]): DerivedRecord {
  const { evidence, challenge, beganAt, lastAt } = attempt
  const decision = evidence.decision
  const cosines = evidence.descriptions.map((description) => description.sameAsTrack)
  const lowest = cosines.length === 0 ? null : Math.min(...cosines)
  return {
    challenge: [...challenge.steps],
    steps: evidence.reads.map((read) => ({
      action: read.asked,
      promptAtMs: read.promptAt - beganAt,
      onsetMs: read.onsetAt - read.promptAt,
      peakMs: read.peakAt - read.promptAt,
    })),
    gates: findingsOf(attempt).map((finding) => ({ ...finding })),
    scores: [
      ...(decision?.kind === 'matched'
        ? [{ name: decision.scale, value: decision.score, threshold: decision.threshold }]
        : []),
      ...(decision?.kind === 'unsure' && decision.best !== undefined
        ? [{ name: decision.scale, value: decision.best.score, threshold: decision.threshold }]
        : []),
      ...(lowest === null
        ? []
        : [{ name: 'sameAsTrack', value: lowest, threshold: attempt.policy.sameAsTrackAtLeast }]),
    ],
    curves: curvesOf(events, beganAt),
    frames: evidence.frames,
    durationMs: lastAt - beganAt,
  }
}

function curvesOf(events: readonly AttemptEvent[], beganAt: number): Record<string, number[]> {
  const faces = events.flatMap((event) =>
    event.kind === 'frame' && event.signals.face !== undefined ? [{ at: event.at, face: event.signals.face }] : [],
  )
  return {
    atMs: faces.map(({ at }) => Math.round(at - beganAt)),
    turn: faces.map(({ face }) => round3(face.turn)),
    mouth: faces.map(({ face }) => round3(face.mouth)),
    scale: faces.map(({ face }) => round3(face.scale)),
    eyes: faces.map(({ face }) => round3((face.eyes.left + face.eyes.right) / 2)),
    irisEyes: faces.map(({ face }) => round3((face.irisEyes.left + face.irisEyes.right) / 2)),
    luma: faces.map(({ face }) => Math.round(face.luma)),
  }
}

const round3 = (value: number): number => Math.round(value * 1000) / 1000
