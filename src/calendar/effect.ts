import type { CalendarDay } from '../contract/calendar.ts'
import type { Day } from '../kit/time.ts'
import { dayOf, type Who } from './days.ts'
import type { Calendar } from './layers.ts'

/** How many people would have other working hours on how many days. */
export interface Effect {
  readonly people: number
  readonly days: number
}

/**
 * Compares two calendars over some days for some people: the people and the days with a half-day that turns from work to
 * rest or back. Where nobody is given, the days are counted for `otherwise`.
 */
export function effectOf(
  [before, after]: readonly [Calendar, Calendar],
  days: readonly Day[],
  people: readonly Who[],
  otherwise: Who,
): Effect {
  const known = new Map<string, Day[]>()
  const changesFor = (who: Who): Day[] => {
    const key = hasOwn(before, who) || hasOwn(after, who) ? `${who.staffId}` : who.unitPath.join()
    const changes = known.get(key) ?? days.filter((day) => differs(dayOf(before, day, who), dayOf(after, day, who)))
    known.set(key, changes)
    return changes
  }
  const concerned = people.filter((who) => changesFor(who).length > 0)
  if (people.length === 0) changesFor(otherwise)
  return { people: concerned.length, days: new Set([...known.values()].flat()).size }
}

/** Whether somebody has a calendar of his own; all others of a unit share the unit's. */
const hasOwn = ({ persons }: Calendar, { staffId }: Who): boolean => staffId !== null && persons.has(staffId)

const differs = (a: CalendarDay, b: CalendarDay): boolean => a.am !== b.am || a.pm !== b.pm
