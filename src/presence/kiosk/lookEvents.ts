import type { Description } from '../../face/description.ts'
import { type AttemptEvent, readFrame } from '../rules/events.ts'
import type { Look } from './mode.ts'

type Described = Extract<AttemptEvent, { kind: 'described' }>

/** What a description says, in whatever mode it was asked for. */
export type Says = Omit<Described, 'kind' | 'at' | 'frameAt'>

/** A look as events of an attempt: the frame, and what its description says. Time never goes back behind `lastAt`. */
export function eventsOf(
  look: Look,
  lastAt: number,
  take: (description: Description, at: number) => Says,
): AttemptEvent[] {
  const { seen } = look
  const at = Math.max(look.at, lastAt)
  if (seen.kind === 'dropped') return []
  if (seen.kind === 'unreadable') return [{ kind: 'unreadable', at }]

  const { description } = seen
  const frame = readFrame(at, seen.signals, description !== undefined, look.takenAtMs)
  if (description === undefined || frame.kind !== 'frame') return [frame]
  return [frame, { kind: 'described', at, frameAt: at, ...take(description, at) }]
}
