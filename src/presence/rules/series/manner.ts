import type { FaceSignals } from '../../../contract/signals.ts'
import type { AttemptRecord } from '../../../fact/kinds/presence.ts'

/** How somebody does what is asked: milliseconds from prompt to onset and from there to the peak, and how far turns go. */
export interface Manner {
  readonly paceMs: number
  readonly movementMs: number
  /** Share of the face; null where no turn was asked for. */
  readonly turn: number | null
}

type Step = AttemptRecord['steps'][number]

/** How the asked movements were done; null where none was. Geometric means, as reaction times are. */
export function mannerOf(steps: readonly Step[], faces: readonly FaceSignals[]): Manner | null {
  const done = steps.flatMap(({ onsetMs, peakMs }) =>
    onsetMs !== null && onsetMs > 0 && peakMs !== null ? [{ onsetMs, riseMs: Math.max(1, peakMs - onsetMs) }] : [],
  )
  if (done.length === 0) return null
  const turned = steps.some(({ action }) => action.endsWith('Left') || action.endsWith('Right'))
  const turns = faces.map(({ turn }) => Math.abs(turn - 0.5))
  return {
    paceMs: geometric(done.map(({ onsetMs }) => onsetMs)),
    movementMs: geometric(done.map(({ riseMs }) => riseMs)),
    turn: turned && turns.length > 0 ? Math.max(...turns) : null,
  }
}

const geometric = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
