import type { Unit } from '../../contract/people.ts'
import type { Told } from '../../contract/proposals.ts'
import type { QueryOf } from '../../contract/route.ts'
import type { MonthSheet } from '../../contract/routes/attendance.ts'
import * as routes from '../../contract/routes/attendance.ts'
import type { Fact } from '../../fact/fact.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { newId } from '../../kit/ids.ts'
import { daysOfMonth } from '../../kit/month.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { act, doOrPropose } from '../../people/proposing.ts'
import { demandLines } from '../../people/texts.ts'
import { mostOnASheet as mostPeople } from '../crowd.ts'
import { type MonthAsk, readMonths, type UnitMonth } from '../month.ts'
import { type Paper, paperOf } from '../paper.ts'
import { listPunches } from '../punches.ts'
import { getReachedUnit, keepers, mayKnowMethods, overseers } from '../reach.ts'
import { freeze } from '../rows.ts'
import { isCovered, isEmpty, isOver, sheetOf } from '../sheet.ts'
import { rowKey } from '../store/monthRows.ts'
import { findRecordsFrom, listPrintedMonths } from '../store/months.ts'
import { writeWorkbook } from '../writing/apart.ts'
import { writeMonthCsv } from '../writing/csv.ts'

/** How the sheet is drawn as a page; pages live on the other side of the house and come by argument. */
export type RenderPaper = (paper: Paper) => string

/** Month sheets: looked at, taken out, printed for good. */
export const monthAnswers = (renderPaper: RenderPaper): readonly Answer[] => [
  answer(routes.readMonthSheet, async ({ query }, ask) => {
    const { unit, below } = await getReachedUnit(ask, query.unitId, overseers)
    return readSheet(ask, { ...query, unitIds: chosen(query, unit, below) })
  }),

  answer(routes.listDifferences, async ({ query }, ask) => {
    const { unit } = await getReachedUnit(ask, query.unitId, overseers)
    const { months } = await readMonths(
      ask.db,
      ask.countyId,
      { unitIds: [unit.unitId], month: query.month, mostPeople },
      ask.now,
    )
    return months.flatMap((it) => [...it.differences])
  }),

  finaliseMonth,

  answer(routes.exportMonthSheet, async ({ query }, ask) => {
    const { unit, below } = await getReachedUnit(ask, query.unitId, keepers)
    const sheet = await readSheet(ask, { ...query, unitIds: chosen(query, unit, below) })
    if (sheet.rows.length === 0 && sheet.state.kind === 'open') refuse('monthEmpty')
    const paper = paperOf(sheet, { by: callerOf(ask).name, at: ask.now })
    await recordExport(ask, sheet, query)
    if (query.as === 'print') {
      void ask.reply.type('text/html; charset=utf-8')
      return renderPaper(paper)
    }
    const stamp = ask.now.slice(0, 19).replaceAll(/[-:T]/g, '')
    const name = `attendance-${query.month}-${stamp}-${callerOf(ask).accountId}.${query.as}`
    void ask.reply.header('content-disposition', `attachment; filename="${name}"`)
    void ask.reply.type(query.as === 'csv' ? 'text/csv; charset=utf-8' : xlsxType)
    return query.as === 'csv' ? writeMonthCsv(paper) : writeXlsx(ask, sheet, paper)
  }),
]

/** The first print of a month is one person's work; what is printed anew takes two. */
const finaliseMonth = answer(routes.finaliseMonth, async ({ body }, ask) => {
  const { unitId, month, reason } = body
  const { unit } = await getReachedUnit(ask, unitId, keepers)
  const change = { kind: 'monthRevision', unitId: unit.unitId, month, reason } as const
  const printed = await listPrintedMonths(ask.db, ask.countyId, month)
  const takesTwo = printed.some((it) => it.unitId === unit.unitId && it.month === month)
  const second = await doOrPropose(ask, monthRevisionAct, change, { takesTwo, reason })
  return { ...(await readSheet(ask, { unitIds: [unit.unitId], month })), second }
})

