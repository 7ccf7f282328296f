import { Alert, Button, Checkbox, Form, type FormInstance, Input, InputNumber, Radio, Select } from 'antd'
import { useMemo } from 'react'
import { symbolKeys } from '../../../../src/contract/attendance.ts'
import { legendPresets } from '../../../../src/contract/standardRule.ts'
import { sayKey } from '../../../../src/contract/verdictWords.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { ClockInput } from '../../parts/clockInput.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { periodsInOrder, type RuleForm, symbolsTwice } from './book.ts'
import { useKeepable } from './keepable.ts'
import { rulesWords } from './words.ts'

interface Props {
  readonly form: FormInstance<RuleForm>
  /** For which unit it is stays as it was. */
  readonly locked: boolean
}

/** Everything a rule consists of. */
export function RuleFields({ form, locked }: Props) {
  const words = useWords(rulesWords)
  const units = useUnitOptions()
  return (
    <>
      <div className="two">
        <Form.Item name="unitId" label={words.unit}>
          <Select disabled={locked} showSearch={{ optionFilterProp: 'label' }} options={units} />
        </Form.Item>
        <Form.Item name="effectiveFrom" label={words.effectiveFrom} rules={[{ required: true }]}>
          <DaySelect />
        </Form.Item>
      </div>
      <CheckIns />
      <Form.Item
        name="workdays"
        label={words.workdays}
        rules={[{ required: true, type: 'array', min: 1, message: words.workdaysWanted }]}
      >
        <Workdays />
      </Form.Item>
      <Periods />
      <Minutes />
      <LegendFields form={form} />
      <Form.Item name="basis" label={words.basisField} rules={[{ max: 200 }]}>
        <Input />
      </Form.Item>
    </>
  )
}

/** The days of the week, ticked; stands inside a field named `workdays`. */
function Workdays({
  id,
  value,
  onChange,
}: {
  id?: string
  value?: RuleForm['workdays']
  onChange?: (days: RuleForm['workdays']) => void
}) {
  const words = useWords(rulesWords)
  const common = useWords(commonWords)
  return (
    <fieldset id={id} className="workdays" aria-label={words.workdays}>
      <Checkbox.Group
        value={value ?? []}
        options={common.days.map((label, n) => ({ label, value: n + 1 }))}
        onChange={(days) => onChange?.(days.toSorted((a, b) => a - b))}
      />
    </fieldset>
  )
}

/** The units the account looks after; the county itself for those who hold it. */
function useUnitOptions() {
  const words = useWords(rulesWords)
  const { scope, county } = useKeepable()
  return useMemo(() => {
    const units = scope.map(({ unitId, name, depth }) => ({
      value: unitId as string | null,
      label: `${'　'.repeat(depth)}${name}`,
    }))
    return [...(county ? [{ value: null, label: words.county }] : []), ...units]
  }, [scope, county, words])
}

function CheckIns() {
  const words = useWords(rulesWords)
  const four = Form.useWatch<RuleForm['checkInsPerDay']>('checkInsPerDay') === 4
  return (
    <>
      <Form.Item name="checkInsPerDay" label={words.checkIns}>
        <Radio.Group
          options={[
            { value: 2, label: words.two },
            { value: 4, label: words.four },
          ]}
        />
      </Form.Item>
      {four && (
        <>
          <Alert className="apart-below" showIcon type="warning" title={words.fourWarn} />
          <Form.Item
            name="fourReason"
            label={words.fourReason}
            rules={[{ required: true, whitespace: true, max: 200, message: words.fourReasonWanted }]}
          >
            <Input.TextArea rows={2} maxLength={200} showCount />
          </Form.Item>
        </>
      )}
    </>
  )
}

function Periods() {
  const words = useWords(rulesWords)
  return (
    <Form.Item
      label={words.periods}
      className="periods"
      name="periods"
      rules={[
        {
          validator: (_, periods: RuleForm['periods']) =>
            periodsInOrder(periods) ? Promise.resolve() : Promise.reject(new Error(words.periodWrong)),
        },
      ]}
    >
      <PeriodInputs />
    </Form.Item>
  )
}

/** Both periods, typed; stands inside a field named `periods`. */
function PeriodInputs({
  value,
  onChange,
}: {
  value?: RuleForm['periods']
  onChange?: (periods: RuleForm['periods']) => void
}) {
  const words = useWords(rulesWords)
  if (value === undefined) return null
  return (
    <div className="two">
      {(['am', 'pm'] as const).map((half) => (
        <div key={half} className="hours-period">
          <span>{words[half]}</span>
          {(['from', 'to'] as const).map((end) => (
            <ClockInput
              key={end}
              aria-label={`${words[half]} ${end === 'from' ? words.start : words.end}`}
              value={value[half][end]}
              onChange={(clock) => onChange?.({ ...value, [half]: { ...value[half], [end]: clock } })}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function Minutes() {
  const words = useWords(rulesWords)
  const field = (
    name: 'graceIn' | 'graceOut' | 'flex' | 'openBefore' | 'openAfter',
    label: string,
    max: number,
    extra?: string,
  ) => (
    <Form.Item name={name} label={label} extra={extra} rules={[{ required: true, type: 'integer', min: 0, max }]}>
      <InputNumber min={0} max={max} precision={0} />
    </Form.Item>
  )
  return (
    <div className="two">
      {field('graceIn', words.graceIn, 120, words.graceWhat)}
      {field('graceOut', words.graceOut, 120)}
      {field('flex', words.flexField, 240, words.flexWhat)}
      <span className="wide-only" />
      {field('openBefore', words.openBefore, 480)}
      {field('openAfter', words.openAfter, 480)}
    </div>
  )
}

function LegendFields({ form }: { form: FormInstance<RuleForm> }) {
  const words = useWords(rulesWords)
  const said = useWords(attendanceWords)
  const legend = Form.useWatch<RuleForm['legend'] | undefined>('legend', form)
  const twice = legend ? symbolsTwice(legend) : []
  return (
    <fieldset className="legend-fields">
      <legend>{words.legend}</legend>
      <p className="soft">{words.legendWhat}</p>
      <div className="actions apart-below">
        {(['characters', 'shapes'] as const).map((it) => (
          <Button key={it} size="small" onClick={() => form.setFieldsValue({ legend: legendPresets[it] })}>
            {words.usePreset} {words.presets[it]}
          </Button>
        ))}
      </div>
      <div className="legend-grid">
        {symbolKeys.map((key) => (
          <Form.Item
            key={key}
            name={['legend', key]}
            label={sayKey(key, said)}
            rules={[{ required: true, whitespace: true, max: 2 }]}
          >
            <Input maxLength={2} />
          </Form.Item>
        ))}
      </div>
      {twice.length > 0 && (
        <Alert className="apart-below" showIcon type="error" title={words.legendSame(twice.join(' '))} />
      )}
    </fieldset>
  )
}
