import { type Legend, symbolKeys } from '../../../../src/contract/attendance.ts'
import { sayKey } from '../../../../src/contract/verdictWords.ts'
import { useWords } from '../../language.tsx'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { monthWords } from './words.ts'

/** What each symbol of the sheet means. */
export function LegendLine({ legend }: { legend: Legend }) {
  const words = useWords(monthWords)
  const said = useWords(attendanceWords)
  return (
    <div className="legend">
      <strong>{words.legend}</strong>
      <dl>
        {symbolKeys.map((it) => (
          <div key={it}>
            <dt>{legend[it]}</dt>
            <dd>{sayKey(it, said)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{words.restDays}</p>
    </div>
  )
}
