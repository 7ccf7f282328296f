import { Button } from 'antd'
import { usualHours, type Weekly } from '../../../../src/contract/workingHours.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { ClockInput } from '../../parts/clockInput.tsx'
import { DeleteIcon, PlusIcon } from '../../parts/icons.tsx'
import { type Weekday, weekdays } from './week.ts'
import { matterTypesWords } from './words.ts'

interface Props {
  readonly id?: string
  readonly value?: Weekly
  readonly onChange?: (weekly: Weekly) => void
}

const most = 6

/** The periods of each day of a week. */
export function WeekInput({ id, value = usualHours.weekly, onChange }: Props) {
  const words = useWords(matterTypesWords).hours
  const { days } = useWords(commonWords)
  const copy = () => onChange?.({ ...value, tue: value.mon, wed: value.mon, thu: value.mon, fri: value.mon })
  return (
    <fieldset id={id} className="week-input" aria-label={words.weekly}>
      {weekdays.map((day, i) => (
        <DayInput
          key={day}
          name={days[i] ?? ''}
          periods={value[day]}
          onPeriods={(periods) => onChange?.({ ...value, [day]: periods })}
        />
      ))}
      <Button size="small" onClick={copy}>
        {words.copy}
      </Button>
    </fieldset>
  )
}

type Periods = Weekly[Weekday]

function DayInput({
  name,
  periods,
  onPeriods,
}: {
  name: string
  periods: Periods
  onPeriods: (periods: Periods) => void
}) {
  const words = useWords(matterTypesWords).hours
  const put = (at: number, part: Partial<Periods[number]>) =>
    onPeriods(periods.map((it, i) => (i === at ? { ...it, ...part } : it)))
  const add = () => onPeriods([...periods, { from: periods.at(-1)?.to ?? '08:30', to: '17:30' }])
  return (
    <div className="day">
      <strong>{name}</strong>
      <div className="periods">
        {periods.length === 0 && <span className="soft">{words.rest}</span>}
        {periods.map(({ from, to }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a period has no name but its place
          <div key={at} className="period">
            <ClockInput
              aria-label={`${words.period(name, at + 1)} ${words.starts}`}
              value={from}
              onChange={(clock) => put(at, { from: clock })}
            />
            <span aria-hidden="true">–</span>
            <ClockInput
              aria-label={`${words.period(name, at + 1)} ${words.ends}`}
              value={to}
              onChange={(clock) => put(at, { to: clock })}
            />
            <Button
              type="text"
              icon={<DeleteIcon />}
              aria-label={words.removePeriod(name, at + 1)}
              onClick={() => onPeriods(periods.filter((_, i) => i !== at))}
            />
          </div>
        ))}
      </div>
      <Button
        type="text"
        icon={<PlusIcon />}
        disabled={periods.length >= most}
        aria-label={words.addPeriod(name)}
        onClick={add}
      />
    </div>
  )
}
