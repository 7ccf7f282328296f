import type { CalendarDay } from '../../../../src/contract/calendar.ts'
import { daysOfMonth, monthOf } from '../../../../src/kit/month.ts'
import type { Day } from '../../../../src/kit/time.ts'

/** What is written on a day of the calendar: a rest, a make-up workday, half a day, or nothing. */
export type Mark = 'off' | 'work' | 'half'

/** The mark of a day. Ordinary workdays and weekends carry none. */
export function markOf({ type, am, pm, layer }: CalendarDay): Mark | undefined {
  if (am !== pm) return 'half'
  if (am === 'rest') return type === 'weekend' && layer === null ? undefined : 'off'
  return type === 'makeUpWorkday' || layer !== null ? 'work' : undefined
}

/** The days of each month, in order. */
export const monthsOf = (days: readonly CalendarDay[]): CalendarDay[][] =>
  [...new Set(days.map((it) => monthOf(it.day)))].map((month) => days.filter((it) => it.day.startsWith(month)))

export type View = 'year' | 'month'

/** First and last day of the year or month a day falls in. */
export function spanAround(day: Day, view: View): { from: Day; to: Day } {
  if (view === 'year') return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` }
  return daysOfMonth(monthOf(day))
}
