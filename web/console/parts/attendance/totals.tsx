import type { MonthTotals } from '../../../../src/contract/attendance.ts'
import { useWords } from '../../language.tsx'
import { leavesIn, sayDays } from './verdicts.ts'
import { attendanceWords } from './words.ts'

const inDays = ['expected', 'present', 'noCheckIn', 'absent', 'outing', 'unknown'] as const
const inTimes = ['lateTimes', 'earlyTimes', 'dutyTimes'] as const

/** Totals of a month: days, times, and the kinds of leave that occur. */
export function Totals({ title, totals }: { title: string; totals: MonthTotals }) {
  const said = useWords(attendanceWords)
  const entries = [
    ...inDays.map((it) => [said.totals[it], said.daysUnit(sayDays(totals[it]))]),
    ...inTimes.map((it) => [said.totals[it], said.timesUnit(sayDays(totals[it]))]),
    ...leavesIn(totals).map(([kind, days]) => [said.leaves[kind], said.daysUnit(sayDays(days))]),
  ]
  return (
    <>
      <h3>{title}</h3>
      <dl className="totals">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="numbers">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
