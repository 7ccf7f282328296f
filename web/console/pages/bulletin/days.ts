import type { MonthTotals } from '../../../../src/contract/attendance.ts'
import type { OutputOf } from '../../../../src/contract/route.ts'
import type { readBulletin } from '../../../../src/contract/routes/attendance.ts'
import type { Day } from '../../../../src/kit/time.ts'
import { leaveDays } from '../../parts/attendance/verdicts.ts'
import type { ChartData } from '../../parts/chart/option.ts'

interface BarWords {
  readonly present: string
  readonly away: string
  readonly undecided: string
  readonly absent: string
}

export type Bulletin = OutputOf<typeof readBulletin>

/** What stands upon each other in one bar; together those expected. */
interface Bar {
  readonly label: string
  readonly present: number
  readonly away: number
  readonly open: number
  readonly absent: number
}

/** The days up to one on which somebody was expected. */
export function readDays(byDay: Bulletin['byDay'], words: BarWords, until: Day): ChartData {
  const days = byDay.filter((it) => it.day <= until && (it.expected > 0 || it.present > 0))
  const bars = days.map(({ day, expected, present, away, open }) => {
    const absent = Math.max(0, expected - present - away - open)
    return { label: String(Number(day.slice(8))), present, away, open, absent }
  })
  return chartOf(bars, words)
}

/** A month beside those before it. */
export type TrendMonth = Bulletin['before'][number]

/** The months with totals; `labelOf` says which are not final. */
export function readTrend(
  months: readonly TrendMonth[],
  words: BarWords,
  labelOf: (month: TrendMonth) => string,
): ChartData {
  const bars = months.flatMap((it) => (it.totals === null ? [] : [{ label: labelOf(it), ...barOf(it.totals) }]))
  return chartOf(bars, words)
}

function barOf(totals: MonthTotals): Omit<Bar, 'label'> {
  const { expected, present, absent } = totals
  const away = leaveDays(totals) + totals.outing
  return { present, away, absent, open: Math.max(0, expected - present - away - absent) }
}

/** Absences only where there is one. */
function chartOf(bars: readonly Bar[], words: BarWords): ChartData {
  const say = (value: number | null) => (value === null ? '—' : String(Math.round(value * 10) / 10))
  const series: ChartData['series'] = [
    { name: words.present, tone: 'jade', values: bars.map((it) => it.present), say },
    { name: words.away, tone: 'blue', values: bars.map((it) => it.away), say },
    { name: words.undecided, tone: 'grey', values: bars.map((it) => it.open), say },
    { name: words.absent, tone: 'amber', values: bars.map((it) => it.absent), say },
  ]
  return {
    labels: bars.map((it) => it.label),
    series: series.filter((it) => it.tone !== 'amber' || it.values.some((value) => value !== 0)),
  }
}

export const sayShare = (share: number | null): string => (share === null ? '—' : `${Math.round(share * 100)}%`)
