import { type Attempt, findingsOf } from '../../src/presence/rules/attempt.ts'
import { judgeGate } from '../../src/presence/rules/gates.ts'
import { readAttempt } from '../../src/presence/rules/liveness/attemptLiveness.ts'
import { calibration } from '../../src/presence/rules/liveness/calibration.ts'
import { fuse } from '../../src/presence/rules/liveness/fuse.ts'
import { livenessPolicy } from '../../src/presence/rules/liveness/policy.ts'
import type { Enrolment } from './enrol.ts'
import type { Liveness } from './liveness.ts'
import { siteOf } from './present.ts'
import type { Outcome, Presentation, Seen } from './presentation.ts'
import { foldUnasked, unaskedGates } from './whole.ts'

/** A genuine clip in which nothing was asked, judged by whatever needs no answer. */
export async function presentUnasked({ clip, looks }: Seen, enrolment: Enrolment): Promise<Presentation> {
  const { attempt } = await foldUnasked(looks, siteOf(clip, enrolment, unaskedGates))
  const { evidence, policy, challenge } = attempt
  const liveness = unaskedLivenessOf(attempt)
  const aliveness = liveness === null ? null : { score: liveness.score, atLeast: livenessPolicy.fuse.failsBelow }
  const judged = { ...evidence, aliveness }
  const failed = [...findingsOf(attempt), judgeGate('alive', judged, policy, challenge)].filter(({ passed }) => !passed)
  const outcome: Outcome = evidence.promptedAt === null ? 'noResponse' : failed.length > 0 ? 'refused' : 'accepted'
  const why = evidence.firstFaceAt === null ? ['noFace'] : failed.map(({ gate }) => gate)
  const decision = evidence.decision
  const asPerson = outcome === 'accepted' && decision?.kind === 'matched' ? decision.person : null
  const { person } = enrolment
  const whole: Outcome = outcome === 'accepted' && asPerson === null ? 'refused' : outcome
  return {
    ...{ clip, files: [clip.file], species: clip.kind, how: 'unasked', seed: null, outcome, untimed: outcome, why },
    attempts: [{ outcome, why, ms: null, reserveWanted: false }],
    matched: person === 'none' ? null : { outcome: whole, asPerson, sameClip: person === 'sameClip' },
    liveness,
    series: null,
  }
}

/** Signals that want an answer: how a movement came after its prompt, and how an open mouth changed the face. */
const answers: ReadonlySet<string> = new Set(['timing', 'sameness'])

/** What the signals say that need no answer. */
function unaskedLivenessOf(attempt: Attempt): Liveness | null {
  const readings = readAttempt(attempt)?.readings.filter(({ signal }) => !answers.has(signal))
  return readings === undefined ? null : { readings, score: fuse(readings, calibration).score }
}

/** A picture held before the camera and called genuine: no person was there to be judged. */
export const noPerson = ({ clip }: Seen): Presentation => ({
  ...{ clip, files: [clip.file], species: clip.kind, how: 'unasked', seed: null, outcome: 'noResponse' },
  ...{ untimed: 'noResponse', why: ['stillPicture'], attempts: [], matched: null, liveness: null, series: null },
})
