import type { Hint } from '../../contract/kiosk.ts'
import type { FaceSignals } from '../../contract/signals.ts'
import type { Eyes } from './blink.ts'
import type { Challenge } from './challenge.ts'
import type { Evidence } from './evidence.ts'
import type { GateName } from './gates.ts'
import type { AttemptPolicy } from './policy.ts'
import type { StepReader } from './step.ts'

/** What the caller should ask of the face engine for the next frame it hands over. */
export type Wants = 'nothing' | 'description'

export interface Case {
  readonly challenge: Challenge
  readonly policy: AttemptPolicy
  readonly gates: readonly GateName[]
  readonly beganAt: number
  readonly lastAt: number
  readonly evidence: Evidence
  readonly wants: Wants
}

/** What holds from the first prompt on. */
interface Under extends Case {
  /** The latest frames at rest, which the neutral face is taken from. */
  readonly neutral: readonly FaceSignals[]
  readonly eyes: Eyes
  readonly reader: StepReader
  /** Frames whose descriptions were asked for and are not there yet. */
  readonly awaited: readonly number[]
}

export interface Waiting extends Case {
  readonly state: 'waiting'
  readonly hint: Hint | null
  readonly samples: readonly FaceSignals[]
}
export interface Challenged extends Under {
  readonly state: 'challenged'
  /** Index of the step that is being read. */
  readonly step: number
  /** When the next prompt came, if the face is still on its way back from this step. */
  readonly nextPromptAt: number | null
}
export interface Identifying extends Under {
  readonly state: 'identifying'
  readonly since: number
}
export interface Passed extends Case {
  readonly state: 'passed'
  readonly person: string
}
export interface Failed extends Case {
  readonly state: 'failed'
  readonly why: readonly GateName[]
}
/** Every gate passed, but `match` was not among them: a living person whom nobody was to be matched with (enrolment). */
export interface Live extends Case {
  readonly state: 'live'
}
export interface Left extends Case {
  readonly state: 'leftForOtherWay' | 'gone'
}

/** One attempt: one challenge with its signals and verdict. Plain data; `wants` tells the caller what to ask the engine for. */
export type Attempt = Waiting | Challenged | Identifying | Passed | Live | Failed | Left
export type Verdict = Passed | Live | Failed | Left

/** An attempt that goes on. */
export type Running = Waiting | Challenged | Identifying

/** The attempt with more evidence. */
export const seen = <A extends Attempt>(attempt: A, more: Partial<Evidence>): A => ({
  ...attempt,
  evidence: { ...attempt.evidence, ...more },
})

/** The step whose prompt stands on the screen: the next one as soon as the one that is read is done. */
export const shownStep = ({
  step,
  reader,
  nextPromptAt,
}: Challenged): { readonly index: number; readonly promptAt: number } =>
  nextPromptAt === null ? { index: step, promptAt: reader.promptAt } : { index: step + 1, promptAt: nextPromptAt }

/** What every state has. */
export const caseOf = ({ challenge, policy, gates, beganAt, lastAt, evidence }: Attempt): Case => ({
  challenge,
  policy,
  gates,
  beganAt,
  lastAt,
  evidence,
  wants: 'nothing',
})
