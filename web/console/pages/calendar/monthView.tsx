import type { CalendarDay } from '../../../../src/contract/calendar.ts'
import { useWords } from '../../language.tsx'
import { MonthTable } from '../../parts/monthTable.tsx'
import { markOf } from './days.ts'
import { calendarWords } from './words.ts'

interface Props {
  readonly days: readonly CalendarDay[]
  readonly today: string
}

/** A month with everything said on its days. */
export function MonthView({ days, today }: Props) {
  return (
    <MonthTable
      className="month-view"
      days={days}
      dayOf={(it) => it.day}
      classOf={(it) => (it.day === today ? 'today' : undefined)}
    >
      {(it) => <Day day={it} />}
    </MonthTable>
  )
}

function Day({ day }: { day: CalendarDay }) {
  const words = useWords(calendarWords)
  const mark = markOf(day)
  return (
    <>
      <strong className={day.type}>{Number(day.day.slice(8))}</strong>{' '}
      {mark && <b className={`mark mark-${mark}`}>{words.marks[mark]}</b>}
      {mark === undefined && day.am === 'rest' && <small className="soft">{words.weekendShort}</small>}
      {mark === 'half' && (
        <small>
          {words.am} {words.works[day.am]}，{words.pm} {words.works[day.pm]}
        </small>
      )}
      {day.name && <span className="day-name">{day.name}</span>}
      {day.layer && (
        <small className="soft">
          {words.layers[day.layer]}
          {day.reason && `：${day.reason}`}
        </small>
      )}
    </>
  )
}
