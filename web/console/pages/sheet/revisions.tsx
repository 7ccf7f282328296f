import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { listRevisions, type MonthSheet } from '../../../../src/contract/routes/attendance.ts'
import { useAsked } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import type { Names } from '../../parts/names.ts'
import { Sheet } from '../../parts/page.tsx'
import { stampOf } from '../../parts/times.ts'
import { Answered } from '../../parts/waiting.tsx'
import { DifferenceTable } from './differences.tsx'
import { revisionWords } from './revisionWords.ts'

type Revision = OutputOf<typeof listRevisions>[number]

interface Props {
  readonly sheet: MonthSheet
  readonly names: Names
  /** The one that is shown, where it is not the last. */
  readonly shown: number | undefined
  readonly show: (revision: number | undefined) => void
}

/** Every time the month was printed: who, when, why, what it changed, and the way to look at it. */
export function Revisions({ sheet: { unitId, month, state }, names, shown, show }: Props) {
  const words = useWords(revisionWords)
  const asked = useAsked(listRevisions, { query: { unitId, month } }, { enabled: state.kind === 'final' })
  if (state.kind === 'open') return null
  return (
    <Answered asked={asked}>
      {(all) => {
        const last = all[0]?.revision
        return (
          <Sheet title={words.title}>
            {shown !== undefined && shown !== last && (
              <Alert
                showIcon
                className="apart-below"
                type="info"
                title={words.old(shown)}
                action={<Button onClick={() => show(undefined)}>{words.toLast}</Button>}
              />
            )}
            <ol className="revisions">
              {all.map((it) => (
                <One
                  key={it.revision}
                  it={it}
                  names={names}
                  seen={it.revision === (shown ?? last)}
                  show={() => show(it.revision === last ? undefined : it.revision)}
                />
              ))}
            </ol>
          </Sheet>
        )
      }}
    </Answered>
  )
}

function One({ it, names, seen, show }: { it: Revision; names: Names; seen: boolean; show: () => void }) {
  const words = useWords(revisionWords)
  const [open, setOpen] = useState(false)
  const changed = it.changes.length
  return (
    <li aria-current={seen ? 'true' : undefined}>
      <strong>{words.revision(it.revision)}</strong>
      <span className="soft">{words.by(stampOf(it.at), it.by)}</span>
      {it.reason && <span>{it.reason}</span>}
      {it.erased > 0 && <span className="soft">{words.erased(it.erased)}</span>}
      <div className="actions">
        {seen ? (
          <span className="soft">{words.seen}</span>
        ) : (
          <Button size="small" onClick={show}>
            {words.look(it.revision)}
          </Button>
        )}
        {changed > 0 && (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? words.hide : words.changes(changed)}
          </Button>
        )}
      </div>
      {open && <DifferenceTable rows={it.changes} names={names} heads={words.heads} />}
    </li>
  )
}
