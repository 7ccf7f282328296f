import type { Duty } from '../../../../src/contract/routes/duties.ts'
import { addDays, clockOf, type Day, dayOf, type Iso, instantAt, weekdayOf } from '../../../../src/kit/time.ts'

export const periods = ['morning', 'afternoon', 'night'] as const
export type Period = (typeof periods)[number]

/** What the form offers for a period, wall clock. */
export const usualClocks: Record<Period, readonly [from: string, to: string]> = {
  morning: ['08:30', '12:00'],
  afternoon: ['14:00', '17:30'],
  night: ['18:00', '08:00'],
}

/** The Monday of the week a day falls in. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))

export const weekOf = (monday: Day): Day[] => [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days))

/** The part of the day a duty begins in, by the wall clock of its start in the county. */
export function periodOf({ starts }: Pick<Duty, 'starts'>): Period {
  const clock = clockOf(starts)
  if (clock < '12:00:00') return 'morning'
  return clock < '18:00:00' ? 'afternoon' : 'night'
}

/** The duties of one cell of the week: those that begin on the day in the period, earliest first. */
export const dutiesIn = (duties: readonly Duty[], day: Day, period: Period): Duty[] =>
  duties
    .filter((it) => dayOf(it.starts) === day && periodOf(it) === period)
    .toSorted((a, b) => Date.parse(a.starts) - Date.parse(b.starts))

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
