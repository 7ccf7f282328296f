import type { Staff } from '../../contract/people.ts'
import * as routes from '../../contract/routes/people.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { newId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusals.ts'
import { dayOf } from '../../kit/time.ts'
import { type JudgedImport, judgeImport } from '../rules/import.ts'
import { hasLeft } from '../rules/staff.ts'
import { mayTouchUnit, pathOf } from '../rules/tree.ts'
import { sha256Of } from '../secrets/token.ts'
import { readStaffLines, type StaffLine, staffHeadings } from '../sheet/columns.ts'
import { readGrid } from '../sheet/grid.ts'
import { staffTable, writeCsv, writeXlsx } from '../sheet/write.ts'
import { keepImport, takeImport } from '../store/imports.ts'
import { listStaff } from '../store/staff.ts'
import { listSites, listUnits, lockCounty, readParents } from '../store/tree.ts'

const previewImport = answer(routes.previewImport, async ({ file }, ask) => {
  const lines = readStaffLines(await readGrid(file, staffHeadings)) ?? refuse('badInput', ['headings'])
  const ids = lines.map(() => newId())
  const { judged, outcomeSha256 } = await judge(ask, lines, ids)
  const importId = newId()
  const fileName = file.fileName.slice(0, 200)
  const { accountId } = callerOf(ask)
  const kept = { importId, accountId, fileName, fileSha256: sha256Of(file.bytes), lines, ids }
  await keepImport(ask.db, ask.countyId, { ...kept, outcomeSha256 }, ask.now)
  return { importId, fileName, ...judged }
})

const confirmImport = answer(routes.confirmImport, async ({ params }, ask) => {
  await lockCounty(ask.db, ask.countyId)
  const { accountId } = callerOf(ask)
  const kept = (await takeImport(ask.db, ask.countyId, params.importId, accountId, ask.now)) ?? refuse('importGone')
  const { judged, outcomeSha256 } = await judge(ask, kept.lines, kept.ids)
  if (judged.bad.length > 0) refuse('importHasBadRows', judged.bad.slice(0, 50))
  if (outcomeSha256 !== kept.outcomeSha256) refuse('importGone', 'changed')

  const fresh = judged.good.filter(({ change }) => change !== 'same').map(({ staff }) => staff)
  await keepAll(ask, fresh)
  await ask.record('staffImported', { fileName: kept.fileName, sha256: kept.fileSha256, rows: fresh.length })
  return { kept: fresh.length }
})

const together = 500

/** Many at once instead of one by one: while this runs nobody else of the county can append. */
async function keepAll(ask: Ask, fresh: readonly Staff[]): Promise<void> {
  for (let from = 0; from < fresh.length; from += together) {
    const some = fresh.slice(from, from + together)
    await ask.recordAll(
      'staffKept',
      some.map((staff) => ({ body: staff, about: { staffId: staff.staffId, siteId: staff.siteId } })),
    )
  }
}

interface Outcome {
  readonly judged: JudgedImport
  /** Over what will be kept and what stands there now: either may change between preview and confirmation. */
  readonly outcomeSha256: string
}

async function judge(ask: Ask, lines: readonly StaffLine[], ids: readonly string[]): Promise<Outcome> {
  const { db, countyId } = ask
  const [units, sites, staff, parents] = await Promise.all([
    listUnits(db, countyId),
    listSites(db, countyId),
    listStaff(db, countyId),
    readParents(db, countyId),
  ])
  const { grants } = callerOf(ask)
  const mayTouch = (unitId: string) => mayTouchUnit(grants, pathOf(parents, unitId))
  const judged = judgeImport(lines, { units, sites, staff, today: dayOf(ask.now), mayTouch, ids })
  const touched = new Set(judged.good.map((one) => one.staff.staffId))
  const before = staff.filter(({ staffId }) => touched.has(staffId))
  return { judged, outcomeSha256: sha256Of(JSON.stringify([judged.good, before])) }
}

const exportStaff = answer(routes.exportStaff, async ({ query: { format } }, ask) => {
  const staff = await listExportable(ask)
  const [units, sites] = await Promise.all([listUnits(ask.db, ask.countyId), listSites(ask.db, ask.countyId)])
  const table = staffTable(staff, units, sites)
  const mark = { by: callerOf(ask).name, at: ask.now }
  const bytes = format === 'csv' ? writeCsv(table) : await writeXlsx(table, '人员', mark)
  const unitIds = [...new Set(staff.map((one) => one.unitId))]
  await ask.record('staffExported', { format, rows: staff.length, unitIds })
  const stamp = ask.now.slice(0, 19).replaceAll(/[-:T]/g, '')
  ask.reply.header('content-disposition', `attachment; filename="staff-${stamp}-${callerOf(ask).accountId}.${format}"`)
  ask.reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : xlsxType)
  return bytes
})

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function listExportable(ask: Ask): Promise<Staff[]> {
  const parents = await readParents(ask.db, ask.countyId)
  const { grants } = callerOf(ask)
  const today = dayOf(ask.now)
  const staff = await listStaff(ask.db, ask.countyId)
  return staff.filter((one) => !hasLeft(one, today) && mayTouchUnit(grants, pathOf(parents, one.unitId)))
}

export const importAnswers: readonly Answer[] = [previewImport, confirmImport, exportStaff]
