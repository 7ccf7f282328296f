import * as routes from '../../../contract/routes/suspects.ts'
import { type Answer, answer, callerOf } from '../../../http/answer.ts'
import { refuse } from '../../../kit/refusals.ts'
import { demandLines } from '../../../people/texts.ts'
import { describeOwn, findAppealUntil, isConcerned } from './describe.ts'
import { listSuspectsKept, lockSuspect } from './store.ts'

/** What is suspect, for the person whose check-in it is. */
export const ownSuspectAnswers: readonly Answer[] = [
  answer(routes.listOwnSuspects, async (_, ask) => {
    const staffId = callerOf(ask).staffId ?? refuse('staffWanted')
    const them = await listSuspectsKept(ask.db, ask.countyId, { staffId })
    return describeOwn(ask.db, ask.countyId, them, staffId, ask.now)
  }),

  answer(routes.appealSuspect, async ({ params, body }, ask) => {
    demandLines('text', body.text)
    const { db, countyId, now } = ask
    const staffId = callerOf(ask).staffId ?? refuse('staffWanted')
    await lockSuspect(db, countyId, params.suspectId)
    const [suspect] = await listSuspectsKept(db, countyId, { staffId, suspectId: params.suspectId })
    if (suspect === undefined || !suspect.whose.some((it) => it.staffId === staffId)) return refuse('notFound')
    if (suspect.appeals.some((it) => it.staff_id === staffId)) return refuse('alreadyDone')
    if (!isConcerned(suspect, staffId)) return refuse('nothingToAppeal')
    if (findAppealUntil(suspect, staffId, now) === null) return refuse('appealTooLate')
    const { suspect_id: suspectId, site_id: siteId, simulated } = suspect
    const idemKey = `suspectAppealed:${suspectId}:${staffId}`
    await ask.record(
      'suspectAppealed',
      { suspectId, staffId, text: body.text },
      { siteId, staffId, simulated, idemKey },
    )
    return { done: true } as const
  }),
]
