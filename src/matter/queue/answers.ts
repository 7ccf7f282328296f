import type { Answer, Ask } from '../../http/answer.ts'
import { queueKioskAnswers } from './atKiosk.ts'
import { queueDeskAnswers } from './desk.ts'
import { type QueuePages, queuePageAnswers } from './pages.ts'

export interface QueueNeeds {
  readonly pages: QueuePages
  /** Where telephones reach the county's pages. */
  readonly publicUrl: (ask: Ask) => string
}

/** Everything that is asked about queues. */
export const queueAnswers = ({ pages, publicUrl }: QueueNeeds): Answer[] => [
  ...queuePageAnswers(pages),
  ...queueDeskAnswers,
  ...queueKioskAnswers(publicUrl),
]
