import type { ModelVersion } from '../../fact/kinds/presence.ts'
import type { Verdict } from '../rules/attempt.ts'
import type { AttemptEvent } from '../rules/events.ts'
import { livenessOf } from '../rules/liveness/attemptLiveness.ts'
import { recordOf } from '../rules/record.ts'
import type { Statement } from '../station/station.ts'

export interface AttemptAbout {
  readonly siteId: string
  readonly attemptId: string
  readonly sessionId: string
  readonly number: number
  readonly models: readonly ModelVersion[]
  /** Whose enrolment this attempt proved alive. */
  readonly enrolling?: string
}

type AttemptJudged = Extract<Statement, { kind: 'attemptJudged' }>

/**
 * The fact of an attempt: gates, scores, thresholds and curves, never a frame or a vector. Only a passed attempt names
 * anybody, or one of an enrolment: whom a failed one resembled is nobody's business.
 */
export function attemptFact(verdict: Verdict, events: readonly AttemptEvent[], about: AttemptAbout): AttemptJudged {
  const { siteId, attemptId, sessionId, number, models } = about
  const derived = recordOf(verdict, thin(events))
  const liveness = livenessOf(verdict)
  const staffId = verdict.state === 'passed' ? verdict.person : (about.enrolling ?? null)
  return {
    kind: 'attemptJudged',
    idemKey: `${attemptId}:judged`,
    ...(staffId !== null && { staffId }),
    body: {
      siteId,
      record: {
        ...{ attemptId, sessionId, number, models: [...models], ...derived },
        ...(liveness !== undefined && { liveness }),
      },
      verdict: verdict.state === 'live' ? 'passed' : verdict.state,
      why: verdict.state === 'failed' ? [...verdict.why] : [],
      staffId,
    },
  }
}

/** Points of a curve at most: half a minute at 12 frames a second. */
const mostPoints = 360

/** Frames evenly left out where there are too many, so that a fact has a bounded size whatever happens before the kiosk. */
function thin(events: readonly AttemptEvent[]): readonly AttemptEvent[] {
  const every = Math.ceil(events.length / mostPoints)
  return every <= 1 ? events : events.filter((_, i) => i % every === 0)
}
