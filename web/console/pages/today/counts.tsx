import { useWords } from '../../language.tsx'
import { Shape } from './shape.tsx'
import { countStates, type TodayRow, todayStates } from './siteToday.ts'
import { todayWords } from './words.ts'

/** How many are in, expected, away or unknown now: numbers of people, never of one person. */
export function Counts({ rows }: { rows: readonly Pick<TodayRow, 'state'>[] }) {
  const words = useWords(todayWords)
  const counts = countStates(rows)
  return (
    <ul className="counts" aria-label={words.counts}>
      {todayStates
        .filter((it) => counts[it] > 0)
        .map((it) => (
          <li key={it}>
            <Shape state={it} />
            <span>{words.states[it]}</span>
            <strong className="numbers">{counts[it]}</strong>
          </li>
        ))}
    </ul>
  )
}
