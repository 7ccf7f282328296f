import type { OutputOf } from '../../contract/route.ts'
import * as routes from '../../contract/routes/people.ts'
import { type Answer, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { listConsents } from '../store/consents.ts'
import { describeStaff, findStaff } from '../store/staff.ts'

type OwnRecord = OutputOf<typeof routes.readOwnRecord>

/** What rooms to the right know of one person. */
export interface OwnSources {
  listCheckIns(db: Db, countyId: number, staffId: string, now: Iso): Promise<OwnRecord['checkIns']>
  listDuties(db: Db, countyId: number, staffId: string, now: Iso): Promise<OwnRecord['duties']>
}

/** The answer with one's own data, everybody only his own; `main` brings check-ins and duties. */
export const ownRecordAnswer = (sources: OwnSources): Answer =>
  answer(routes.readOwnRecord, async (_, ask) => {
    const { staffId } = callerOf(ask)
    const staff = staffId === null ? undefined : await findStaff(ask.db, ask.countyId, staffId)
    if (staff === undefined) refuse('staffWanted')
    const { db, countyId, now } = ask
    const [described] = await describeStaff(db, countyId, [staff])
    return {
      staff,
      consents: await listConsents(db, countyId, staff.staffId),
      consent: described?.consent ?? 'none',
      enrolled: described?.enrolled ?? false,
      checkIns: await sources.listCheckIns(db, countyId, staff.staffId, now),
      duties: await sources.listDuties(db, countyId, staff.staffId, now),
    }
  })
