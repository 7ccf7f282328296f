import { Button, Checkbox, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import type { Shift } from '../../../../src/contract/roster.ts'
import { keepShift, readRoster } from '../../../../src/contract/routes/roster.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { ClockInput, clockRules } from '../../parts/clockInput.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { DeleteIcon, PlusIcon } from '../../parts/icons.tsx'
import { useOwnUnit, WhoseUnit } from './whose.tsx'
import { rosterWords } from './words.ts'

type Values = Omit<Shift, 'shiftId'>

/** Makes or changes a shift. */
export function ShiftDrawer({ shift, onClose }: { shift: Shift | undefined; onClose: () => void }) {
  const words = useWords(rosterWords)
  const [shiftId] = useState(() => shift?.shiftId ?? newId())
  const unitId = useOwnUnit()
  const keeping = useDo(keepShift, [readRoster])
  const blank: Values = {
    name: '',
    kind: 'work',
    flex: 0,
    retired: false,
    unitId,
    periods: [{ from: '08:30', to: '12:00' }],
  }
  return (
    <FormDrawer<Values>
      title={words.addShift}
      initial={shift ?? blank}
      busy={keeping.isPending}
      onKeep={(body) => keeping.mutate({ params: { shiftId }, body: { ...blank, ...body } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, max: 60 }]}>
        <Input />
      </Form.Item>
      <Form.Item required name="kind" label={words.kind}>
        <Radio.Group
          optionType="button"
          options={(['work', 'duty', 'field'] as const).map((it) => ({ value: it, label: words.kinds[it] }))}
        />
      </Form.Item>
      <Periods />
      <Form.Item required name="flex" label={words.flex} extra={words.flexWhy}>
        <InputNumber min={0} max={240} step={5} precision={0} />
      </Form.Item>
      <WhoseUnit />
      {shift && (
        <Form.Item name="retired" valuePropName="checked">
          <Checkbox>{words.retire}</Checkbox>
        </Form.Item>
      )}
    </FormDrawer>
  )
}

function Periods() {
  const words = useWords(rosterWords)
  return (
    <Form.List name="periods">
      {(fields, { add, remove }) => (
        <fieldset className="bare-set">
          <legend>{words.periods}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="hours-period">
              <Form.Item name={[name, 'from']} noStyle rules={clockRules}>
                <ClockInput aria-label={`${words.period(name + 1)} ${words.from}`} />
              </Form.Item>
              <span aria-hidden="true">–</span>
              <Form.Item name={[name, 'to']} noStyle rules={clockRules}>
                <ClockInput aria-label={`${words.period(name + 1)} ${words.to}`} />
              </Form.Item>
              {fields.length > 1 && (
                <Button
                  type="text"
                  icon={<DeleteIcon />}
                  aria-label={words.removePeriod(name + 1)}
                  onClick={() => remove(name)}
                />
              )}
            </div>
          ))}
          <p className="soft small">{words.crossing}</p>
          <Button
            size="small"
            icon={<PlusIcon />}
            disabled={fields.length >= 4}
            onClick={() => add({ from: '14:00', to: '17:30' })}
          >
            {words.addPeriod}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}
