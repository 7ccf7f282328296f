import { Select } from 'antd'
import { useMemo } from 'react'
import { addDays, type Day, dayOf, weekdayOf } from '../../../src/kit/time.ts'
import { commonWords } from '../commonWords.ts'
import { useWords } from '../language.tsx'

interface Props {
  readonly id?: string
  readonly value?: Day | null
  readonly onChange?: (day: Day | null) => void
  readonly clearable?: boolean
  readonly disabled?: boolean
}

/**
 * A day to choose from a list with weekdays, two months back and four ahead; typing `11-22` finds it.
 * The browser's own control follows the browser's language, not the page's, and hides the weekday.
 */
export function DaySelect({ value, onChange, clearable = false, ...more }: Props) {
  const words = useWords(commonWords)
  const options = useMemo(() => {
    const today = dayOf(new Date().toISOString())
    const near = Array.from({ length: 183 }, (_, n) => addDays(today, n - 60))
    const days = value && !near.includes(value) ? [value, ...near] : near
    return days.map((day) => ({ value: day, label: `${day} ${words.days[weekdayOf(day) - 1]}` }))
  }, [value, words])
  return (
    <Select
      {...more}
      value={value ?? undefined}
      allowClear={clearable}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onChange={(day?: Day) => onChange?.(day ?? null)}
    />
  )
}
