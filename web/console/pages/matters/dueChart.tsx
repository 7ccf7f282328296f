import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MatterRow } from '../../../../src/contract/matters.ts'
import { listCalendar } from '../../../../src/contract/routes/calendar.ts'
import { listMatters } from '../../../../src/contract/routes/matters.ts'
import { addDays, dayOf } from '../../../../src/kit/time.ts'
import { ask } from '../../../shared/ask.ts'
import { keyOf, useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Chart } from '../../parts/chart/chart.tsx'
import { Sheet } from '../../parts/page.tsx'
import { matterWords } from '../matter/words.ts'
import { daysAhead, dueDaysOf } from './dueDays.ts'
import { everyMs, type Filter, firstPage, queryOf } from './filter.ts'

/** What comes due in the next ten working days, of the unit that is shown. */
export function DueChart({ filter: { unitId, mine } }: { filter: Filter }) {
  const words = useWords(matterWords)
  const open = useOpenMatters({ ...firstPage, unitId, mine })
  const now = new Date().toISOString()
  const today = dayOf(now)
  const calendar = useAsked(listCalendar, { query: { from: today, to: addDays(today, daysAhead) } }).data
  const data = useMemo(() => {
    if (open === undefined || calendar === undefined) return undefined
    const resting = new Set(calendar.days.filter((it) => it.am === 'rest' && it.pm === 'rest').map((it) => it.day))
    return dueDaysOf(open.rows, new Date().toISOString(), (day) => resting.has(day))
  }, [open, calendar])
  if (open === undefined || data === undefined || open.rows.length === 0) return null

  const { overdue, days } = data
  const due = days.reduce((sum, it) => sum + it.due, 0)
  const say = (value: number | null) => words.pieces(value ?? 0)
  const labels = [words.chartOver, ...days.map((it) => it.day.slice(5))]
  const series = [
    { name: words.chartDue, tone: 'blue' as const, values: [0, ...days.map((it) => it.due)], say },
    { name: words.chartOver, tone: 'amber' as const, values: [overdue, ...days.map(() => 0)], say },
  ]
  return (
    <Sheet>
      <Chart
        data={{ labels, series }}
        title={words.chartTitle}
        summary={words.chartSummary(due, overdue)}
        first={words.chartDay}
      />
      {!open.whole && <p className="soft">{words.chartPart(open.rows.length)}</p>}
    </Sheet>
  )
}

/** Pages looked through for the chart; beyond them it says that it is not the whole. */
const mostPages = 6

function useOpenMatters(filter: Filter) {
  return useQuery({
    queryKey: [...keyOf(listMatters, queryOf(filter)), 'chart'],
    queryFn: () => readPages(filter, []),
    refetchInterval: everyMs,
  }).data
}

async function readPages(
  filter: Filter,
  before: readonly MatterRow[],
): Promise<{ rows: readonly MatterRow[]; whole: boolean }> {
  const { rows, next } = await ask(listMatters, { query: queryOf(filter) })
  const all = [...before, ...rows]
  if (next === null) return { rows: all, whole: true }
  if (filter.pages.length + 1 >= mostPages) return { rows: all, whole: false }
  return readPages({ ...filter, pages: [...filter.pages, next] }, all)
}
