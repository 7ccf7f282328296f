import { dayOf as dayIn, everybody } from '../../calendar/days.ts'
import type { Calendar } from '../../calendar/layers.ts'
import type { DutyHours } from '../../contract/people.ts'
import { monthOf } from '../../kit/month.ts'
import { addDays, type Day, dayOf, type Iso, instantAt, toMs, weekdayOf } from '../../kit/time.ts'

export interface SilentSpan {
  readonly from: Iso
  readonly to: Iso
}

/**
 * Milliseconds of a span within the published hours of a site, by month; days off by the county's calendar do not count,
 * and nothing from `before` on. Hours that end at or before their beginning go on to the next day.
 */
export function silentByMonth(
  span: SilentSpan,
  hours: DutyHours,
  calendar: Calendar,
  before: Day,
): Map<string, number> {
  const found = new Map<string, number>()
  for (let day = addDays(dayOf(span.from), -1); day <= dayOf(span.to) && day < before; day = addDays(day, 1)) {
    if (isDayOff(calendar, day)) continue
    const ms = openOn(day, hours).reduce((sum, open) => sum + overlap(span, open), 0)
    if (ms > 0) found.set(monthOf(day), (found.get(monthOf(day)) ?? 0) + ms)
  }
  return found
}

const isDayOff = (calendar: Calendar, day: Day): boolean =>
  ['holiday', 'dayOff'].includes(dayIn(calendar, day, everybody).type)

function openOn(day: Day, hours: DutyHours): SilentSpan[] {
  const weekday = String(weekdayOf(day)) as keyof DutyHours
  return (hours[weekday] ?? []).map(({ from, to }) => ({
    from: instantAt(day, from),
    to: instantAt(to.slice(0, 5) <= from.slice(0, 5) ? addDays(day, 1) : day, to),
  }))
}

function overlap(a: SilentSpan, b: SilentSpan): number {
  return Math.max(0, Math.min(toMs(a.to), toMs(b.to)) - Math.max(toMs(a.from), toMs(b.from)))
}
