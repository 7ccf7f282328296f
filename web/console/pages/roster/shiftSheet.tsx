import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { Shift } from '../../../../src/contract/roster.ts'
import { keepShift } from '../../../../src/contract/routes/roster.ts'
import { punctuation } from '../../../shared/punctuation.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { PlusIcon } from '../../parts/icons.tsx'
import { Sheet } from '../../parts/page.tsx'
import { useMay } from '../../session.ts'
import { ShiftDrawer } from './shiftDrawer.tsx'
import { rosterWords } from './words.ts'

/** The shifts there are. */
export function ShiftSheet({ shifts }: { shifts: readonly Shift[] }) {
  const words = useWords(rosterWords)
  const common = useWords(commonWords)
  const { comma } = useWords(punctuation)
  const editable = useMay()(keepShift)
  const [editing, setEditing] = useState<Shift | 'new'>()
  const add = editable && (
    <Button icon={<PlusIcon />} onClick={() => setEditing('new')}>
      {words.addShift}
    </Button>
  )
  return (
    <Sheet title={words.shifts} extra={add}>
      <p className="soft">{shifts.length === 0 ? words.shiftsNone : words.shiftsLead}</p>
      <ul className="rows">
        {shifts.map((it) => (
          <li key={it.shiftId}>
            <span className="grow">
              <strong>{it.name}</strong> <Tag className="tag-blue">{words.kinds[it.kind]}</Tag>
              {it.retired && <Tag className="tag-grey">{words.retired}</Tag>}
              <br />
              <span className="numbers">
                {it.periods.map(({ from, to }) => `${from}–${to <= from ? `${words.nextDay} ` : ''}${to}`).join(comma)}
              </span>
              {it.flex > 0 && <span className="soft"> · {words.flexes(it.flex)}</span>}
            </span>
            {editable && (
              <Button aria-label={`${common.edit} ${it.name}`} onClick={() => setEditing(it)}>
                {common.edit}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editing && <ShiftDrawer shift={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </Sheet>
  )
}
