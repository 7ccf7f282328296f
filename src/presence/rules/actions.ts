import type { FaceSignals } from '../../contract/signals.ts'
import type { Component } from './challenge.ts'
import type { AttemptPolicy } from './policy.ts'

/**
 * The person's own neutral face: medians over the first good frames, and then over the latest frames at rest, since nobody
 * comes back to exactly the same place. Nothing is judged by absolute constants but the open mouth.
 */
export interface Baseline {
  readonly turn: number
  readonly mouth: number
  readonly scale: number
}

/** What one frame shows against the baseline: which components are at their peak, and whether the face is at rest. */
export interface Showing {
  readonly above: readonly Component[]
  /** Components on their way to the peak or at it: the moment to ask for a description of the next frame. */
  readonly near: readonly Component[]
  readonly rest: boolean
}

type Limits = Pick<
  AttemptPolicy,
  'turnAtLeast' | 'mouthAtLeast' | 'mouthTurnedAtLeast' | 'closerAtLeast' | 'restTurn' | 'restMouth' | 'restCloser'
>

/**
 * Reads a frame: turned by at least `turnAtLeast` (a smaller `turn` is the person's own left), mouth open by at least
 * `mouthAtLeast` (`mouthTurnedAtLeast` of a turned face) and clearly more than when neutral, `closerAtLeast` times as
 * large. A tilted or foreshortened face looks smaller, never closer, so a turn cannot be taken for coming closer.
 */
export function showingOf(face: FaceSignals, neutral: Baseline, limits: Limits): Showing {
  const turn = face.turn - neutral.turn
  const mouth = face.mouth - neutral.mouth
  const closer = face.scale / neutral.scale
  const extent: Readonly<Record<Exclude<Component, 'blink'>, number>> = {
    closer: (closer - 1) / (limits.closerAtLeast - 1),
    left: -turn / limits.turnAtLeast,
    mouth: mouth >= limits.restMouth ? face.mouth / mouthWanted(turn, limits) : 0,
    right: turn / limits.turnAtLeast,
  }
  const rest =
    Math.abs(turn) < limits.restTurn &&
    mouth < limits.restMouth &&
    closer < limits.restCloser &&
    closer > 1 / (limits.restCloser * limits.restCloser)
  return {
    above: movements.filter((component) => extent[component] >= 1),
    near: movements.filter((component) => extent[component] >= nearShare),
    rest,
  }
}

/** Of a face turned as asked the mesh sees less of an open mouth. */
const mouthWanted = (turn: number, limits: Limits): number =>
  (Math.abs(turn) >= limits.turnAtLeast ? limits.mouthTurnedAtLeast : undefined) ?? limits.mouthAtLeast

const movements = ['closer', 'left', 'mouth', 'right'] as const
const nearShare = 0.65

/** The neutral face of these frames, by medians. */
export function baselineOf(faces: readonly FaceSignals[]): Baseline {
  return {
    turn: quantile(
      faces.map((face) => face.turn),
      0.5,
    ),
    mouth: quantile(
      faces.map((face) => face.mouth),
      0.5,
    ),
    scale: quantile(
      faces.map((face) => face.scale),
      0.5,
    ),
  }
}

/** Whether these frames show one face that holds still: the baseline must not be taken from a passer-by. */
export function isSteady(faces: readonly FaceSignals[]): boolean {
  const turns = faces.map((face) => face.turn)
  const scales = faces.map((face) => face.scale)
  return (
    Math.max(...turns) - Math.min(...turns) <= steadyTurn && Math.max(...scales) <= Math.min(...scales) * steadyScale
  )
}

const steadyTurn = 0.08
const steadyScale = 1.05

/** Linear quantile of unsorted numbers; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  if (low === undefined || high === undefined) return Number.NaN
  return low + (high - low) * (place - Math.floor(place))
}

export const covers = (outer: readonly Component[], inner: readonly Component[]): boolean =>
  inner.every((component) => outer.includes(component))

export const isExactly = (one: readonly Component[], other: readonly Component[]): boolean =>
  covers(one, other) && covers(other, one)
