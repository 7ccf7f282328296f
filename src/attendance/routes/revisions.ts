import type { Staff } from '../../contract/people.ts'
import type { Told } from '../../contract/proposals.ts'
import * as routes from '../../contract/routes/attendance.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { daysOfMonth } from '../../kit/month.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { act, doOrPropose } from '../../people/proposing.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import { findStaff } from '../../people/store/staff.ts'
import { demandLines } from '../../people/texts.ts'
import { getReachedUnit, overseers } from '../reach.ts'
import { differencesOf, thaw } from '../rows.ts'
import { listDays } from '../store/ground.ts'
import { countPrintedRows, erasePrintedRows } from '../store/monthRows.ts'
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
  const person = await getGone(ask, staffId)
  const rows = await countPrintedRows(ask.db, ask.countyId, person.staffId)
  const change = { kind: 'monthErasure', staffId: person.staffId, reason } as const
  return { rows, second: await doOrPropose(ask, monthErasureAct, change, { takesTwo: rows > 0, reason }) }
})

export const monthErasureAct = act('monthErasure', async (ask, { staffId, reason }) => {
  demandLines('reason', reason)
  const { accountId, grants } = callerOf(ask)
  if (!grants.some(({ role }) => role === 'county')) refuse('forbidden')
  const person = await getGone(ask, staffId)
  const rows = await countPrintedRows(ask.db, ask.countyId, person.staffId)
  const by = { kind: 'account', id: accountId } as const
  const about = { countyId: ask.countyId, now: ask.now, by, staffId: person.staffId }
  return {
    concern: { unitId: person.unitId, staffIds: [person.staffId], accountIds: [] },
    told: tellErasure(person, rows, reason),
    keep: () => erasePrintedRows(ask.db, person.staffId, reason, about),
  }
})

async function getGone(ask: Ask, staffId: string): Promise<Staff> {
  const person = (await findStaff(ask.db, ask.countyId, staffId)) ?? refuse('notFound')
  return hasLeft(person, dayOf(ask.now)) ? person : refuse('stillEmployed')
}

const tellErasure = ({ name, employeeNo }: Staff, rows: number, reason: string): Told => ({
  what: {
    zh: `${name}（${employeeNo}）在已定稿考勤表上的内容`,
    en: `What finalised sheets say of ${name} (${employeeNo})`,
  },
  before: { zh: `在 ${rows} 份定稿的考勤表上`, en: `On ${rows} printed sheets` },
  after: {
    zh: `全部销毁，不能恢复；其他人的不变。理由：${reason}`,
    en: `Destroyed for good; everybody else’s stays. Reason: ${reason}`,
  },
})

/** Printed months of before, and people who are to vanish from them. */
export const revisionAnswers: readonly Answer[] = [listRevisionsAnswer, eraseFromMonths]
