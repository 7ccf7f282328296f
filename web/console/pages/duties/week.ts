import type { Site } from '../../../../src/contract/people.ts'
import type { Gap } from '../../../../src/contract/roster.ts'
import type { Duty } from '../../../../src/contract/routes/duties.ts'
import { daysOfMonth, monthOf } from '../../../../src/kit/month.ts'
import { addDays, clockOf, type Day, dayOf, type Iso, instantAt, weekdayOf } from '../../../../src/kit/time.ts'

export const periods = ['morning', 'afternoon', 'night'] as const
export type Period = (typeof periods)[number]

/** 带班领导, 副班 and 值班员, in the order of the columns. */
export const standings = ['leader', 'deputy', 'member'] as const satisfies readonly Duty['as'][]
type Standing = (typeof standings)[number]

/** A cell of the table. */
export interface Place {
  readonly siteId: string
  readonly day: Day
  readonly period: Period
  readonly as: Standing
}

/** What the form offers for a period, wall clock. */
export const usualClocks: Record<Period, readonly [from: string, to: string]> = {
  morning: ['08:30', '12:00'],
  afternoon: ['14:00', '17:30'],
  night: ['18:00', '08:00'],
}

/** The Monday of the week a day falls in. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))

export const weekOf = (monday: Day): Day[] => daysBetween(monday, addDays(monday, 6))

/** Both ends are among them. */
export function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** What a table shows at once. */
export type View = 'week' | 'month'

/** First and last day of the week or month a day falls in. */
export function spanAround(day: Day, view: View): { from: Day; to: Day } {
  if (view === 'week') return { from: mondayOf(day), to: addDays(mondayOf(day), 6) }
  return daysOfMonth(monthOf(day))
}

/** The clocks a new duty of a period begins with: the site's published hours of that weekday, else the usual ones. */
export function clocksFor(hours: Site['hours'], day: Day, period: Period): readonly [from: string, to: string] {
  const weekday = String(weekdayOf(day)) as keyof Site['hours']
  const published = hours[weekday]?.find(({ from }) => periodAt(from) === period)
  return published ? [published.from, published.to] : usualClocks[period]
}

/** The part of the day a duty begins in, by the wall clock of its start in the county. */
export const periodOf = ({ starts }: Pick<Duty, 'starts'>): Period => periodAt(clockOf(starts))

function periodAt(clock: string): Period {
  if (clock < '12:00') return 'morning'
  return clock < '18:00' ? 'afternoon' : 'night'
}

/** The duties of one cell of the week: those that begin on the day in the period, earliest first. */
export const dutiesIn = (duties: readonly Duty[], day: Day, period: Period): Duty[] =>
  duties
    .filter((it) => dayOf(it.starts) === day && periodOf(it) === period)
    .toSorted((a, b) => Date.parse(a.starts) - Date.parse(b.starts))

/** The gaps that begin on the day in the period. */
export const gapsIn = (gaps: readonly Gap[], day: Day, period: Period): Gap[] =>
  gaps.filter((it) => dayOf(it.starts) === day && periodOf(it) === period)

/** A duty as it is typed. */
export interface Typed {
  readonly day: Day
  readonly from: string
  readonly to: string
}

/** The span of typed times; an end that is not after the start is on the next day. */
export const spanOf = ({ day, from, to }: Typed): { starts: Iso; ends: Iso } => ({
  starts: instantAt(day, from),
  ends: instantAt(to > from ? day : addDays(day, 1), to),
})

/** The reverse: what stands in the form for a duty. */
export const typedOf = ({ starts, ends }: Pick<Duty, 'starts' | 'ends'>): Typed => ({
  day: dayOf(starts),
  from: clockOf(starts).slice(0, 5),
  to: clockOf(ends).slice(0, 5),
})

/** The same wall-clock times a week later, for another duty. */
export function weekLater(duty: Duty): Omit<Duty, 'dutyId'> {
  const { staffId, siteId, starts, ends, note, as } = duty
  const later = (iso: Iso) => instantAt(addDays(dayOf(iso), 7), clockOf(iso))
  return { staffId, siteId, note, as, starts: later(starts), ends: later(ends) }
}
