import type { CalendarDay } from '../../../../src/contract/calendar.ts'
import { weekdayOf } from '../../../../src/kit/time.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { dayLabel } from '../../parts/times.ts'
import { monthWords } from './words.ts'

const letters = { zh: '一二三四五六日', en: 'MTWTFSS' } as const

/** A head for each day: its number, its weekday, and 班 or 休 where the calendar departs from the week. */
export function DayHeads({ days }: { days: readonly CalendarDay[] }) {
  const words = useWords(monthWords)
  const { language } = useLanguage()
  const marks = { makeUpWorkday: words.makeUp, holiday: words.off, dayOff: words.off, workday: '', weekend: '' }
  return (
    <>
      {days.map(({ day, type, am, pm, name }) => (
        <th
          key={day}
          scope="col"
          className={am === 'rest' && pm === 'rest' ? 'rest' : undefined}
          title={name || undefined}
          aria-label={`${dayLabel(day, language)} ${name}`.trim()}
        >
          <span>{Number(day.slice(8))}</span>
          <small>{letters[language][weekdayOf(day) - 1]}</small>
          <em>{marks[type]}</em>
        </th>
      ))}
    </>
  )
}
