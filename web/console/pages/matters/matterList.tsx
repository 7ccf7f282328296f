import { Tag } from 'antd'
import { Link } from 'wouter'
import type { MatterRow } from '../../../../src/contract/matters.ts'
import { useWords } from '../../language.tsx'
import { stampOf } from '../../parts/times.ts'
import { DueLine } from '../matter/dueLine.tsx'
import { ExternalNumber } from '../matter/externalNumber.tsx'
import { LightMark } from '../matter/lightMark.tsx'
import { Simulated, WasOver } from '../matter/standing.tsx'
import { matterWords } from '../matter/words.ts'
import '../matter/matter.css'

/** Matters, a line each where there is room and a card where there is not. */
export function MatterList({ rows }: { rows: readonly MatterRow[] }) {
  return (
    <ul className="matter-list">
      {rows.map((it) => (
        <Line key={it.matterId} row={it} />
      ))}
    </ul>
  )
}

function Line({ row }: { row: MatterRow }) {
  const words = useWords(matterWords)
  const { matterId, title, typeName, light, state, step, post, holder, unitName, takenAt, external } = row
  return (
    <li>
      <LightMark light={light} />
      <div>
        <Link href={`/matter/${matterId}`} className="matter-title">
          {title}
        </Link>
        <small className="soft">
          {typeName !== title && `${typeName} · `}
          {words.taken(stampOf(takenAt))} · {words.channels[row.channel]}
        </small>
        {external && (
          <small className="soft">
            <ExternalNumber external={external} />
          </small>
        )}
        {row.offered && <Tag className="tag-blue">{words.isOffered}</Tag>}
        <WasOver matter={row} />
        {row.simulated && <Simulated />}
      </div>
      <div>
        {step ?? words.states[state]}
        <small className="soft">
          {words.with(post, holder ?? '')} · {unitName}
        </small>
      </div>
      <DueLine dueAt={row.dueAt} remainingSeconds={row.remainingSeconds} />
    </li>
  )
}
