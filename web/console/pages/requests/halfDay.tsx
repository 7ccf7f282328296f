import { Radio } from 'antd'
import { type Half, Half as halves } from '../../../../src/contract/attendance.ts'
import { useWords } from '../../language.tsx'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { DaySelect } from '../../parts/daySelect.tsx'

interface Props {
  readonly id?: string
  readonly value?: { readonly day: string; readonly half: Half }
  readonly onChange?: (halfDay: { readonly day: string; readonly half: Half }) => void
}

/** A day and one of its halves. A form control: antd gives `value` and `onChange`. */
export function HalfDayInput({ id, value, onChange }: Props) {
  const words = useWords(attendanceWords)
  if (value === undefined) return null
  return (
    <div className="half-day">
      <DaySelect {...(id && { id })} value={value.day} onChange={(day) => day && onChange?.({ ...value, day })} />
      <Radio.Group
        optionType="button"
        value={value.half}
        options={halves.options.map((it) => ({ value: it, label: words.halves[it] }))}
        onChange={({ target }) => onChange?.({ ...value, half: target.value as Half })}
      />
    </div>
  )
}
