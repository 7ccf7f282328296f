import type { CountName, CountsView } from '../../src/contract/routes/counts.ts'
import type { CountsWords } from './countsWords.ts'

const shownMonths = 6
const width = 50
const tall = 90

/** The county's last months as bars with their numbers, the shown month full: for people who rather look than read. */
export function CountBars(props: { view: CountsView; name: CountName; shown: string; words: CountsWords }) {
  const { view, name, shown, words } = props
  const months = view.months.slice(-shownMonths)
  const most = Math.max(1, ...months.map((it) => it.all?.[name] ?? 0))
  const said = months.map((it) => `${words.month(it.month)} ${it.all?.[name] ?? words.tooFew(view.least)}`).join(', ')
  return (
    <svg class="bars" role="img" aria-label={said} viewBox={`0 0 ${width * shownMonths} ${tall + 52}`}>
      {months.map(({ month, all }, i) => {
        const n = all?.[name]
        const high = n === undefined ? 0 : Math.max(n > 0 ? 3 : 1, Math.round((n / most) * tall))
        const [x, top] = [i * width, 24 + tall - high]
        return (
          <g key={month} class={month === shown ? 'shown' : undefined}>
            <rect x={x + 8} y={top} width={width - 16} height={high} />
            <text x={x + width / 2} y={top - 5}>
              {n ?? '–'}
            </text>
            <text x={x + width / 2} y={tall + 46}>
              {words.shortMonth(month)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

/** How much of the largest among the units. */
export const UnitBar = ({ n, most }: { n: number; most: number }) => (
  <svg class="share" aria-hidden="true" viewBox="0 0 100 16" preserveAspectRatio="none">
    <rect width={Math.max(2, Math.round((n / most) * 100))} height="16" />
  </svg>
)
