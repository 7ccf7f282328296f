import type { MonthSheet } from '../../../../src/contract/routes/attendance.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { sayDays } from '../../parts/attendance/verdicts.ts'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { keyOfColumn, type TotalColumn, valueIn } from './totalColumns.ts'
import { monthWords } from './words.ts'

/** Heads of the totals and of the remark. */
export function TotalHeads({ columns }: { columns: readonly TotalColumn[] }) {
  const words = useWords(monthWords)
  const said = useWords(attendanceWords)
  if (columns.length === 0) return null
  return (
    <>
      {columns.map((it) => (
        <th key={keyOfColumn(it)} scope="col" className="total">
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
        <td key={keyOfColumn(it)} rowSpan={2} className="total numbers">
          {valueIn(row.totals, it) === 0 ? '' : sayDays(valueIn(row.totals, it))}
        </td>
      ))}
      <td rowSpan={2} className="remark">
        {row.remark[language]}
      </td>
    </>
  )
}
