import { z } from 'zod'
import { uuid } from './common.ts'
import { KioskMatter, KioskVisit, TypedCode } from './kioskReceipt.ts'
import { Expected, Lane, QueueNow } from './queue.ts'
import { VisitOutcome } from './visits.ts'

/**
 * What somebody at the kiosk asks of the county. The station passes it on and keeps nothing of it; without a network it
 * is refused, as only the county knows.
 */
export const CountyAsk = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('queue') }),
  /** `press` is random and made for this screen alone: asked twice it is one number. */
  z.object({ ask: z.literal('number'), press: uuid, lane: Lane }),
  /** The code of a receipt or of a visit. */
  z.object({ ask: z.literal('code'), code: TypedCode }),
  z.object({ ask: z.literal('say'), code: TypedCode, outcome: VisitOutcome, after: z.string().max(40) }),
  z.object({ ask: z.literal('reopen'), code: TypedCode }),
])
export type CountyAsk = z.infer<typeof CountyAsk>

/** A drawn code: `size` modules a side, `path` as an SVG draws it, one unit a module. */
const Drawn = z.object({ size: z.number().int(), path: z.string() })

/** What the county answered. `refused` in both languages, as it stands on the screen. */
export const CountyAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('queue'), now: QueueNow }),
  z.object({
    answer: z.literal('number'),
    number: z.number().int(),
    lane: Lane,
    /** Numbers that come before it. */
    ahead: z.number().int(),
    expected: Expected,
    /** Called already, where to go; else null. */
    counter: z.string().nullable(),
    /** Of its page for a telephone, and the same as a drawn code. */
    address: z.url(),
    drawn: Drawn,
  }),
  z.object({ answer: z.literal('matter'), matter: KioskMatter }),
  z.object({ answer: z.literal('visit'), visit: KioskVisit }),
  z.object({ answer: z.literal('refused'), refusal: z.string(), zh: z.string(), en: z.string() }),
])
export type CountyAnswer = z.infer<typeof CountyAnswer>
