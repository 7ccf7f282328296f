import { Checkbox, Form, Input, Select } from 'antd'
import type { OutputOf } from '../../../../src/contract/route.ts'
import { keepWorkingHours, listWorkingHours } from '../../../../src/contract/routes/matterTypes.ts'
import { listProposals } from '../../../../src/contract/routes/proposals.ts'
import { usualHours, type Weekly } from '../../../../src/contract/workingHours.ts'
import { dayOf } from '../../../../src/kit/time.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { TakesTwo, useSaySecond } from '../../parts/second.tsx'
import { useUnitOptions } from './unitOptions.ts'
import { faultOf } from './week.ts'
import { WeekInput } from './weekInput.tsx'
import { matterTypesWords } from './words.ts'

interface Typed {
  readonly unitId: string | null
  readonly from: string
  readonly weekly: Weekly
  /** None of its own any more. */
  readonly inherits?: boolean
  readonly reason: string
}

const bodyOf = ({ unitId, from, weekly, reason }: Typed, givesUp: boolean) => ({
  unitId,
  hours: { from, weekly: givesUp ? null : weekly },
  reason,
})

/** Other working hours from a day on; begins with those of the county now. A unit with its own may give them up. */
export function HoursDrawer({ kept, onClose }: { kept: OutputOf<typeof listWorkingHours>; onClose: () => void }) {
  const page = useWords(matterTypesWords)
  const words = page.hours
  const say = useSaySecond()
  const units = useUnitOptions(page.county)
  const keeping = useDo(keepWorkingHours, [listWorkingHours, listProposals])
  const today = dayOf(new Date().toISOString())
  const now = kept.findLast((it) => it.unitId === null && it.hours.from <= today)?.hours.weekly ?? usualHours.weekly
  const hasOwn = ({ unitId, from }: Pick<Typed, 'unitId' | 'from'>): boolean =>
    unitId !== null &&
    (kept.findLast((it) => it.unitId === unitId && it.hours.from <= from)?.hours.weekly ?? null) !== null
  const givesUp = (typed: Typed): boolean => typed.inherits === true && hasOwn(typed)
  const keep = (typed: Typed) =>
    keeping.mutate(
      { body: bodyOf(typed, givesUp(typed)) },
      {
        onSuccess: ({ second }) => {
          say(second, words.kept)
          onClose()
        },
      },
    )
  const check = (_: unknown, weekly: Weekly) => {
    const fault = faultOf(weekly)
    return fault ? Promise.reject(new Error(words[fault])) : Promise.resolve()
  }
  return (
    <FormDrawer<Typed>
      title={`${words.title} · ${words.add}`}
      initial={{ unitId: null, from: today, weekly: now, reason: '' }}
      busy={keeping.isPending}
      onKeep={keep}
      onClose={onClose}
    >
      <div className="two">
        <Form.Item name="unitId" required label={words.unit}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={units} />
        </Form.Item>
        <Form.Item name="from" label={words.from} rules={[{ required: true }]}>
          <DaySelect />
        </Form.Item>
      </div>
      <Form.Item noStyle shouldUpdate={(a: Typed, b: Typed) => a.from !== b.from}>
        {({ getFieldValue }) => getFieldValue('from') < today && <TakesTwo past />}
      </Form.Item>
      <Form.Item noStyle shouldUpdate>
        {(form) => {
          const typed: Typed = form.getFieldsValue(true)
          return (
            <>
              {hasOwn(typed) && (
                <Form.Item name="inherits" valuePropName="checked">
                  <Checkbox>{words.inherit}</Checkbox>
                </Form.Item>
              )}
              {!givesUp(typed) && (
                <Form.Item name="weekly" label={words.weekly} rules={[{ validator: check }]}>
                  <WeekInput />
                </Form.Item>
              )}
            </>
          )
        }}
      </Form.Item>
      <Form.Item name="reason" label={words.reason} rules={[{ required: true, whitespace: true, max: 300 }]}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </FormDrawer>
  )
}
