import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { Pattern, Shift } from '../../../../src/contract/roster.ts'
import { keepPattern } from '../../../../src/contract/routes/roster.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { Sheet } from '../../parts/page.tsx'
import { useMay } from '../../session.ts'
import { PatternDrawer } from './patternDrawer.tsx'
import { rosterWords } from './words.ts'

interface Props {
  readonly patterns: readonly Pattern[]
  readonly shifts: readonly Shift[]
}

/** The patterns there are, each as its row of days. */
export function PatternSheet({ patterns, shifts }: Props) {
  const words = useWords(rosterWords)
  const common = useWords(commonWords)
  const editable = useMay()(keepPattern)
  const [editing, setEditing] = useState<Pattern | 'new'>()
  const add = editable && (
    <Button icon={<PlusIcon />} disabled={shifts.length === 0} onClick={() => setEditing('new')}>
      {words.addPattern}
    </Button>
  )
  return (
    <Sheet title={words.patterns} extra={add}>
      <p className="soft">{patterns.length === 0 ? words.patternsNone : words.patternsLead}</p>
      <ul className="rows">
        {patterns.map((it) => (
          <li key={it.patternId}>
            <div className="grow">
              <strong>{it.name}</strong>{' '}
              <Tag className="tag-blue">
                {it.turns === 'weekly' ? words.turning.weekly : words.cycleDays(it.days.length)}
              </Tag>
              {it.retired && <Tag className="tag-grey">{words.retired}</Tag>}
              <PatternDays pattern={it} shifts={shifts} />
              {!it.followsCalendar && <span className="soft">{words.around}</span>}
            </div>
            {editable && (
              <Button aria-label={`${common.edit} ${it.name}`} onClick={() => setEditing(it)}>
                {common.edit}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editing && (
        <PatternDrawer
          pattern={editing === 'new' ? undefined : editing}
          shifts={shifts}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Sheet>
  )
}

function PatternDays({ pattern, shifts }: { pattern: Pattern; shifts: readonly Shift[] }) {
  const words = useWords(rosterWords)
  const common = useWords(commonWords)
  const label = (n: number) => (pattern.turns === 'weekly' ? common.days[n] : words.dayNo(n + 1))
  return (
    <ol className="pattern-days">
      {pattern.days.map((shiftId, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: days of a pattern have no identity besides their place
        <li key={n} className={shiftId === null ? 'free' : undefined}>
          <small>{label(n)}</small>
          {shifts.find((it) => it.shiftId === shiftId)?.name ?? words.free}
        </li>
      ))}
    </ol>
  )
}
