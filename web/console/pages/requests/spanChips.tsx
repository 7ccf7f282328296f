import { Button, Form } from 'antd'
import { listCalendar } from '../../../../src/contract/routes/calendar.ts'
import { addDays, dayOf } from '../../../../src/kit/time.ts'
import { useAsked } from '../../asked.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { attendanceWords } from '../../parts/attendance/words.ts'
import { dayLabel, useNow } from '../../parts/times.ts'
import { daysAhead, type UsualSpan, usualSpans } from './usualSpans.ts'
import type { TypedWish } from './wishes.ts'
import { requestWords } from './words.ts'

/** Spans that are mostly asked for, each in one press; they fill in `from` and `to` of the form around them. */
export function SpanChips() {
  const words = useWords(requestWords)
  const say = useSaySpan()
  const form = Form.useFormInstance<TypedWish>()
  const [from, to] = [Form.useWatch('from', form), Form.useWatch('to', form)]
  const now = useNow(600)
  const today = dayOf(now)
  const { data } = useAsked(listCalendar, { query: { from: today, to: addDays(today, daysAhead) } })
  const resting = new Set(data?.days.filter((it) => it.am === 'rest' && it.pm === 'rest').map((it) => it.day))
  return (
    <fieldset className="span-chips" aria-label={words.usual}>
      {usualSpans(now, (day) => resting.has(day)).map((it) => (
        <Button
          key={`${it.which} ${it.part}`}
          aria-pressed={isSame(from, it.from) && isSame(to, it.to)}
          type={isSame(from, it.from) && isSame(to, it.to) ? 'primary' : 'default'}
          onClick={() => form.setFieldsValue({ from: it.from, to: it.to })}
        >
          {say(it)}
        </Button>
      ))}
    </fieldset>
  )
}

const isSame = (a: TypedWish['from'], b: UsualSpan['from']): boolean => a?.day === b.day && a.half === b.half

function useSaySpan(): (span: UsualSpan) => string {
  const words = useWords(requestWords)
  const { halves } = useWords(attendanceWords)
  const { language } = useLanguage()
  return ({ day, which, part }) => {
    const on = which === 'later' ? dayLabel(day, language) : words.usualDays[which]
    return part === 'whole' ? words.whole(on) : words.halfOf(on, halves[part])
  }
}
