import type { Answer } from '../../http/answer.ts'
import { visitDeskAnswers } from './desk.ts'
import { visitPageAnswers } from './pages.ts'
import type { VisitNeeds } from './pageViews.ts'

/** Everything that is asked about visits. */
export const visitAnswers = (needs: VisitNeeds): Answer[] => [...visitPageAnswers(needs), ...visitDeskAnswers()]
