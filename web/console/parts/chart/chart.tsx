import './chart.css'
import type { EChartsCoreOption } from 'echarts/core'
import { useEffect, useRef } from 'react'
import { inBoth, useWords } from '../../language.tsx'
import { Loading } from '../waiting.tsx'
import { type ChartData, optionOf } from './option.ts'
import { useDrawing } from './useDrawing.ts'

const words = inBoth({ table: '用表格看同样的数字' }, { table: 'The same figures as a table' })

interface Props {
  readonly data: ChartData
  readonly title: string
  /** One sentence that says what the chart shows, for whoever cannot see it. */
  readonly summary: string
  /** What stands over the first column of the table. */
  readonly first: string
}

/** A chart with its figures as a table underneath; colours never stand without a pattern. */
export function Chart({ data, title, summary, first }: Props) {
  const said = useWords(words)
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <Picture data={data} label={`${title} — ${summary}`} />
      <details className="fold-away">
        <summary>{said.table}</summary>
        <div className="table-wrap">
          <table className="plain-table numbers">
            <caption className="hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{first}</th>
                {data.series.map((it) => (
                  <th key={it.name} scope="col">
                    {it.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.labels.map((label, n) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {data.series.map((it) => (
                    <td key={it.name}>{it.say(it.values[n] ?? null)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}

function Picture({ data, label }: { data: ChartData; label: string }) {
  const place = useRef<HTMLDivElement>(null)
  const drawing = useDrawing(place, load)
  useEffect(() => {
    drawing?.draw(optionOf(data) satisfies EChartsCoreOption)
  }, [drawing, data])
  return (
    <>
      {drawing === undefined && <Loading />}
      <div ref={place} className="chart-place" role="img" aria-label={label} />
    </>
  )
}

const load = () => import('./drawing.ts')
