import { Popover } from 'antd'
import type { CalendarDay } from '../../../../src/contract/calendar.ts'
import { monthOf } from '../../../../src/kit/month.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { monthLabel } from '../../parts/attendance/choosing.tsx'
import { MonthTable } from '../../parts/monthTable.tsx'
import { dayLabel } from '../../parts/times.ts'
import { DayDetail } from './dayDetail.tsx'
import { markOf, monthsOf } from './days.ts'
import { calendarWords } from './words.ts'

interface Props {
  readonly days: readonly CalendarDay[]
  readonly today: string
}

/** Twelve months at a glance. A day that somebody decided about opens and says why. */
export function YearView({ days, today }: Props) {
  return (
    <div className="year">
      {monthsOf(days).map((month) => (
        <Month key={month[0]?.day} days={month} today={today} />
      ))}
    </div>
  )
}

function Month({ days, today }: Props) {
  const { language } = useLanguage()
  return (
    <MonthTable
      className="year-month"
      caption={<caption>{monthLabel(monthOf(days[0]?.day ?? ''), language)}</caption>}
      days={days}
      dayOf={(it) => it.day}
      classOf={(it) => (it.day === today ? 'today' : undefined)}
      head={(weekday) => weekday.replace('周', '').slice(0, 2)}
    >
      {(it) => <Day day={it} />}
    </MonthTable>
  )
}

function Day({ day }: { day: CalendarDay }) {
  const words = useWords(calendarWords)
  const { language } = useLanguage()
  const mark = markOf(day)
  const number = Number(day.day.slice(8))
  if (mark === undefined) return <span className={`plain-day ${day.type}`}>{number}</span>

  const local = day.layer !== null && day.layer !== 'nation'
  return (
    <Popover trigger="click" title={dayLabel(day.day, language)} content={<DayDetail day={day} />}>
      <button
        type="button"
        className={`year-day mark-${mark}`}
        aria-label={`${dayLabel(day.day, language)} ${words.types[day.type]} ${day.name}`}
      >
        {number}
        <small aria-hidden="true">{words.marks[mark]}</small>
        {local && day.layer && <sup aria-hidden="true">{words.shortLayers[day.layer]}</sup>}
      </button>
    </Popover>
  )
}
