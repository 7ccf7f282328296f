import * as routes from '../../contract/routes/attendance.ts'
import { type Answer, answer, callerOf } from '../../http/answer.ts'
import { daysOfMonth } from '../../kit/month.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import { findStaff } from '../../people/store/staff.ts'
import { demandLines } from '../../people/texts.ts'
import { getReachedUnit, overseers } from '../reach.ts'
import { differencesOf, thaw } from '../rows.ts'
import { listDays } from '../store/ground.ts'
import { erasePrintedRows } from '../store/monthRows.ts'
import { listRevisions, type PrintedMonth } from '../store/months.ts'

const listRevisionsAnswer = answer(routes.listRevisions, async ({ query }, ask) => {
  const { unit } = await getReachedUnit(ask, query.unitId, overseers)
  const printed = await listRevisions(ask.db, ask.countyId, query.month, unit.unitId)
  return printed
    .map((it, i) => ({
      revision: it.revision,
      at: it.at,
      by: it.by,
      reason: it.reason,
      people: it.rows.length + it.erased.length,
      erased: it.erased.length,
      changes: changesOf(printed[i - 1], it),
    }))
    .reverse()
})

/** Whoever was erased from either is compared no more. */
function changesOf(before: PrintedMonth | undefined, after: PrintedMonth) {
  if (before === undefined) return []
  const { from, to } = daysOfMonth(after.month)
  const erased = new Set([...before.erased, ...after.erased])
  const rowsOf = ({ rows }: PrintedMonth) => rows.filter((it) => !erased.has(it.staffId)).map(thaw)
  return differencesOf(listDays(from, to), rowsOf(before), rowsOf(after))
}

const eraseFromMonths = answer(routes.eraseFromMonths, async ({ body: { staffId, reason } }, ask) => {
  demandLines('reason', reason)
  const person = (await findStaff(ask.db, ask.countyId, staffId)) ?? refuse('notFound')
  if (!hasLeft(person, dayOf(ask.now))) refuse('stillEmployed')
  const about = {
    countyId: ask.countyId,
    now: ask.now,
    by: { kind: 'account', id: callerOf(ask).accountId } as const,
    staffId: person.staffId,
  }
  return { erased: await erasePrintedRows(ask.db, person.staffId, reason, about) }
})

/** Printed months of before, and people who are to vanish from them. */
export const revisionAnswers: readonly Answer[] = [listRevisionsAnswer, eraseFromMonths]
