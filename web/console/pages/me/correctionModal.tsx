import { Button, Form, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import type { HalfVerdict } from '../../../../src/contract/attendance.ts'
import { correctionReasons } from '../../../../src/contract/roster.ts'
import { listRules } from '../../../../src/contract/routes/attendance.ts'
import { readTree } from '../../../../src/contract/routes/people.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { readClock } from '../../parts/clock.ts'
import { ClockInput } from '../../parts/clockInput.tsx'
import { dayLabel } from '../../parts/times.ts'
import { Loading } from '../../parts/waiting.tsx'
import { requestWords } from '../requests/words.ts'
import { type About, useAsking } from './asking.ts'
import { proposedClock, ruleFor, type Which, whichOf } from './proposed.ts'
import { meWords } from './words.ts'

interface Props {
  readonly about: About
  readonly verdict: HalfVerdict
  readonly onClose: () => void
}

/** A forgotten check-in: the time is proposed, the reason is one press, and that sends it. */
export function CorrectionModal({ about, verdict, onClose }: Props) {
  const words = useWords(meWords)
  const said = useWords(attendanceWords)
  const { language } = useLanguage()
  const rules = useAsked(listRules, {})
  const units = useAsked(readTree, {}).data?.units
  const rule = rules.data && units && ruleFor(rules.data, about.staff.unitId, about.day, units)
  const known = !rules.isPending && units !== undefined
  return (
    <Modal
      open
      footer={null}
      title={`${words.correct} · ${dayLabel(about.day, language)} ${said.halves[about.half]}`}
      onCancel={onClose}
    >
      {known ? (
        <Fields
          about={about}
          first={whichOf(verdict, about.half)}
          clockOf={(which) => proposedClock(rule, about.half, which)}
          onDone={onClose}
        />
      ) : (
        <Loading />
      )}
    </Modal>
  )
}

interface FieldsProps {
  readonly about: About
  readonly first: Which
  readonly clockOf: (which: Which) => string
  readonly onDone: () => void
}

function Fields({ about, first, clockOf, onDone }: FieldsProps) {
  const words = useWords(meWords)
  const asked = useWords(requestWords)
  const [what, setWhat] = useState(first)
  const [at, setAt] = useState(() => clockOf(first))
  const [note, setNote] = useState('')
  const { send, busy } = useAsking(about.staff.staffId, onDone)
  const clock = readClock(at)
  const choose = (reason: (typeof correctionReasons)[number]) => {
    if (clock === undefined) return
    send({ kind: 'correction', day: about.day, half: about.half, what, at: clock, reason, note: note.trim() })
  }
  return (
    <Form layout="vertical">
      <div className="actions apart-below">
        <Segmented<Which>
          aria-label={asked.what}
          value={what}
          options={(['arrival', 'departure'] as const).map((it) => ({ value: it, label: asked.whats[it] }))}
          onChange={(which) => {
            setWhat(which)
            setAt(clockOf(which))
          }}
        />
        <ClockInput aria-label={asked.at} value={at} onChange={setAt} />
      </div>
      <Form.Item label={asked.note} htmlFor="correction-note">
        <Input id="correction-note" maxLength={200} value={note} onChange={({ target }) => setNote(target.value)} />
      </Form.Item>
      <fieldset className="reasons" disabled={clock === undefined}>
        <legend>{words.pressReason}</legend>
        {correctionReasons.map((it) => (
          <Button
            key={it}
            size="large"
            disabled={it === 'other' && note.trim() === ''}
            loading={busy}
            onClick={() => choose(it)}
          >
            {asked.reasons[it]}
          </Button>
        ))}
      </fieldset>
      <p className="soft small">{words.correctPromise}</p>
    </Form>
  )
}
