import type { Answer } from '../../http/answer.ts'
import { queueDeskAnswers } from './desk.ts'
import { type QueuePages, queuePageAnswers } from './pages.ts'

/** Everything that is asked about queues. */
export const queueAnswers = (pages: QueuePages): Answer[] => [...queuePageAnswers(pages), ...queueDeskAnswers]
