import type { Verdict } from '../../src/presence/rules/attempt.ts'
import type { Liveness } from './liveness.ts'
import type { Looks } from './looks.ts'
import type { Clip } from './manifest.ts'
import type { Played } from './play.ts'
import type { Remembered } from './remembered.ts'

/** A clip with what is seen of it. */
export interface Seen {
  readonly clip: Clip
  readonly looks: Looks
}

/** `noResponse`: the product never came to ask for anything, so there is no verdict on who or what was there. */
export type Outcome = 'accepted' | 'refused' | 'noResponse'

/**
 * How a clip was shown. `script`: its actions were the station's challenge; `fresh`: challenges drawn by the product were
 * asked, of which the clip knows nothing; `unasked`: nothing was asked.
 */
export type How = 'script' | 'fresh' | 'unasked'

/** One presentation of a clip, or of the two clips of a session, to the product, and what came of it. */
export interface Presentation {
  /** Its first clip; `files` are all of them. */
  readonly clip: Clip
  readonly files: readonly string[]
  /** `genuine`, the species of the manifest, or `injectedRecording`. */
  readonly species: string
  readonly how: How
  readonly seed: number | null
  /** Without matching: is a living person there who does what was asked? */
  readonly outcome: Outcome
  /** The same had no time been judged, where a script came without the light of its prompts; else the same. */
  readonly untimed: Outcome
  /** What each attempt came to, and from the first face to its verdict. */
  readonly attempts: readonly {
    readonly outcome: Outcome
    readonly why: readonly string[]
    readonly ms: number | null
    readonly reserveWanted: boolean
  }[]
  readonly why: readonly string[]
  /** The whole product, matching included; null where the person is not enrolled. */
  readonly matched: { readonly outcome: Outcome; readonly asPerson: string | null; readonly sameClip: boolean } | null
  /** Null where no face was ever good enough, and of all but the first few fresh challenges of a clip. */
  readonly liveness: Liveness | null
  /** Of genuine clips with a script, and of attacks of a group. */
  readonly series: Remembered | null
}

/** The name of a recording that is fed in instead of the camera's picture. */
export const injected = 'injectedRecording'

export const outcomeOf = (played: Played): Outcome => {
  if (played.session?.state === 'live' || played.session?.state === 'passed') return 'accepted'
  return played.tries.some(({ verdict }) => outcomeOfVerdict(verdict) === 'refused') ? 'refused' : 'noResponse'
}

/** Before the first prompt nothing counts against anybody: never good, or gone, is no verdict. */
export function outcomeOfVerdict(verdict: Verdict): Outcome {
  if (verdict.state === 'live' || verdict.state === 'passed') return 'accepted'
  return verdict.evidence.promptedAt === null ? 'noResponse' : 'refused'
}

export function whyOfVerdict(verdict: Verdict): readonly string[] {
  if (verdict.state === 'failed') return verdict.evidence.neverGood ? ['neverGood'] : verdict.why
  return verdict.state === 'gone' ? ['gone'] : []
}

export const msOf = ({ evidence, lastAt }: Verdict): number | null =>
  evidence.firstFaceAt === null ? null : lastAt - evidence.firstFaceAt
