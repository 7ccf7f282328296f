import { Button } from 'antd'
import type { DutyHours } from '../../../../src/contract/people.ts'
import { usualDutyHours } from '../../../../src/contract/workingHours.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { ClockInput } from '../../parts/clockInput.tsx'
import { DeleteIcon, PlusIcon } from '../../parts/icons.tsx'
import { likeMonday, type Weekday, weekdays } from './hours.ts'
import { unitsWords } from './words.ts'

type Period = NonNullable<DutyHours[Weekday]>[number]

interface Props {
  readonly value?: DutyHours
  readonly onChange?: (hours: DutyHours) => void
}

/** Opening hours of a week, up to four periods a day. A form control: antd gives `value` and `onChange`. */
export function HoursEditor({ value = usualDutyHours, onChange }: Props) {
  const words = useWords(unitsWords)
  const common = useWords(commonWords)
  const change = (day: Weekday, periods: Period[]) => onChange?.({ ...value, [day]: periods })
  return (
    <div className="hours">
      {weekdays.map((day, index) => (
        <DayRow
          key={day}
          label={common.days[index] ?? day}
          periods={value[day] ?? []}
          change={(periods) => change(day, periods)}
        />
      ))}
      <Button size="small" onClick={() => onChange?.(likeMonday(value))}>
        {words.likeMonday}
      </Button>
    </div>
  )
}

interface RowProps {
  readonly label: string
  readonly periods: readonly Period[]
  readonly change: (periods: Period[]) => void
}

function DayRow({ label, periods, change }: RowProps) {
  const words = useWords(unitsWords)
  const set = (index: number, part: Partial<Period>) =>
    change(periods.map((it, at) => (at === index ? { ...it, ...part } : it)))
  return (
    <fieldset className="hours-day">
      <legend>{label}</legend>
      <div className="grow">
        {periods.length === 0 && <span className="soft">{words.rest}</span>}
        {periods.map((period, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: periods have no identity besides their place
          <div key={index} className="hours-period">
            <ClockInput
              aria-label={`${label} ${words.from}`}
              value={period.from}
              onChange={(from) => set(index, { from })}
            />
            <span aria-hidden="true">–</span>
            <ClockInput aria-label={`${label} ${words.to}`} value={period.to} onChange={(to) => set(index, { to })} />
            <Button
              type="text"
              icon={<DeleteIcon />}
              aria-label={`${label} ${words.removePeriod} ${index + 1}`}
              onClick={() => change(periods.filter((_, at) => at !== index))}
            />
          </div>
        ))}
      </div>
      <Button
        type="text"
        icon={<PlusIcon />}
        disabled={periods.length >= 4}
        aria-label={`${label} ${words.addPeriod}`}
        onClick={() => change([...periods, { from: '09:00', to: '17:00' }])}
      />
    </fieldset>
  )
}
