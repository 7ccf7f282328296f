import type { OutputOf } from '../../../../src/contract/route.ts'
import type { listDifferences } from '../../../../src/contract/routes/attendance.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { VerdictTag } from '../../parts/attendance/because.tsx'
import { attendanceWords } from '../../parts/attendance/words.ts'
import type { Names } from '../../parts/names.ts'
import { dayLabel } from '../../parts/times.ts'
import { sheetWords } from './words.ts'

export type Difference = OutputOf<typeof listDifferences>[number]

/** Half-days that are judged otherwise than before, by day and name. `heads`: what before and after are called. */
export function DifferenceTable({
  rows,
  names,
  heads,
}: {
  rows: readonly Difference[]
  names: Names
  heads?: { readonly before: string; readonly after: string }
}) {
  const words = useWords(sheetWords)
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const collator = new Intl.Collator('zh-CN')
  const sorted = rows.toSorted(
    (a, b) => a.day.localeCompare(b.day) || collator.compare(names.person(a.staffId), names.person(b.staffId)),
  )
  return (
    <div className="table-wrap">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.person}</th>
            <th scope="col">{(heads ?? words).before}</th>
            <th scope="col">{(heads ?? words).after}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((it) => (
            <tr key={`${it.staffId} ${it.day} ${it.half}`}>
              <td className="nowrap">
                {dayLabel(it.day, language)} {said.halves[it.half]}
              </td>
              <td>{names.person(it.staffId)}</td>
              <td>
                <VerdictTag verdict={it.before} />
              </td>
              <td>
                <VerdictTag verdict={it.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
