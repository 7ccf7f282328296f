import { readPeaks } from '../../../../src/contract/routes/queue.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { Chart } from '../../parts/chart/chart.tsx'
import { Sheet } from '../../parts/page.tsx'
import { queueWords } from './words.ts'

/** Numbers taken by hour of the day: when another counter helps. */
export function Peaks({ siteId }: { siteId: string }) {
  const words = useWords(queueWords)
  const peaks = useAsked(readPeaks, { params: { siteId } }).data
  if (peaks === undefined || peaks.hours.length === 0) return null
  const by = new Map(peaks.hours.map((it) => [it.hour, it.taken]))
  const [first = 8, last = 17] = [peaks.hours[0]?.hour, peaks.hours.at(-1)?.hour]
  const hours = Array.from({ length: last - first + 1 }, (_, n) => first + n)
  const data = {
    labels: hours.map((it) => `${it}:00`),
    series: [
      {
        name: words.taken,
        tone: 'blue' as const,
        values: hours.map((it) => by.get(it) ?? 0),
        say: (value: number | null) => String(value ?? 0),
      },
    ],
  }
  return (
    <Sheet title={words.peaks} extra={<span className="soft">{words.days(peaks.days)}</span>}>
      <Chart data={data} title={words.peaksSummary} summary={words.peaksSummary} first={words.hour} />
    </Sheet>
  )
}
