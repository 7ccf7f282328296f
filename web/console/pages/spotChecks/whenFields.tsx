import { Form } from 'antd'
import { useWords } from '../../language.tsx'
import { ClockInput, clockRules } from '../../parts/clockInput.tsx'
import { DaySelect } from '../../parts/daySelect.tsx'
import { spotCheckWords } from './words.ts'

/** When a number is or was published: the fields `day` and `clock` of a form. */
export function WhenFields({ legend }: { legend: string }) {
  const words = useWords(spotCheckWords)
  return (
    <fieldset className="spot-when">
      <legend>{legend}</legend>
      <Form.Item name="day" label={words.day} rules={[{ required: true }]}>
        <DaySelect />
      </Form.Item>
      <Form.Item name="clock" label={words.clock} rules={clockRules}>
        <ClockInput />
      </Form.Item>
    </fieldset>
  )
}
