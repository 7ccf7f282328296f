import type { CounterAct } from '../../contract/queue.ts'
import { atCounter, type Line } from './line.ts'

/** What is to be recorded for a press, in order. */
export type Move =
  | { readonly move: 'numberCalled' | 'numberHeld' | 'numberDone'; readonly ticketId: string; readonly counter: string }
  | { readonly move: 'numberPutBack'; readonly ticketId: string; readonly places: number }
  | { readonly move: 'numberLeft'; readonly ticketId: string; readonly why: 'missed' | 'own' }

/** `idle`: the counter has no number, or nobody waits. `otherwise`: the number stands otherwise now. */
export type Decided = { readonly moves: readonly Move[] } | { readonly refused: 'idle' | 'otherwise' }

/** Called this often, a number was missed. */
export const mostCalls = 3
/** Missed once, it goes back so many places; missed again, it has left. */
export const placesBack = 3

/** What one press at a counter does. */
export function decideAct(line: Line, act: CounterAct): Decided {
  const { counter } = act
  const has = atCounter(line, counter)
  const ended: Move[] = has ? [{ move: 'numberDone', ticketId: has.ticketId, counter }] : []
  switch (act.act) {
    case 'next':
      return some([...ended, ...line.waiting.slice(0, 1).map((ticketId) => calling(ticketId, counter))])
    case 'done':
      return some(ended)
    case 'hold':
      return some(ended.map((it) => ({ move: 'numberHeld', ticketId: it.ticketId, counter })))
    case 'noShow':
      return some(has ? [missed(has, counter)] : [])
    case 'resume': {
      const isHeld = line.tickets[act.ticketId]?.is.state === 'held'
      return isHeld ? { moves: [...ended, calling(act.ticketId, counter)] } : { refused: 'otherwise' }
    }
    default:
      return act satisfies never
  }
}

const some = (moves: readonly Move[]): Decided => (moves.length > 0 ? { moves } : { refused: 'idle' })
const calling = (ticketId: string, counter: string): Move => ({ move: 'numberCalled', ticketId, counter })

type Called = NonNullable<ReturnType<typeof atCounter>>

function missed({ ticketId, putBack, is }: Called, counter: string): Move {
  const calls = is.state === 'called' ? is.calls : 0
  if (calls < mostCalls) return calling(ticketId, counter)
  return putBack === 0
    ? { move: 'numberPutBack', ticketId, places: placesBack }
    : { move: 'numberLeft', ticketId, why: 'missed' }
}

/** Giving a number back: while it waits, is called or on hold. */
export function decideLeave(line: Line, ticketId: string): Decided {
  const state = line.tickets[ticketId]?.is.state
  if (state === undefined || state === 'done' || state === 'left') return { refused: 'otherwise' }
  return { moves: [{ move: 'numberLeft', ticketId, why: 'own' }] }
}
