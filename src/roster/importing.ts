import type { Duty } from '../contract/routes/duties.ts'
import type { Ask, Upload } from '../http/answer.ts'
import { groupBy } from '../kit/grouping.ts'
import { newId } from '../kit/ids.ts'
import { refuse } from '../kit/refusals.ts'
import { dayOf, instantAt } from '../kit/time.ts'
import { hasLeft } from '../people/rules/staff.ts'
import { holdsWithin, pathOf } from '../people/rules/tree.ts'
import { readGrid } from '../people/sheet/grid.ts'
import { listStaff } from '../people/store/staff.ts'
import { listSites, readParents } from '../people/store/tree.ts'
import { findOverlap } from './duty.ts'
import { type BadRow, type DutyLine, judgeDutyLines } from './lines.ts'
import { lendingOf } from './reach.ts'
import { listDutiesOfAll } from './store.ts'

const headings = [
  ...['工号', '站点', '开始', '结束', '备注', '值班角色'],
  ...['employee no.', 'site', 'start', 'end', 'note', 'role'],
]

/** Reads a duty file and judges every row against people, sites and the roster. Refuses `fileUnreadable` without its headings. */
export async function readDutyFile(file: Upload, ask: Ask): Promise<{ duties: Duty[]; bad: BadRow[] }> {
  const [head, ...rows] = await readGrid(file, headings)
  const columns = head && columnsOf(head.cells.map((cell) => cell.text))
  if (!columns) refuse('fileUnreadable')

  const lines = rows.map(({ row, cells }): DutyLine => {
    const text = (at: number): string => cells[at]?.text.trim() ?? ''
    return {
      row,
      employeeNo: text(columns.no),
      site: text(columns.site),
      from: text(columns.from),
      to: text(columns.to),
      note: text(columns.note),
      role: text(columns.role),
    }
  })
  const judged = judgeDutyLines(lines, await frameOf(ask), { newId, instantAt })
  const clashes = await findClashes(ask, judged.duties)
  return { duties: judged.duties.map((it) => it.duty), bad: [...judged.bad, ...clashes].sort((a, b) => a.row - b.row) }
}

function columnsOf(
  titles: readonly string[],
): Record<'no' | 'site' | 'from' | 'to' | 'note' | 'role', number> | undefined {
  const find = (zh: string, en: string): number => titles.findIndex((it) => [zh, en].includes(it.trim().toLowerCase()))
  const columns = {
    no: find('工号', 'employee no.'),
    site: find('站点', 'site'),
    from: find('开始', 'start'),
    to: find('结束', 'end'),
    note: find('备注', 'note'),
    role: find('值班角色', 'role'),
  }
  return [columns.no, columns.site, columns.from, columns.to].includes(-1) ? undefined : columns
}

async function frameOf(ask: Ask): Promise<Parameters<typeof judgeDutyLines>[1]> {
  const { db, countyId, caller, now } = ask
  const parents = await readParents(db, countyId)
  const mine = (await listSites(db, countyId)).filter((site) =>
    holdsWithin(caller?.grants ?? [], ['clerk'], pathOf(parents, site.unitId)),
  )
  const staff = (await listStaff(db, countyId)).filter((it) => !hasLeft(it, dayOf(now)))
  const mayStand = await lendingOf(ask)
  const people = new Map(staff.map((it) => [it.staffId, it]))
  return {
    mayStand: (staffId, siteId) => mayStand(people.get(staffId) ?? refuse('notFound'), siteId),
    sites: new Map(mine.map((it) => [it.name, it.siteId])),
    staff: new Map(staff.map((it) => [it.employeeNo, it.staffId])),
    leftOn: new Map(staff.flatMap((it) => (it.leftOn === null ? [] : [[it.staffId, it.leftOn] as const]))),
  }
}

async function findClashes({ db, countyId }: Ask, judged: readonly { row: number; duty: Duty }[]): Promise<BadRow[]> {
  const kept = groupBy(
    await listDutiesOfAll(
      db,
      countyId,
      judged.map((it) => it.duty),
    ),
    (it) => it.staffId,
  )
  const problems = [{ field: 'start', zh: '与已有的值班重叠', en: 'overlaps a duty on the roster' }]
  return judged
    .filter(({ duty }) => findOverlap(duty, kept.get(duty.staffId) ?? []))
    .map(({ row }) => ({ row, problems: [...problems] }))
}
