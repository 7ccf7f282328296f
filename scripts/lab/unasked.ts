import { findingsOf } from '../../src/presence/rules/attempt.ts'
import { judgeGate } from '../../src/presence/rules/gates.ts'
import { alivenessOf } from '../../src/presence/rules/liveness/attemptLiveness.ts'
import type { Enrolment } from './enrol.ts'
import { livenessOf } from './liveness.ts'
import { siteOf } from './present.ts'
import type { Outcome, Presentation, Seen } from './presentation.ts'
import { foldUnasked, unaskedGates } from './whole.ts'

/** A genuine clip in which nothing was asked, judged by whatever needs no answer. */
export async function presentUnasked({ clip, looks }: Seen, enrolment: Enrolment): Promise<Presentation> {
  const { attempt } = await foldUnasked(looks, siteOf(clip, enrolment, unaskedGates))
  const { evidence, policy, challenge } = attempt
  const judged = { ...evidence, aliveness: alivenessOf(attempt) }
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
    liveness: livenessOf(attempt),
    series: null,
  }
}

/** A picture held before the camera and called genuine: no person was there to be judged. */
export const noPerson = ({ clip }: Seen): Presentation => ({
  ...{ clip, files: [clip.file], species: clip.kind, how: 'unasked', seed: null, outcome: 'noResponse' },
  ...{ untimed: 'noResponse', why: ['stillPicture'], attempts: [], matched: null, liveness: null, series: null },
})
