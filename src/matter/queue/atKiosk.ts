import { readQueueAtKiosk, takeNumberAtKiosk } from '../../contract/routes/atKiosk.ts'
import { type Answer, type Ask, answer, type CallingStation } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf, toMs } from '../../kit/time.ts'
import { findSite } from '../../people/store/tree.ts'
import { getSpeaking } from '../../presence/center/speaking.ts'
import { openWeight } from '../../presence/kiosk/weighing.ts'
import { findLine, findQueue, queueNow } from './store.ts'
import { readTicket, takeNumber } from './taking.ts'

/** No counter serves more, and a child that plays with the screen gets no further. */
const numbersBorne = { most: 60, withinMs: 10 * 60_000 }

/** What a station asks about the queue of its own site for somebody at its kiosk. */
export function queueKioskAnswers(publicUrl: (ask: Ask) => string): Answer[] {
  const taken = openWeight(numbersBorne)
  return [
    answer(readQueueAtKiosk, async (_, ask) => {
      const { db, countyId, now } = ask
      const { siteId } = await getAtOpenSite(ask)
      const line = await findLine(db, countyId, siteId, dayOf(now))
      return { ...queueNow(line, now), open: (await findQueue(db, countyId, siteId))?.open ?? false }
    }),

    answer(takeNumberAtKiosk, async ({ body }, ask) => {
      const { siteId, deviceId } = await getAtOpenSite(ask)
      if (!taken.bears(deviceId, toMs(ask.now))) return refuse('tooManyRequests')
      const code = await takeNumber(ask, siteId, body)
      const { ticket, ahead, expected } = await readTicket(ask, code)
      return { ticket, ahead, expected, address: `${publicUrl(ask)}/queue/ticket/${code}` }
    }),
  ]
}

/** The station that asks, at a site that is not closed; what another site has is none of its business. */
async function getAtOpenSite(ask: Ask): Promise<CallingStation> {
  const station = await getSpeaking(ask)
  const site = await findSite(ask.db, ask.countyId, station.siteId)
  return site === undefined || site.closed ? refuse('notFound') : station
}
