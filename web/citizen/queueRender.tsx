import type { QueuePageView, TicketView } from '../../src/contract/queue.ts'
import type { Language } from '../shared/language.ts'
import { QueuePage } from './queue.tsx'
import { TicketPage } from './queueTicket.tsx'
import { queueWords } from './queueWords.ts'
import { toDocument } from './render.tsx'

/** The pages of queues as whole HTML documents. */
export const queuePages = {
  queue: (view: QueuePageView, language: Language): string =>
    toDocument(<QueuePage view={view} language={language} words={queueWords[language]} />),
  ticket: (view: TicketView, language: Language): string =>
    toDocument(<TicketPage view={view} language={language} words={queueWords[language]} />),
}
