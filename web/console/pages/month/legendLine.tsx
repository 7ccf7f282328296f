import { type Legend, leaveKinds } from '../../../../src/contract/attendance.ts'
import { useWords } from '../../language.tsx'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { monthWords } from './words.ts'

const states = ['present', 'late', 'early', 'noCheckIn', 'absent', 'outing', 'duty', 'unknown'] as const

/** What each symbol of the sheet means. */
export function LegendLine({ legend }: { legend: Legend }) {
  const words = useWords(monthWords)
  const said = useWords(attendanceWords)
  const entries = [
    ...states.map((it) => [legend[it], said.states[it]] as const),
    ...leaveKinds.map((it) => [legend[it], said.leaves[it]] as const),
  ]
  return (
    <div className="legend">
      <strong>{words.legend}</strong>
      <dl>
        {entries.map(([symbol, text]) => (
          <div key={text}>
            <dt>{symbol}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{words.restDays}</p>
    </div>
  )
}
