import { z } from 'zod'
import { uuid } from '../common.ts'
import { Expected, Lane, QueueNow, Ticket } from '../queue.ts'
import { route } from '../route.ts'

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
  address: z.string(),
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
