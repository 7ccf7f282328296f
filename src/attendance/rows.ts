import type { HalfVerdict, Words } from '../contract/attendance.ts'
import type { MonthSheet } from '../contract/routes/attendance.ts'
import type { FinalRow } from '../fact/kinds/attendance.ts'
import type { Day } from '../kit/time.ts'
import { type JudgedPerson, type Judging, staysOf } from './judging.ts'
import { totalsOf } from './rules/totals.ts'
import { readHalf, signOf, writeHalf } from './writtenHalf.ts'

export type SheetRow = MonthSheet['rows'][number]

/** One person's row as judged now. */
export function rowOf(judging: Judging, judged: JudgedPerson): SheetRow {
  const { staffId, name, post, employeeNo } = judged.file
  return {
    staffId,
    name,
    post,
    employeeNo,
    cells: judged.days.map(({ am, pm }) => ({ am: am.verdict, pm: pm.verdict })),
    totals: totalsOf(judged.days),
    remark: remarkOf(judging, judged),
  }
}

/** What a reader of the row should know: came, left, and how much of it rests on corrections. */
function remarkOf(judging: Judging, { file, days }: JudgedPerson): Words {
  const employed = staysOf(file, judging.wider).map((it) => it.employed)
  const parts: Words[] = []
  for (const [i, day] of judging.days.entries()) {
    if (!employed[i] && employed[i + 1]) parts.push({ zh: `${dayZh(day)}到岗`, en: `from ${day}` })
    if (employed[i] && !employed[i + 1]) parts.push({ zh: `${dayZh(day)}起离岗`, en: `left from ${day}` })
  }
  const grounds = days.flatMap(({ am, pm }) => [...am.grounds, ...pm.grounds])
  const corrected = grounds.filter((it) => it.kind === 'corrected').length
  const appealed = grounds.filter((it) => it.kind === 'decision' && it.decision.decision === 'appealApproved').length
  if (corrected > 0) parts.push({ zh: `更正${corrected}处`, en: `${corrected} corrected` })
  if (appealed > 0) parts.push({ zh: `申诉${appealed}处`, en: `${appealed} on appeal` })
  return { zh: parts.map((it) => it.zh).join('；'), en: parts.map((it) => it.en).join('; ') }
}

const dayZh = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** A row as a printed month keeps it, and back. */
export const freeze = ({ cells, ...row }: SheetRow): FinalRow => ({
  ...row,
  halves: cells.flatMap(({ am, pm }) => [writeHalf(am), writeHalf(pm)]),
})

export function thaw({ halves, ...row }: FinalRow): SheetRow {
  const verdicts = halves.map(readHalf)
  const cells = Array.from({ length: verdicts.length / 2 }, (_, i) => ({
    am: verdicts[2 * i] ?? gone,
    pm: verdicts[2 * i + 1] ?? gone,
  }))
  return { ...row, cells }
}

export interface Difference {
  readonly staffId: string
  readonly day: Day
  readonly half: 'am' | 'pm'
  readonly before: HalfVerdict
  readonly after: HalfVerdict
}

const gone: HalfVerdict = { state: 'rest', why: 'notEmployed' }

/** Half-days whose sign differs between two states of a month; whoever is in only one of them was at rest in the other. */
export function differencesOf(
  days: readonly Day[],
  before: readonly SheetRow[],
  after: readonly SheetRow[],
): Difference[] {
  const [old, now] = [byPerson(before), byPerson(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((staffId) =>
    differencesIn(staffId, days, old.get(staffId), now.get(staffId)),
  )
}

const byPerson = (rows: readonly SheetRow[]) => new Map(rows.map((row) => [row.staffId, row.cells]))

/** The same for one person. */
export function differencesIn(
  staffId: string,
  days: readonly Day[],
  before: SheetRow['cells'] = [],
  after: SheetRow['cells'] = [],
): Difference[] {
  return days.flatMap((day, i) =>
    (['am', 'pm'] as const).flatMap((half) => {
      const [was, is] = [before[i]?.[half] ?? gone, after[i]?.[half] ?? gone]
      return signOf(was) === signOf(is) ? [] : [{ staffId, day, half, before: was, after: is }]
    }),
  )
}
