import type { CSSProperties } from 'react'
import type { MonthSheet } from '../../../../src/contract/routes/attendance.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { sayDays } from '../../parts/attendance/verdicts.ts'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { keyOfColumn, pinnedOf, type TotalColumn, valueIn } from './totalColumns.ts'
import { monthWords } from './words.ts'

/** Heads of the totals and of the remark. */
export function TotalHeads({ columns }: { columns: readonly TotalColumn[] }) {
  const words = useWords(monthWords)
  const said = useWords(attendanceWords)
  if (columns.length === 0) return null
  return (
    <>
      {columns.map((it, n) => (
        <th key={keyOfColumn(it)} scope="col" {...placeOf(n, columns)}>
          {'plain' in it ? said.totals[it.plain] : said.leaves[it.leave]}
        </th>
      ))}
      <th scope="col" className="remark">
        {words.remark}
      </th>
    </>
  )
}

/** Each pinned column stands to the left of those behind it. */
function placeOf(n: number, columns: readonly TotalColumn[]) {
  const behind = pinnedOf(columns) - 1 - n
  if (behind < 0) return { className: 'total numbers' }
  return {
    className: n === 0 ? 'total numbers pinned first' : 'total numbers pinned',
    style: { '--behind': behind } as CSSProperties,
  }
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
      {columns.map((it, n) => (
        <td key={keyOfColumn(it)} rowSpan={2} {...placeOf(n, columns)}>
          {valueIn(row.totals, it) === 0 ? '' : sayDays(valueIn(row.totals, it))}
        </td>
      ))}
      <td rowSpan={2} className="remark">
        {row.remark[language]}
      </td>
    </>
  )
}
