import type { Ticket } from '../../contract/queue.ts'
import type { FactOf } from '../../fact/fact.ts'

/** The facts a line is made of. */
export const lineKinds = [
  'numberTaken',
  'numberCalled',
  'numberHeld',
  'numberDone',
  'numberPutBack',
  'numberLeft',
] as const
export type LineKind = (typeof lineKinds)[number]
export type LineFact = { [K in LineKind]: Pick<FactOf<K>, 'kind' | 'at' | 'body'> }[LineKind]

/** The line of a site on one day: every number of the day, and those that wait in the order they will be called. */
export interface Line {
  readonly tickets: Readonly<Record<string, Ticket>>
  readonly waiting: readonly string[]
}

export const emptyLine: Line = { tickets: {}, waiting: [] }

/** What a fact makes of the line; one that does not fit changes nothing. */
export function afterFact(line: Line, fact: LineFact): Line {
  if (fact.kind === 'numberTaken') return taken(line, fact)
  const ticket = line.tickets[fact.body.ticketId]
  if (ticket === undefined) return line
  switch (fact.kind) {
    case 'numberCalled': {
      const { counter } = fact.body
      const calls = ticket.is.state === 'called' ? ticket.is.calls + 1 : 1
      return outside(line, { ...ticket, is: { state: 'called', counter, at: fact.at, calls } })
    }
    case 'numberHeld':
      return outside(line, { ...ticket, is: { state: 'held', counter: fact.body.counter, at: fact.at } })
    case 'numberDone': {
      const calledAt = ticket.is.state === 'called' ? ticket.is.at : fact.at
      return outside(line, { ...ticket, is: { state: 'done', counter: fact.body.counter, calledAt, at: fact.at } })
    }
    case 'numberPutBack':
      return putBack(line, ticket, fact.body.places)
    case 'numberLeft':
      return outside(line, { ...ticket, is: { state: 'left', why: fact.body.why, at: fact.at } })
    default:
      return fact satisfies never
  }
}

function taken(line: Line, { at, body }: Extract<LineFact, { kind: 'numberTaken' }>): Line {
  const { ticketId, number, lane } = body
  if (line.tickets[ticketId]) return line
  const ticket: Ticket = { ticketId, number, lane, takenAt: at, putBack: 0, is: { state: 'waiting' } }
  const tickets = { ...line.tickets, [ticketId]: ticket }
  // Whoever needs help comes first after the one being served, behind others who do.
  const place = lane === 'helped' ? helpedFirst(line) : line.waiting.length
  return { tickets, waiting: line.waiting.toSpliced(place, 0, ticketId) }
}

/** Behind those of the helped lane that stand in front. */
function helpedFirst({ tickets, waiting }: Line): number {
  const first = waiting.findIndex((id) => tickets[id]?.lane !== 'helped')
  return first === -1 ? waiting.length : first
}

function putBack(line: Line, ticket: Ticket, places: number): Line {
  const { tickets, waiting } = outside(line, { ...ticket, putBack: ticket.putBack + 1, is: { state: 'waiting' } })
  return { tickets, waiting: waiting.toSpliced(Math.min(places, waiting.length), 0, ticket.ticketId) }
}

const outside = ({ tickets, waiting }: Line, ticket: Ticket): Line => ({
  tickets: { ...tickets, [ticket.ticketId]: ticket },
  waiting: waiting.filter((id) => id !== ticket.ticketId),
})

/** The number a counter has called and not ended. */
export const atCounter = ({ tickets }: Line, counter: string): Ticket | undefined =>
  Object.values(tickets).find((it) => it.is.state === 'called' && it.is.counter === counter)

/** Numbers in a state, in the order they were taken. */
export const inState = ({ tickets }: Line, state: Ticket['is']['state']): Ticket[] =>
  Object.values(tickets)
    .filter((it) => it.is.state === state)
    .sort((a, b) => a.number - b.number)

/** The highest number of the day. */
export const lastNumber = ({ tickets }: Line): number =>
  Object.values(tickets).reduce((most, it) => Math.max(most, it.number), 0)
