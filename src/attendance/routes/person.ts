import type { OutputOf } from '../../contract/route.ts'
import * as routes from '../../contract/routes/attendance.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { daysOfMonth } from '../../kit/month.ts'
import { refuse } from '../../kit/refusals.ts'
import { findStaff } from '../../people/store/staff.ts'
import { judgePerson } from '../judging.ts'
import { getReachedUnit, overseers } from '../reach.ts'
import { explain } from '../rules/explain.ts'
import { totalsOf } from '../rules/totals.ts'
import { stayOn } from '../stays.ts'
import { loadGround } from '../store/ground.ts'

type PersonMonth = OutputOf<typeof routes.readPersonMonth>

const readPersonMonth = answer(routes.readPersonMonth, async ({ query }, ask) => {
  const person = (await findStaff(ask.db, ask.countyId, query.staffId)) ?? refuse('notFound')
  await getReachedUnit(ask, person.unitId, overseers)
  return monthOf(ask, query.staffId, query.month)
})

const readOwnMonth = answer(routes.readOwnMonth, async ({ query }, ask) =>
  monthOf(ask, callerOf(ask).staffId ?? refuse('notFound'), query.month),
)

async function monthOf({ db, countyId, now }: Ask, staffId: string, month: string): Promise<PersonMonth> {
  const ground = await loadGround(db, countyId, daysOfMonth(month), now)
  const [file] = await ground.listFiles(db, [staffId])
  if (file === undefined) return refuse('notFound')
  const { judging } = ground
  const unitOn = (day: string): string => stayOn(file.career.postings, file.career.firstSeen, day).unitId
  const days = judgePerson(judging, file, () => true)?.days ?? []
  return {
    staffId,
    month,
    days: days.map((judged) => ({
      calendar: judging.settle(unitOn(judged.day), staffId, judged.day).calendar,
      verdict: explain(judged),
    })),
    totals: totalsOf(days),
    legend: judging.settle(unitOn(ground.days.to), staffId, ground.days.to).rule.legend,
    simulated: file.seen.some((it) => it.simulated),
  }
}

/** One person's month, for those who look after him and for himself. */
export const personAnswers: readonly Answer[] = [readPersonMonth, readOwnMonth]
