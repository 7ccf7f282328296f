import { listPressure } from '../../../../src/contract/routes/ratings.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Sheet } from '../../parts/page.tsx'
import { callBackWords } from './words.ts'

/** Where citizens say they were told what to answer; nothing where nobody says so. */
export function Pressed() {
  const words = useWords(callBackWords)
  const rows = useAsked(listPressure, {}).data ?? []
  if (rows.length === 0) return null
  return (
    <Sheet title={words.pressure}>
      <p className="soft">{words.pressureLead}</p>
      <ul className="rows">
        {rows.map(({ unitId, unitName, period, told, answered }) => (
          <li key={`${unitId} ${period}`}>
            <strong>{unitName}</strong> <span className="numbers">{period}</span>{' '}
            <span className="numbers">{words.pressureRow(told, answered)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
