import { z } from 'zod'
import { uuid } from '../common.ts'
import { KioskMatter, KioskVisit, TypedCode } from '../kioskReceipt.ts'
import { Expected, Lane, QueueNow, Ticket } from '../queue.ts'
import { route } from '../route.ts'
import { VisitOutcome } from '../visits.ts'

/**
 * What a station asks for somebody at its kiosk, of its own site only. Signed by the device key like everything a station
 * asks; how much one station may ask is weighed by device, for an address may be a whole county's.
 */

/** A number as it was taken at a kiosk. */
export const KioskTicket = z.object({
  ticket: Ticket,
  /** Numbers that come before it. */
  ahead: z.number().int(),
  expected: Expected,
  /** Of its page, for whoever holds its code. */
  address: z.url(),
})
export type KioskTicket = z.infer<typeof KioskTicket>

export const readQueueAtKiosk = route({
  name: 'readQueueAtKiosk',
  method: 'GET',
  path: '/api/station/queue',
  summary: 'The queue of the station’s site, as everybody there may see it.',
  who: 'station',
  perMinute: 600,
  output: QueueNow,
})

export const takeNumberAtKiosk = route({
  name: 'takeNumberAtKiosk',
  method: 'POST',
  path: '/api/station/queue/numbers',
  summary: 'Takes a number at the station’s site for somebody at its kiosk; a visit begins with it. Safe to repeat.',
  who: 'station',
  perMinute: 300,
  body: z.object({ press: uuid, lane: Lane }),
  output: KioskTicket,
})

/** What a code on a piece of paper belongs to. */
export const KioskFound = z.discriminatedUnion('found', [
  z.object({ found: z.literal('matter'), matter: KioskMatter }),
  z.object({ found: z.literal('visit'), visit: KioskVisit }),
])
export type KioskFound = z.infer<typeof KioskFound>

export const readCodeAtKiosk = route({
  name: 'readCodeAtKiosk',
  method: 'POST',
  path: '/api/station/receipts',
  summary:
    'What somebody at a kiosk has the code of, as far as a public screen may show it. What a station gets wrong is weighed, so that none can guess.',
  who: 'station',
  perMinute: 300,
  body: z.object({ code: TypedCode }),
  output: KioskFound,
})

export const endVisitAtKiosk = route({
  name: 'endVisitAtKiosk',
  method: 'POST',
  path: '/api/station/receipts/visit',
  summary: 'What became of a visit, said at a kiosk by whoever has its code.',
  who: 'station',
  perMinute: 300,
  body: z.object({ code: TypedCode, outcome: VisitOutcome, after: z.string().max(40) }),
  output: KioskFound,
})

export const reopenAtKiosk = route({
  name: 'reopenAtKiosk',
  method: 'POST',
  path: '/api/station/receipts/reopening',
  summary: 'Has a matter done again, at a kiosk, for whoever has its code.',
  who: 'station',
  perMinute: 300,
  body: z.object({ code: TypedCode }),
  output: KioskFound,
})
