import type { Lane, TicketView } from '../../contract/queue.ts'
import type { Ask } from '../../http/answer.ts'
import { hashOfCode } from '../../kit/receiptCode.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { findCounty } from '../../people/store/tree.ts'
import { pressedOf } from '../../presence/kiosk/press.ts'
import { beginVisit } from '../visit/saying.ts'
import { expectWait } from './expected.ts'
import { lastNumber } from './line.ts'
import { findLine, findQueue, findTicketPlace, lockLine } from './store.ts'

/** Where so many wait, phones get no number: from afar anybody could fill the line, at the kiosk one has to stand there. */
export const mostFromAfar = 100

interface Press {
  readonly press: string
  readonly lane: Lane
}

/**
 * Takes a number, and begins the visit with it; the same press twice is one number. Answers its code. Refuses
 * `queueClosed`, and `queueFull` where `most` wait already.
 */
export async function takeNumber(
  ask: Ask,
  siteId: string,
  { press, lane }: Press,
  most = Number.POSITIVE_INFINITY,
): Promise<string> {
  const { db, countyId, now } = ask
  const { visitId: ticketId, code, codeHash } = pressedOf(press)
  await lockLine(db, countyId, siteId)
  if (await findTicketPlace(db, countyId, codeHash)) return code
  if (!(await findQueue(db, countyId, siteId))?.open) return refuse('queueClosed')
  const day = dayOf(now)
  const line = await findLine(db, countyId, siteId, day)
  if (line.waiting.length >= most) return refuse('queueFull')
  const number = lastNumber(line) + 1
  await beginVisit(ask, 'public', { press, siteId, channel: 'queue', matterId: null })
  const about = { siteId, simulated: (await findCounty(db))?.demo ?? false, by: { kind: 'public' } } as const
  await ask.record('numberTaken', { ticketId, siteId, day, codeHash, number, lane }, about)
  return code
}

/** Where the number of a code was taken. Refuses `notFound`. */
export async function getTicketPlace(ask: Ask, code: string) {
  return (await findTicketPlace(ask.db, ask.countyId, hashOfCode(code))) ?? refuse('notFound')
}

type Standing = Pick<TicketView, 'ticket' | 'ahead' | 'expected' | 'over'> & { readonly siteId: string }

/** Where the number of a code stands now. Refuses `notFound`. */
export async function readTicket(ask: Ask, code: string): Promise<Standing> {
  const { db, countyId, now } = ask
  const { ticketId, siteId, day } = await getTicketPlace(ask, code)
  const line = await findLine(db, countyId, siteId, day)
  const ticket = line.tickets[ticketId] ?? refuse('notFound')
  const ahead = Math.max(0, line.waiting.indexOf(ticketId))
  return { siteId, ticket, ahead, expected: expectWait(line, ahead, now), over: day !== dayOf(now) }
}
