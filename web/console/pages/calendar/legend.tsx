import { useWords } from '../../language.tsx'
import { calendarWords } from './words.ts'

/** What the signs on the days mean. */
export function Legend() {
  const words = useWords(calendarWords)
  return (
    <p className="calendar-legend soft">
      {words.legend}
      <b className="mark mark-off">{words.marks.off}</b> {words.legendOff}
      <b className="mark mark-work">{words.marks.work}</b> {words.legendWork}
      <b className="mark mark-half">{words.marks.half}</b> {words.legendHalf}
      <span>{words.legendLocal}</span>
    </p>
  )
}
