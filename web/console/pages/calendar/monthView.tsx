import type { CalendarDay } from '../../../../src/contract/calendar.ts'
import { commonWords } from '../../commonWords.ts'
import { useWords } from '../../language.tsx'
import { markOf, weeksOf } from './days.ts'
import { calendarWords } from './words.ts'

interface Props {
  readonly days: readonly CalendarDay[]
  readonly today: string
}

/** A month with everything said on its days. */
export function MonthView({ days, today }: Props) {
  const common = useWords(commonWords)
  return (
    <table className="month-view">
      <thead>
        <tr>
          {common.days.map((it) => (
            <th key={it} scope="col">
              {it}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week) => (
          <tr key={week.find((it) => it)?.day}>
            {week.map((it, n) =>
              it === undefined ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: an empty place has no identity besides its place
                <td key={n} className="empty" />
              ) : (
                <td key={it.day} className={it.day === today ? 'today' : undefined}>
                  <Day day={it} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
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
