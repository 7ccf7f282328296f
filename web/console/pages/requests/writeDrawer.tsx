import { App, Form, Radio, Select } from 'antd'
import { useState } from 'react'
import { listRequests, makeRequest } from '../../../../src/contract/routes/requests.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { usePersonOptions } from '../duties/persons.ts'
import { AppealFields, CorrectionFields, LeaveFields } from './fields.tsx'
import { type TypedWish, wishOf } from './wishes.ts'
import { requestWords } from './words.ts'

type Values = TypedWish & { readonly staffId: string }
const kinds = ['leave', 'correction', 'appeal'] as const

/** A clerk writes down what somebody else asks for. */
export function WriteDrawer({ onClose }: { onClose: () => void }) {
  const words = useWords(requestWords)
  const { message } = App.useApp()
  const persons = usePersonOptions('')
  const [requestId] = useState(newId)
  const [kind, setKind] = useState<(typeof kinds)[number]>('leave')
  const making = useDo(makeRequest, [listRequests])
  const today = dayOf(new Date().toISOString())
  const keep = ({ staffId, ...typed }: Values) => {
    const wish = wishOf(typed)
    if (wish === undefined) return
    making.mutate(
      { params: { requestId }, body: { staffId, wish } },
      {
        onSuccess: () => {
          void message.success(words.sent)
          onClose()
        },
      },
    )
  }
  const initial: Partial<Values> = {
    kind: 'leave',
    leave: 'personal',
    from: { day: today, half: 'am' },
    to: { day: today, half: 'pm' },
    day: today,
    half: 'am',
    what: 'arrival',
    at: '08:30',
    reason: 'forgot',
  }
  return (
    <FormDrawer<Values> title={words.write} initial={initial} busy={making.isPending} onKeep={keep} onClose={onClose}>
      <p className="soft">{words.writeLead}</p>
      <Form.Item name="staffId" label={words.person} rules={[{ required: true }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={persons} />
      </Form.Item>
      <Form.Item required name="kind" label={words.kind}>
        <Radio.Group
          optionType="button"
          options={kinds.map((it) => ({ value: it, label: words.kinds[it] }))}
          onChange={({ target }) => setKind(target.value as (typeof kinds)[number])}
        />
      </Form.Item>
      {kind === 'leave' && <LeaveFields />}
      {kind === 'correction' && <CorrectionFields />}
      {kind === 'appeal' && <AppealFields />}
    </FormDrawer>
  )
}
