import type { OutputOf } from '../../../../src/contract/route.ts'
import type { readBulletin } from '../../../../src/contract/routes/attendance.ts'
import type { ChartData } from '../../parts/chart/option.ts'

interface DayWords {
  readonly present: string
  readonly away: string
  readonly other: string
  readonly openLine: string
}

export type Bulletin = OutputOf<typeof readBulletin>

/** The days on which somebody was expected, as bars that stand upon each other, and the share the counter was open. */
export function readDays(byDay: Bulletin['byDay'], words: DayWords, hours: boolean): ChartData {
  const days = byDay.filter((it) => it.expected > 0 || it.present > 0)
  const amount = (value: number | null) => (value === null ? '—' : String(Math.round(value * 10) / 10))
  const bars: ChartData['series'] = [
    { name: words.present, kind: 'bar', tone: 'jade', values: days.map((it) => it.present), say: amount },
    { name: words.away, kind: 'bar', tone: 'blue', values: days.map((it) => it.away), say: amount },
    {
      name: words.other,
      kind: 'bar',
      tone: 'grey',
      values: days.map((it) => Math.max(0, it.expected - it.present - it.away)),
      say: amount,
    },
  ]
  const line: ChartData['series'] = hours
    ? [
        {
          name: words.openLine,
          kind: 'line',
          tone: 'ink',
          share: true,
          values: days.map((it) => it.open),
          say: sayShare,
        },
      ]
    : []
  return { labels: days.map((it) => String(Number(it.day.slice(8)))), series: [...bars, ...line] }
}

export const sayShare = (share: number | null): string => (share === null ? '—' : `${Math.round(share * 100)}%`)
