import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Pattern, Shift } from '../../../../src/contract/roster.ts'
import { keepPattern, readRoster } from '../../../../src/contract/routes/roster.ts'
import { newId } from '../../../../src/kit/ids.ts'
import { useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { fromTemplate, templates } from './templates.ts'
import { useOwnUnit, WhoseUnit } from './whose.tsx'
import { rosterWords } from './words.ts'

interface Props {
  readonly pattern: Pattern | undefined
  readonly shifts: readonly Shift[]
  readonly onClose: () => void
}

type Values = Omit<Pattern, 'patternId'>

/** Makes or changes a pattern; common ones are taken from a template. */
export function PatternDrawer({ pattern, shifts, onClose }: Props) {
  const words = useWords(rosterWords)
  const [patternId] = useState(() => pattern?.patternId ?? newId())
  const unitId = useOwnUnit()
  const keeping = useDo(keepPattern, [readRoster])
  const blank: Values = {
    name: '',
    turns: 'cycle',
    days: [null, null, null],
    followsCalendar: false,
    retired: false,
    unitId,
  }
  return (
    <FormDrawer<Values>
      title={words.addPattern}
      initial={pattern ?? blank}
      busy={keeping.isPending}
      onKeep={(body) => keeping.mutate({ params: { patternId }, body: { ...blank, ...body } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      {pattern === undefined && <Templates shifts={shifts} />}
      <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, max: 60 }]}>
        <Input />
      </Form.Item>
      <Turns />
      <Form.Item required name="days" label={words.days}>
        <DaysEditor shifts={shifts} />
      </Form.Item>
      <Form.Item name="followsCalendar" valuePropName="checked">
        <Checkbox>{words.followsCalendar}</Checkbox>
      </Form.Item>
      <WhoseUnit />
      {pattern && (
        <Form.Item name="retired" valuePropName="checked">
          <Checkbox>{words.retire}</Checkbox>
        </Form.Item>
      )}
    </FormDrawer>
  )
}

function Templates({ shifts }: { shifts: readonly Shift[] }) {
  const words = useWords(rosterWords)
  const form = Form.useFormInstance<Values>()
  return (
    <div className="actions apart-below">
      <span className="soft">{words.templates}</span>
      {templates.map((it) => {
        const made = fromTemplate(it, shifts)
        return (
          <Button
            key={it}
            size="small"
            disabled={made === undefined}
            onClick={() => form.setFieldsValue({ ...made, name: words[`${it}Name`] })}
          >
            {words[it]}
          </Button>
        )
      })}
    </div>
  )
}

function Turns() {
  const words = useWords(rosterWords)
  const form = Form.useFormInstance<Values>()
  const resize = (turns: Pattern['turns']) => {
    const days: Values['days'] = form.getFieldValue('days') ?? []
    if (turns === 'weekly')
      form.setFieldValue(
        'days',
        Array.from({ length: 7 }, (_, n) => days[n] ?? null),
      )
  }
  return (
    <Form.Item required name="turns" label={words.turns}>
      <Radio.Group
        optionType="button"
        options={(['cycle', 'weekly'] as const).map((it) => ({ value: it, label: words.turning[it] }))}
        onChange={({ target }) => resize(target.value as Pattern['turns'])}
      />
    </Form.Item>
  )
}

interface EditorProps {
  readonly shifts: readonly Shift[]
  readonly value?: Values['days']
  readonly onChange?: (days: Values['days']) => void
}

/** A form control: antd gives `value` and `onChange`. */
function DaysEditor({ shifts, value = [], onChange }: EditorProps) {
  const words = useWords(rosterWords)
  const common = useWords(commonWords)
  const weekly = Form.useWatch<Pattern['turns']>('turns') === 'weekly'
  const offered = shifts.filter((it) => !it.retired || value.includes(it.shiftId))
  const options = [
    { value: '', label: words.free },
    ...offered.map(({ shiftId, name }) => ({ value: shiftId, label: name })),
  ]
  const label = (n: number) => (weekly ? (common.days[n] ?? '') : words.dayNo(n + 1))
  return (
    <>
      <div className="days-editor">
        {value.map((shiftId, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: days of a pattern have no identity besides their place
          <div key={n}>
            <span className="soft">{label(n)}</span>
            <Select
              aria-label={label(n)}
              value={shiftId ?? ''}
              options={options}
              onChange={(chosen: string) => onChange?.(value.with(n, chosen || null))}
            />
          </div>
        ))}
      </div>
      {!weekly && (
        <div className="actions">
          <Button size="small" disabled={value.length >= 62} onClick={() => onChange?.([...value, null])}>
            {words.addDay}
          </Button>
          <Button size="small" disabled={value.length <= 1} onClick={() => onChange?.(value.slice(0, -1))}>
            {words.removeDay}
          </Button>
        </div>
      )}
    </>
  )
}
