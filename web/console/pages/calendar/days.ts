import type { CalendarDay } from '../../../../src/contract/calendar.ts'
import { addDays, type Day, weekdayOf } from '../../../../src/kit/time.ts'

/** What is written on a day of the calendar: a rest, a make-up workday, half a day, or nothing. */
export type Mark = 'off' | 'work' | 'half'

/** The mark of a day. Ordinary workdays and weekends carry none. */
export function markOf({ type, am, pm, layer }: CalendarDay): Mark | undefined {
  if (am !== pm) return 'half'
  if (am === 'rest') return type === 'weekend' && layer === null ? undefined : 'off'
  return type === 'makeUpWorkday' || layer !== null ? 'work' : undefined
}

/** The days of a month in rows from Monday, with empty places before and after. */
export function weeksOf(days: readonly CalendarDay[]): (CalendarDay | undefined)[][] {
  const [first] = days
  if (first === undefined) return []
  const places = [...Array.from({ length: weekdayOf(first.day) - 1 }, () => undefined), ...days]
  return Array.from({ length: Math.ceil(places.length / 7) }, (_, n) =>
    Array.from({ length: 7 }, (_, at) => places[n * 7 + at]),
  )
}

/** The days of each month, in order. */
export const monthsOf = (days: readonly CalendarDay[]): CalendarDay[][] =>
  [...new Set(days.map((it) => it.day.slice(0, 7)))].map((month) => days.filter((it) => it.day.startsWith(month)))

export type View = 'year' | 'month'

/** First and last day of the year or month a day falls in. */
export function spanAround(day: Day, view: View): { from: Day; to: Day } {
  if (view === 'year') return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` }
  const from = `${day.slice(0, 7)}-01`
  return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) }
}
