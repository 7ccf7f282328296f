import type { Answer } from '../http/answer.ts'
import { bulletinAnswer } from './routes/bulletin.ts'
import { caseAnswers } from './routes/cases.ts'
import { monthAnswers, type RenderPaper } from './routes/month.ts'
import { personAnswers } from './routes/person.ts'
import { revisionAnswers } from './routes/revisions.ts'
import { ruleAnswers } from './routes/rules.ts'
import { todayAnswer } from './routes/today.ts'

/** Everything about attendance. */
export const attendanceAnswers = (renderPaper: RenderPaper): readonly Answer[] => [
  todayAnswer,
  ...caseAnswers,
  ...monthAnswers(renderPaper),
  ...revisionAnswers,
  ...personAnswers,
  ...ruleAnswers,
  bulletinAnswer,
]
