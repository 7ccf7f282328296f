import type { LeaveKind, MonthTotals } from '../../../../src/contract/attendance.ts'
import { leaveKinds } from '../../../../src/contract/attendance.ts'
import type { MonthSheet } from '../../../../src/contract/routes/attendance.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { sayDays } from '../../parts/attendance/verdicts.ts'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { monthWords } from './words.ts'

type Plain = Exclude<keyof MonthTotals, 'leave'>
export type TotalColumn = { readonly plain: Plain } | { readonly leave: LeaveKind }

const always: readonly Plain[] = ['expected', 'present', 'lateTimes', 'earlyTimes', 'noCheckIn', 'absent']
const whereAny: readonly Plain[] = ['outing', 'dutyTimes', 'unknown']

/** The columns of totals a sheet needs: the usual ones, and others only where somebody has any. */
export function readColumns(rows: readonly { readonly totals: MonthTotals }[]): TotalColumn[] {
  const some = whereAny.filter((plain) => rows.some(({ totals }) => totals[plain] > 0))
  const leaves = leaveKinds.filter((kind) => rows.some(({ totals }) => (totals.leave[kind] ?? 0) > 0))
  return [...[...always, ...some].map((plain) => ({ plain })), ...leaves.map((leave) => ({ leave }))]
}

export const valueIn = (totals: MonthTotals, column: TotalColumn): number =>
  'plain' in column ? totals[column.plain] : (totals.leave[column.leave] ?? 0)

/** Heads of the totals and of the remark. */
export function TotalHeads({ columns }: { columns: readonly TotalColumn[] }) {
  const words = useWords(monthWords)
  const said = useWords(attendanceWords)
  if (columns.length === 0) return null
  return (
    <>
      {columns.map((it) => (
        <th key={keyOf(it)} scope="col" className="total">
          {'plain' in it ? said.totals[it.plain] : said.leaves[it.leave]}
        </th>
      ))}
      <th scope="col" className="remark">
        {words.remark}
      </th>
    </>
  )
}

export function TotalCells({
  columns,
  row,
}: {
  columns: readonly TotalColumn[]
  row: Pick<MonthSheet['rows'][number], 'totals' | 'remark'>
}) {
  const { language } = useLanguage()
  if (columns.length === 0) return null
  return (
    <>
      {columns.map((it) => (
        <td key={keyOf(it)} rowSpan={2} className="total numbers">
          {valueIn(row.totals, it) === 0 ? '' : sayDays(valueIn(row.totals, it))}
        </td>
      ))}
      <td rowSpan={2} className="remark">
        {row.remark[language]}
      </td>
    </>
  )
}

const keyOf = (it: TotalColumn): string => ('plain' in it ? it.plain : it.leave)
