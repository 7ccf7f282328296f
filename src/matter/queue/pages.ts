import type { QueuePageView, TicketView } from '../../contract/queue.ts'
import * as routes from '../../contract/routes/queue.ts'
import { type Answer, type Ask, answer } from '../../http/answer.ts'
import { readReceiptCode } from '../../kit/receiptCode.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { findCounty, findSite } from '../../people/store/tree.ts'
import { newPress } from '../visit/newPress.ts'
import { decideLeave } from './decide.ts'
import { record } from './recording.ts'
import { findLine, findQueue, lockLine, queueNow } from './store.ts'
import { getTicketPlace, mostFromAfar, readTicket, takeNumber } from './taking.ts'

type Language = Ask['language']

/** How the pages are drawn; they live on the other side of the house and come by argument. */
export interface QueuePages {
  queue(view: QueuePageView, language: Language): string
  ticket(view: TicketView, language: Language): string
}

/** What a citizen does with a queue, without an account or a script. */
export function queuePageAnswers(pages: QueuePages): Answer[] {
  return [
    answer(routes.showQueue, async ({ params }, ask) => {
      const line = await findLine(ask.db, ask.countyId, params.siteId, dayOf(ask.now))
      const place = await placeOf(ask, params.siteId)
      const queue = await findQueue(ask.db, ask.countyId, params.siteId)
      const now = { ...queueNow(line, ask.now), open: queue?.open ?? false }
      return asPage(ask, pages.queue({ ...place, now, press: newPress() }, ask.language), 30)
    }),
    answer(routes.takeNumber, async ({ params, body }, ask) => {
      const { siteId } = await placeOf(ask, params.siteId)
      const code = await takeNumber(ask, siteId, body, mostFromAfar)
      return goTo(ask, code, body.lang)
    }),
    answer(routes.showTicket, async ({ params }, ask) => {
      const code = readReceiptCode(params.code) ?? refuse('notFound')
      const view = await viewOf(ask, code)
      const waits = !view.over && view.ticket.is.state !== 'done' && view.ticket.is.state !== 'left'
      return asPage(ask, pages.ticket(view, ask.language), waits ? 15 : undefined)
    }),
    answer(routes.leaveQueue, async ({ params, body }, ask) => {
      const code = readReceiptCode(params.code) ?? refuse('notFound')
      const { ticketId, siteId, day } = await getTicketPlace(ask, code)
      await lockLine(ask.db, ask.countyId, siteId)
      const decided = decideLeave(await findLine(ask.db, ask.countyId, siteId, day), ticketId)
      // Pressed twice, or called off by the rule meanwhile: it has left all the same.
      if ('moves' in decided) await record(ask, siteId, day, decided.moves, { by: { kind: 'public' } })
      return goTo(ask, code, body.lang)
    }),
  ]
}

async function viewOf(ask: Ask, code: string): Promise<TicketView> {
  const { siteId, ...standing } = await readTicket(ask, code)
  return { ...(await placeOf(ask, siteId)), code, ...standing }
}

async function placeOf(ask: Ask, siteId: string) {
  const county = (await findCounty(ask.db)) ?? refuse('notSetUp')
  const site = await findSite(ask.db, ask.countyId, siteId)
  if (site === undefined || site.closed) return refuse('notFound')
  return {
    siteId: site.siteId,
    siteName: site.name,
    countyName: county.name,
    demo: county.demo,
    dutyPhone: site.dutyPhone,
    complaints: county.complaints,
    asOf: ask.now,
  }
}

/** `refresh`: how soon a browser looks again by itself, without a script. */
function asPage({ reply }: Ask, page: string, refresh?: number): string {
  void reply
    .type('text/html; charset=utf-8')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
  if (refresh !== undefined) void reply.header('refresh', String(refresh))
  return page
}

function goTo(ask: Ask, code: string, lang: Language | undefined): string {
  void ask.reply.code(303).header('location', `/queue/ticket/${code}?lang=${lang ?? ask.language}`)
  return asPage(ask, '')
}
