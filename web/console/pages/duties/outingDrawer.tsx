import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { keepOuting, listDuties } from '../../../../src/contract/routes/duties.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { ClockInput, clockRules } from '../../parts/clockInput.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { spanOf, type Typed } from './week.ts'
import { dutiesWords } from './words.ts'

interface Props {
  readonly siteId: string
  readonly persons: readonly { readonly value: string; readonly label: string }[]
  readonly day: string
  readonly onClose: () => void
}

type Values = Typed & { readonly staffId: string; readonly where: string }

/** Notes that somebody works in the field. */
export function OutingDrawer({ siteId, persons, day, onClose }: Props) {
  const words = useWords(dutiesWords)
  const [outingId] = useState(newId)
  const keeping = useDo(keepOuting, [listDuties])
  const keep = ({ staffId, where, ...typed }: Values) =>
    keeping.mutate(
      { params: { outingId }, body: { staffId, siteId, where: where.trim(), ...spanOf(typed) } },
      { onSuccess: onClose },
    )
  return (
    <FormDrawer<Values>
      title={words.addOuting}
      initial={{ day, from: '09:00', to: '12:00' }}
      busy={keeping.isPending}
      onKeep={keep}
      onClose={onClose}
    >
      <Form.Item name="staffId" label={words.person} rules={[{ required: true }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={[...persons]} />
      </Form.Item>
      <Form.Item name="where" label={words.where} rules={[{ required: true, whitespace: true, max: 80 }]}>
        <Input placeholder={words.whereExample} />
      </Form.Item>
      <Form.Item name="day" label={words.day} rules={[{ required: true }]}>
        <DaySelect />
      </Form.Item>
      <div className="two">
        <Form.Item name="from" label={words.starts} rules={clockRules}>
          <ClockInput />
        </Form.Item>
        <Form.Item name="to" label={words.ends} rules={clockRules}>
          <ClockInput />
        </Form.Item>
      </div>
    </FormDrawer>
  )
}
