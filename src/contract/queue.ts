import { z } from 'zod'
import { uuid } from './common.ts'
import { SitePage } from './sitePage.ts'

/** `helped`: old, ill, pregnant, with a small child — whoever says so himself; nobody asks for proof. */
export const lanes = ['usual', 'helped'] as const
export const Lane = z.enum(lanes)
export type Lane = z.infer<typeof Lane>

/** The name of a counter as people read it over the window. */
export const CounterName = z.string().trim().min(1).max(20)

/** How a number left the line before it was served. */
export const LeftWhy = z.enum(['missed', 'own'])
export type LeftWhy = z.infer<typeof LeftWhy>

/** Where a number stands; what is missed is called three times, put back three places once, and then has left. */
export const TicketState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('called'), counter: z.string(), at: z.string(), calls: z.number().int() }),
  z.object({ state: z.literal('held'), counter: z.string(), at: z.string() }),
  z.object({ state: z.literal('done'), counter: z.string(), calledAt: z.string(), at: z.string() }),
  z.object({ state: z.literal('left'), why: LeftWhy, at: z.string() }),
])
export type TicketState = z.infer<typeof TicketState>

export const Ticket = z.object({
  ticketId: uuid,
  number: z.number().int(),
  lane: Lane,
  takenAt: z.string(),
  /** How often it was put back. */
  putBack: z.number().int(),
  is: TicketState,
})
export type Ticket = z.infer<typeof Ticket>

/** Whole minutes from and to, read off today’s own times; null while fewer than five were served. */
export const Expected = z.object({ from: z.number().int(), to: z.number().int() }).nullable()
export type Expected = z.infer<typeof Expected>

export const CalledNumber = z.object({ number: z.number().int(), counter: z.string() })
export type CalledNumber = z.infer<typeof CalledNumber>

/** What everybody at a site may see of its queue. */
export const QueueNow = z.object({
  open: z.boolean(),
  waiting: z.number().int(),
  called: z.array(CalledNumber),
  /** For whoever takes a usual number now. */
  expected: Expected,
})
export type QueueNow = z.infer<typeof QueueNow>

export const QueuePageView = SitePage.extend({ now: QueueNow, press: uuid })
export type QueuePageView = z.infer<typeof QueuePageView>

export const TicketView = SitePage.extend({
  code: z.string(),
  ticket: Ticket,
  /** Numbers that come before it. */
  ahead: z.number().int(),
  expected: Expected,
  /** Of another day: nothing is called any more. */
  over: z.boolean(),
})
export type TicketView = z.infer<typeof TicketView>

/** What the counter does, one press each. `next` ends the number it has and calls the next one. */
export const CounterAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('next'), counter: CounterName }),
  z.object({ act: z.literal('done'), counter: CounterName }),
  z.object({ act: z.literal('noShow'), counter: CounterName }),
  z.object({ act: z.literal('hold'), counter: CounterName }),
  z.object({ act: z.literal('resume'), counter: CounterName, ticketId: uuid }),
])
export type CounterAct = z.infer<typeof CounterAct>

export const QueueView = z.object({
  siteId: uuid,
  siteName: z.string(),
  open: z.boolean(),
  counters: z.array(z.string()),
  /** In the order they will be called. */
  waiting: z.array(Ticket),
  called: z.array(Ticket),
  held: z.array(Ticket),
  served: z.number().int(),
  left: z.number().int(),
  expected: Expected,
  mayKeep: z.boolean(),
  asOf: z.string(),
})
export type QueueView = z.infer<typeof QueueView>