export const monthRevisionAct = act('monthRevision', async (ask, { unitId, month, reason }) => {
  demandLines('reason', reason)
  const { unit } = await getReachedUnit(ask, unitId, keepers)
  const asked = { unitIds: [unit.unitId], month, mostPeople }
  const { ground, months } = await readMonths(ask.db, ask.countyId, asked, ask.now)
  const [own] = months
  if (own === undefined || !isOver(months, ask.now)) return refuse('monthNotOver')
  const { coverageFrom, coverageUntil } = ground
  if (!isCovered(month, ground)) refuse('monthNotCovered', { coverageFrom, coverageUntil })
  if (isEmpty(months)) refuse('monthEmpty')
  if (own.printed !== undefined && reason === '') refuse('revisionReasonWanted')
  return {
    concern: { unitId: unit.unitId, staffIds: [...new Set(own.differences.map((it) => it.staffId))], accountIds: [] },
    told: tellRevision(own),
    keep: () => print(ask, own, reason),
  }
})

function tellRevision({ unit, month, printed, differences }: UnitMonth): Told {
  const people = new Set(differences.map((it) => it.staffId)).size
  const revision = printed?.revision ?? 0
  return {
    what: { zh: `${unit.name} ${month} 考勤表的修订`, en: `A revision of ${unit.name}’s sheet of ${month}` },
    before: { zh: `已定稿第 ${revision} 版`, en: `Finalised, print ${revision}` },
    after: {
      zh: `第 ${revision + 1} 版，更改 ${people} 人共 ${differences.length} 个半天`,
      en: `Print ${revision + 1}, which changes ${differences.length} half-days of ${people} people`,
    },
  }
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Revisions are counted unit by unit: an earlier one is shown of one unit alone. */
function chosen(
  query: Pick<MonthAsk, 'revision'> & { below?: boolean | undefined },
  unit: Unit,
  below: readonly Unit[],
): string[] {
  return query.below === true && query.revision === undefined ? below.map((it) => it.unitId) : [unit.unitId]
}

async function readSheet(ask: Ask, { unitIds, month, revision }: MonthAsk): Promise<MonthSheet> {
  const { ground, months } = await readMonths(ask.db, ask.countyId, { unitIds, month, mostPeople, revision }, ask.now)
  if (revision !== undefined && months[0]?.printed === undefined) refuse('notFound')
  const recordsFrom = await findRecordsFrom(ask.db, ask.countyId)
  return sheetOf(months, { ...ground, recordsFrom: recordsFrom ?? dayOf(ask.now) }, ask.now)
}

/** Who took which people's month out of the house, when, and how. */
async function recordExport(
  ask: Ask,
  { unitId, month, rows, state, simulated }: MonthSheet,
  { below, as }: QueryOf<typeof routes.exportMonthSheet>,
): Promise<void> {
  const revision = state.kind === 'final' ? state.revision : null
  const body = { unitId, below: below === true, month, revision, format: as, rows: rows.length }
  await ask.record('monthExported', body, { simulated })
}

/** One key for each revision: of two who print at once, one is refused. */
async function print(ask: Ask, own: UnitMonth, reason: string): Promise<readonly Fact[]> {
  const { unit, month, rows, ruleLegend: legend, printed, simulated } = own
  const revision = (printed?.revision ?? 0) + 1
  const { unitId } = unit
  const monthId = newId()
  const body = { monthId, unitId, month, revision, reason, legend, people: rows.length }
  const idemKey = `monthFinalised:${unitId}:${month}:${revision}`
  const finalised = await ask.record('monthFinalised', body, { simulated, idemKey })
  const printedRows = await ask.recordAll(
    'monthRowPrinted',
    rows.map((row, place) => ({
      body: { monthId, place, row: freeze(row) },
      about: { simulated, staffId: row.staffId, idemKey: rowKey(monthId, row.staffId) },
    })),
  )
  return [finalised, ...printedRows]
}

async function writeXlsx(ask: Ask, sheet: MonthSheet, paper: Paper): Promise<Buffer> {
  const told = await mayKnowMethods(ask, sheet.unitId)
  const about = { people: sheet.rows, days: daysOfMonth(sheet.month), told }
  const punches = await listPunches(ask.db, ask.countyId, about)
  return writeWorkbook(paper, punches, { by: callerOf(ask).name, at: ask.now })
}
