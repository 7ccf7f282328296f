import type { OutputOf } from '../../../../src/contract/route.ts'
import type { readBulletin } from '../../../../src/contract/routes/attendance.ts'
import type { Day } from '../../../../src/kit/time.ts'
import type { ChartData } from '../../parts/chart/option.ts'

interface DayWords {
  readonly present: string
  readonly away: string
  readonly undecided: string
  readonly absent: string
}

export type Bulletin = OutputOf<typeof readBulletin>

/** The days up to one on which somebody was expected, as bars that stand upon each other; absences only where there is one. */
export function readDays(byDay: Bulletin['byDay'], words: DayWords, until: Day): ChartData {
  const days = byDay.filter((it) => it.day <= until && (it.expected > 0 || it.present > 0))
  const amount = (value: number | null) => (value === null ? '—' : String(Math.round(value * 10) / 10))
  const bars: ChartData['series'] = [
    { name: words.present, tone: 'jade', values: days.map((it) => it.present), say: amount },
    { name: words.away, tone: 'blue', values: days.map((it) => it.away), say: amount },
    {
      name: words.undecided,
      tone: 'grey',
      values: days.map((it) => it.open),
      say: amount,
    },
    {
      name: words.absent,
      tone: 'amber',
      values: days.map((it) => Math.max(0, it.expected - it.present - it.away - it.open)),
      say: amount,
    },
  ]
  return {
    labels: days.map((it) => String(Number(it.day.slice(8)))),
    series: bars.filter((it) => it.tone !== 'amber' || it.values.some((value) => value !== 0)),
  }
}

export const sayShare = (share: number | null): string => (share === null ? '—' : `${Math.round(share * 100)}%`)
