import { Form, Input, Radio, Select } from 'antd'
import { Half, type LeaveKind, leaveKinds } from '../../../../src/contract/attendance.ts'
import { correctionReasons } from '../../../../src/contract/roster.ts'
import { useWords } from '../../language.tsx'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { ClockInput, clockRules } from '../../parts/clockInput.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { HalfDayInput } from './halfDay.tsx'
import { SpanChips } from './spanChips.tsx'
import { isForward } from './wishes.ts'
import { requestWords } from './words.ts'

/** Kind and span of a leave, and a note. */
export function LeaveFields({ kinds = leaveKinds }: { kinds?: readonly LeaveKind[] }) {
  const words = useWords(requestWords)
  const { leaves } = useWords(attendanceWords)
  return (
    <>
      <Form.Item name="leave" label={words.leaveKind} rules={[{ required: true }]}>
        <Radio.Group
          className="choices"
          optionType="button"
          options={kinds.map((it) => ({ value: it, label: leaves[it] }))}
        />
      </Form.Item>
      <SpanChips />
      <Form.Item required name="from" label={words.from}>
        <HalfDayInput />
      </Form.Item>
      <Form.Item
        required
        name="to"
        label={words.to}
        dependencies={['from']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, to: Parameters<typeof isForward>[1]) =>
              isForward(getFieldValue('from'), to) ? Promise.resolve() : Promise.reject(new Error(words.backward)),
          }),
        ]}
      >
        <HalfDayInput />
      </Form.Item>
      <Form.Item name="note" label={words.note} rules={[{ max: 200 }]}>
        <Input />
      </Form.Item>
    </>
  )
}

/** Which check-in was not made, when it would have been, and why. */
export function CorrectionFields() {
  const words = useWords(requestWords)
  return (
    <>
      <WhichHalf />
      <Form.Item required name="what" label={words.what}>
        <Radio.Group
          optionType="button"
          options={(['arrival', 'departure'] as const).map((it) => ({ value: it, label: words.whats[it] }))}
        />
      </Form.Item>
      <Form.Item name="at" label={words.at} rules={clockRules}>
        <ClockInput />
      </Form.Item>
      <Form.Item required name="reason" label={words.why}>
        <Select options={correctionReasons.map((it) => ({ value: it, label: words.reasons[it] }))} />
      </Form.Item>
      <Form.Item name="note" label={words.note} rules={[{ max: 200 }]}>
        <Input />
      </Form.Item>
    </>
  )
}

export function AppealFields() {
  const words = useWords(requestWords)
  return (
    <>
      <WhichHalf />
      <Form.Item name="text" label={words.text} rules={[{ required: true, whitespace: true, max: 1000 }]}>
        <Input.TextArea rows={4} maxLength={1000} showCount />
      </Form.Item>
    </>
  )
}

function WhichHalf() {
  const words = useWords(requestWords)
  const { halves } = useWords(attendanceWords)
  return (
    <div className="two">
      <Form.Item name="day" label={words.day} rules={[{ required: true }]}>
        <DaySelect />
      </Form.Item>
      <Form.Item required name="half" label={words.half}>
        <Radio.Group optionType="button" options={Half.options.map((it) => ({ value: it, label: halves[it] }))} />
      </Form.Item>
    </div>
  )
}
