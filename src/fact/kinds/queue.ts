import { z } from 'zod'
import { Lane, LeftWhy } from '../../contract/queue.ts'

const uuid = z.uuid()
/** A number belongs to one site and day; its id is that of the visit it begins. */
const ticket = z.object({ ticketId: uuid, siteId: uuid, day: z.string() })

/** The line before the counters of a site. Nothing of who stands in it, or who serves. */
export const queueKinds = {
  queueKept: z.object({ siteId: uuid, open: z.boolean(), counters: z.array(z.string()) }),
  numberTaken: ticket.extend({
    codeHash: z.string().regex(/^[0-9a-f]{64}$/),
    number: z.number().int(),
    lane: Lane,
  }),
  /** Also the second and third time. */
  numberCalled: ticket.extend({ counter: z.string() }),
  /** Served in part; comes back to be served before others. */
  numberHeld: ticket.extend({ counter: z.string() }),
  numberDone: ticket.extend({ counter: z.string() }),
  /** Called three times and nobody came. */
  numberPutBack: ticket.extend({ places: z.number().int() }),
  numberLeft: ticket.extend({ why: LeftWhy }),
} as const
