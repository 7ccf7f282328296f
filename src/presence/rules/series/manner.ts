import type { Action, FaceSignals } from '../../../contract/signals.ts'
import type { AttemptRecord } from '../../../fact/kinds/presence.ts'

/** How one movement was made: milliseconds from prompt to onset and from there to the peak. */
export interface Move {
  readonly action: Action
  readonly paceMs: number
  readonly movementMs: number
}

/** How somebody does what is asked: each movement, and how far turns go. */
export interface Manner {
  readonly moves: readonly Move[]
  /** Share of the face; null where no turn was asked for. */
  readonly turn: number | null
}

type Step = AttemptRecord['steps'][number]

/** How the asked movements were done; null where none was. */
export function mannerOf(steps: readonly Step[], faces: readonly FaceSignals[]): Manner | null {
  const moves = steps.flatMap(({ action, onsetMs, peakMs }): Move[] =>
    onsetMs !== null && onsetMs > 0 && peakMs !== null
      ? [{ action, paceMs: onsetMs, movementMs: Math.max(1, peakMs - onsetMs) }]
      : [],
  )
  if (moves.length === 0) return null
  const turned = steps.some(({ action }) => action.endsWith('Left') || action.endsWith('Right'))
  const turns = faces.map(({ turn }) => Math.abs(turn - 0.5))
  return { moves, turn: turned && turns.length > 0 ? Math.max(...turns) : null }
}

/**
 * How far two manners are apart, counted in what one person differs from himself; turns count where both were asked to
 * turn. Pace is compared over the actions that both were asked: nobody blinks as slowly as he turns. Null without any.
 */
export function mannersApart(a: Manner, b: Manner, moods: Moods): number | null {
  const pairs = a.moves.flatMap((one) => b.moves.filter(({ action }) => action === one.action).map((it) => [one, it]))
  const mean = (value: (move: Move) => number): number =>
    pairs.reduce((sum, [one, it]) => sum + Math.log(value(one as Move) / value(it as Move)), 0) / pairs.length
  const paced =
    pairs.length === 0 ? [] : [mean((it) => it.paceMs) / moods.pace, mean((it) => it.movementMs) / moods.movement]
  const parts = [...paced, ...(a.turn === null || b.turn === null ? [] : [(a.turn - b.turn) / moods.turn])]
  return parts.length === 0 ? null : Math.hypot(...parts) / Math.sqrt(parts.length)
}

/** So much pace and movement (natural logs) and turns (shares of the face) of one person differ. */
export interface Moods {
  readonly pace: number
  readonly movement: number
  readonly turn: number
}
