import { type Attempt, findingsOf } from './attempt.ts'
import type { Finding } from './gates.ts'

export type Input = 'steps' | 'descriptions' | 'frames' | 'matchDecision' | 'claim'
export type Ignored = 'unreadableFrames' | 'singleBlinks' | 'passiveScores' | 'headTilt' | 'framesBeforeFirstPrompt'

/**
 * Why an attempt ended as it did, for a layman: the rule, what it looked at, what it left aside and why, and each hard
 * gate with its number. The words belong to the screens.
 */
export interface Explanation {
  readonly rule: 'faceWithRandomActions'
  readonly version: 1
  readonly findings: readonly Finding[]
  readonly used: readonly { readonly input: Input; readonly count: number }[]
  readonly ignored: readonly { readonly input: Ignored; readonly why: Reason; readonly count: number }[]
}
export type Reason = 'notNumbers' | 'involuntary' | 'weakEvidence' | 'notAskedFor' | 'onlyForTheNeutralFace'

export function explain(attempt: Attempt): Explanation {
  const { evidence } = attempt
  const used = [
    { input: 'steps', count: evidence.reads.length },
    { input: 'frames', count: evidence.frames },
    { input: 'descriptions', count: evidence.descriptions.length },
    { input: 'matchDecision', count: evidence.decision === null ? 0 : 1 },
    { input: 'claim', count: evidence.claimed === null ? 0 : 1 },
  ] as const
  const ignored = [
    { input: 'unreadableFrames', why: 'notNumbers', count: evidence.unreadable },
    { input: 'singleBlinks', why: 'involuntary', count: evidence.singleBlinks },
    { input: 'passiveScores', why: 'weakEvidence', count: Object.keys(evidence.lastFace?.passive ?? {}).length },
    { input: 'headTilt', why: 'notAskedFor', count: evidence.frames },
    { input: 'framesBeforeFirstPrompt', why: 'onlyForTheNeutralFace', count: evidence.framesBefore },
  ] as const
  return {
    rule: 'faceWithRandomActions',
    version: 1,
    findings: findingsOf(attempt),
    used: used.filter(({ count }) => count > 0),
    ignored: ignored.filter(({ count }) => count > 0),
  }
}
