import { useMemo } from 'react'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { monthLabel } from '../../parts/attendance/choosing.tsx'
import { leaveDays, sayDays } from '../../parts/attendance/verdicts.ts'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { Chart } from '../../parts/chart/chart.tsx'
import { type Bulletin, readTrend, type TrendMonth } from './days.ts'
import { bulletinWords } from './words.ts'

const days = ['expected', 'present', 'outing', 'noCheckIn', 'absent', 'unknown'] as const
const times = ['lateTimes', 'earlyTimes'] as const

/** This month beside the three before it, the unit as a whole. Months with too few people for totals are left out. */
export function Trend({ bulletin: { before, month, people, totals, final } }: { bulletin: Bulletin }) {
  const words = useWords(bulletinWords)
  const { language } = useLanguage()
  const data = useMemo(() => {
    const labelOf = (it: TrendMonth) => words.trendMonth(monthLabel(it.month, language), it.final)
    return readTrend([...before, { month, people, totals, final }], words, labelOf)
  }, [before, month, people, totals, final, words, language])
  if (!before.some((it) => it.totals)) return <p className="hint">{words.trendNone}</p>
  return (
    <div className="trend">
      <Chart data={data} title={words.trend} summary={words.trendSummary} first={words.month} />
      <TrendTable months={[...before, { month, people, totals, final }]} />
    </div>
  )
}

function TrendTable({ months }: { months: readonly TrendMonth[] }) {
  const words = useWords(bulletinWords)
  const common = useWords(commonWords)
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const heads = [
    words.people,
    ...days.map((it) => said.totals[it]),
    said.states.leave,
    ...times.map((it) => said.totals[it]),
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is wide, and whoever has no mouse must be able to scroll it
    <section className="table-wrap" tabIndex={0} aria-label={words.trend}>
      <table className="plain-table numbers">
        <caption className="hidden">{words.trend}</caption>
        <thead>
          <tr>
            <th scope="col">{words.month}</th>
            {heads.map((it) => (
              <th key={it} scope="col">
                {it}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, people, totals, final }) => (
            <tr key={month}>
              <th scope="row">{words.trendMonth(monthLabel(month, language), final)}</th>
              <td>{common.people(people)}</td>
              {totals === null ? (
                <td colSpan={heads.length - 1}>{words.trendFew}</td>
              ) : (
                <>
                  {days.map((it) => (
                    <td key={it}>{said.daysUnit(sayDays(totals[it]))}</td>
                  ))}
                  <td>{said.daysUnit(sayDays(leaveDays(totals)))}</td>
                  {times.map((it) => (
                    <td key={it}>{said.timesUnit(sayDays(totals[it]))}</td>
                  ))}
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
