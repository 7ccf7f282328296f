import type { Answer } from '../http/answer.ts'
import type { AnyAct } from '../people/proposing.ts'
import { bulletinAnswer } from './routes/bulletin.ts'
import { caseAnswers, caseDecisionAct } from './routes/cases.ts'
import { monthAnswers, monthRevisionAct, type RenderPaper } from './routes/month.ts'
import { personAnswers } from './routes/person.ts'
import { monthErasureAct, revisionAnswers } from './routes/revisions.ts'
import { ruleAct, ruleAnswers, ruleLiftAct } from './routes/rules.ts'
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

/** What takes two persons in this room. */
export const attendanceActs: readonly AnyAct[] = [
  ruleAct,
  ruleLiftAct,
  caseDecisionAct,
  monthRevisionAct,
  monthErasureAct,
]
