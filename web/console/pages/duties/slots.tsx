import { Button, Form, Select } from 'antd'
import type { BodyOf } from '../../../../src/contract/route.ts'
import type { fillDuties } from '../../../../src/contract/routes/duties.ts'
import { useWords } from '../../language.tsx'
import { ClockInput, clockRules } from '../../parts/clockInput.tsx'
import { DeleteIcon, PlusIcon } from '../../parts/icons.tsx'
import { usePersonOptions } from './persons.ts'
import { standings } from './week.ts'
import { dutiesWords } from './words.ts'

/** One row of what is to be filled, as typed. */
export type Slot = Omit<BodyOf<typeof fillDuties>['slots'][number], 'note'> & { readonly note?: string }

const blank = { on: 'workdays', from: '08:30', to: '17:30', as: 'member', staffIds: [] } as const
const starts = {
  workdays: blank,
  restDays: { ...blank, on: 'restDays' },
  nights: { ...blank, on: 'everyDay', from: '18:00', to: '08:00' },
} as const

/** What is to be filled: on which days, from when to when, by whom in which order. */
export function SlotList({ siteId }: { siteId: string }) {
  const words = useWords(dutiesWords)
  return (
    <Form.List name="slots" initialValue={[blank]}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <SlotFields
              key={key}
              name={name}
              siteId={siteId}
              remove={fields.length > 1 ? () => remove(name) : undefined}
            />
          ))}
          <div className="actions">
            {(Object.keys(starts) as (keyof typeof starts)[]).map((it) => (
              <Button key={it} icon={<PlusIcon />} disabled={fields.length >= 8} onClick={() => add(starts[it])}>
                {words.fillAdd[it]}
              </Button>
            ))}
          </div>
        </>
      )}
    </Form.List>
  )
}

interface Props {
  readonly name: number
  readonly siteId: string
  readonly remove: (() => void) | undefined
}

function SlotFields({ name, siteId, remove }: Props) {
  const words = useWords(dutiesWords)
  const persons = usePersonOptions(siteId)
  const days = (['workdays', 'restDays', 'everyDay'] as const).map((it) => ({ value: it, label: words.on[it] }))
  return (
    <fieldset className="slot">
      <legend className="hidden">{words.slot(name + 1)}</legend>
      <div className="slot-row">
        <Form.Item required name={[name, 'on']} label={words.onDays}>
          <Select options={days} />
        </Form.Item>
        <Form.Item name={[name, 'from']} label={words.from} rules={clockRules}>
          <ClockInput />
        </Form.Item>
        <Form.Item name={[name, 'to']} label={words.to} rules={clockRules}>
          <ClockInput />
        </Form.Item>
        <Form.Item required name={[name, 'as']} label={words.as}>
          <Select options={standings.map((it) => ({ value: it, label: words.standings[it] }))} />
        </Form.Item>
        {remove && (
          <Button type="text" icon={<DeleteIcon />} aria-label={words.removeSlot(name + 1)} onClick={remove} />
        )}
      </div>
      <Form.Item
        name={[name, 'staffIds']}
        label={words.inTurn}
        extra={words.inTurnWhy}
        rules={[{ required: true, type: 'array', min: 1 }]}
      >
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={persons} />
      </Form.Item>
    </fieldset>
  )
}
