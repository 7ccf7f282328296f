import * as routes from '../contract/routes/roster.ts'
import { type Answer, answer } from '../http/answer.ts'
import type { AnyAct } from '../people/proposing.ts'
import { assignmentAct, assignmentEndAct } from './assignmentActs.ts'
import { findDigest } from './digest.ts'
import { dutiesAct, dutyCancelAct } from './dutyActs.ts'
import { ownStaffId } from './reach.ts'
import { dutyAnswers } from './routes/duties.ts'
import { elsewhereAnswer } from './routes/elsewhere.ts'
import { feedAnswers, type PublicUrl } from './routes/feeds.ts'
import { shiftAnswers } from './routes/shifts.ts'
import { swapAnswers } from './routes/swaps.ts'

/** The answers of the roster; `publicUrl` is the address people reach us at. */
export const rosterAnswers = (publicUrl: PublicUrl): Answer[] => [
  ...dutyAnswers,
  elsewhereAnswer,
  ...shiftAnswers,
  ...swapAnswers,
  ...feedAnswers(publicUrl),
  answer(routes.readDigest, (_, ask) => findDigest(ask.db, ask.countyId, ownStaffId(ask), ask.now)),
]

/** What takes two persons in this room. */
export const rosterActs: readonly AnyAct[] = [dutiesAct, dutyCancelAct, assignmentAct, assignmentEndAct]
