import type { LightSequence } from '../../../contract/signals.ts'
import type { Described } from '../described.ts'
import type { LiveFrame } from '../liveFrame.ts'
import type { StepRead } from '../step.ts'

export { isMeasured, type LiveFrame, type MeasuredFrame } from '../liveFrame.ts'

export const signalNames = [
  'timing',
  'light',
  'relief',
  'solidity',
  'sameness',
  'template',
  'replay',
  'pulse',
  'scene',
  'passive',
] as const
/** One signal of liveness; each is a pure function of a `Trail` in a file of its own. */
export type SignalName = (typeof signalNames)[number]

/** What an attempt left to look at, in the order of time: the neutral frames and all frames of the challenge. */
export interface Trail {
  /** Frames of the same face before those. */
  readonly waited: readonly LiveFrame[]
  readonly frames: readonly LiveFrame[]
  /** When the first prompt stood on the screen, on the station's clock. */
  readonly promptedAt: number
  readonly reads: readonly StepRead[]
  /** The light that was to be played and when, on the page's clock, it began; null where none was played. */
  readonly emission: { readonly sequence: LightSequence; readonly startedAt: number } | null
  readonly descriptions: readonly Described[]
}

export const unusable = [
  'notMeasured',
  'tooFewFrames',
  'tooBright',
  'noTurn',
  'tooShort',
  'tooDark',
  'nothingRemembered',
] as const
/** Why a signal says nothing; none of them counts against anybody. */
export type Unusable = (typeof unusable)[number]

/**
 * What a signal says: `value` in its own unit, where larger speaks for a living person, and `parts` for whoever asks why.
 * What it is worth is the business of `fuse`.
 */
export type Reading = { readonly signal: SignalName } & (
  | { readonly kind: 'measured'; readonly value: number; readonly parts: Readonly<Record<string, number>> }
  | { readonly kind: 'unusable'; readonly why: Unusable }
)
