import type { CalendarDay } from '../../../../src/contract/calendar.ts'
import { useWords } from '../../language.tsx'
import { calendarWords } from './words.ts'

/** What a day is, who said so, and why. */
export function DayDetail({ day }: { day: CalendarDay }) {
  const words = useWords(calendarWords)
  const { am, pm, layer, name, reason, document, type } = day
  return (
    <div className="day-detail">
      <p>
        <strong>{name || words.types[type]}</strong>　
        {am === pm ? words.works[am] : `${words.am} ${words.works[am]}，${words.pm} ${words.works[pm]}`}
      </p>
      <dl className="facts">
        {layer && (
          <>
            <dt>{words.saidBy}</dt>
            <dd>{words.layers[layer]}</dd>
          </>
        )}
        {reason && (
          <>
            <dt>{words.reason}</dt>
            <dd>{reason}</dd>
          </>
        )}
        {document && (
          <>
            <dt>{words.document}</dt>
            <dd>{document}</dd>
          </>
        )}
      </dl>
    </div>
  )
}
