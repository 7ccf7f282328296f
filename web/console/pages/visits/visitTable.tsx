import { Tag } from 'antd'
import type { VisitRow } from '../../../../src/contract/visits.ts'
import { useWords } from '../../language.tsx'
import { shortClock, stampOf } from '../../parts/times.ts'
import { visitsWords } from './words.ts'

/** One line for each visit: when, from where, what became of it; all words that were said. */
export function VisitTable({ rows, withDay = false }: { rows: readonly VisitRow[]; withDay?: boolean }) {
  const words = useWords(visitsWords)
  return (
    <div className="table-wrap">
      <table className="plain-table visit-table">
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.site}</th>
            <th scope="col">{words.how}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.about}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((it) => (
            <tr key={it.visitId}>
              <td className="numbers">{withDay ? stampOf(it.begunAt) : shortClock(it.begunAt)}</td>
              <td>{it.siteName}</td>
              <td>{words.channels[it.channel]}</td>
              <td>
                <Outcome row={it} />
              </td>
              <td>
                {it.typeName} {it.trip > 0 && <span className="soft">{words.trip(it.trip)}</span>}
                {it.breach?.verdict === 'breach' && <Tag className="tag-red">! {words.breachKinds.breach}</Tag>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const marks = { served: ['tag-jade', '✓'], nobodyThere: ['tag-red', '∅'], sentAway: ['tag-amber', '↩'] } as const

function Outcome({ row }: { row: VisitRow }) {
  const words = useWords(visitsWords)
  if (row.words.length === 0) return <span className="soft">– {words.noWord}</span>
  return (
    <ul className="plain-list">
      {row.words.map(({ factId, at, outcome, told, entered }) => (
        <li key={factId}>
          <Tag className={marks[outcome][0]}>
            {marks[outcome][1]} {words.outcomes[outcome]}
          </Tag>{' '}
          <span className="soft numbers">{shortClock(at)}</span>{' '}
          {entered && <span className="soft">{words.entered}</span>}
          {told !== '' && <p className="wish">{told}</p>}
        </li>
      ))}
    </ul>
  )
}
