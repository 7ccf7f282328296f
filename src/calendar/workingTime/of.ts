import type { CalendarDay } from '../../contract/calendar.ts'
import type { WorkingHours } from '../../contract/workingHours.ts'
import { countyZone, type Day } from '../../kit/time.ts'
import { dayOf, type Who } from '../days.ts'
import type { Calendar } from '../layers.ts'
import { isWeekend } from '../plainDay.ts'
import { makeWorkingCalendar, type WorkingCalendar } from './calendar.ts'
import type { Known, SpecialDay } from './plan.ts'

/**
 * The working time of a unit: its hours, and each day that a notice or an override made another one for it. What nobody
 * decided is as the hours have it, a Saturday with hours too. Years without a notice are not known. Units about which a
 * calendar says the same share one.
 */
export function workingCalendarOf(
  calendar: Calendar,
  who: Who,
  hours: readonly WorkingHours[],
  zone: string = countyZone,
): WorkingCalendar {
  const made = madeOf.get(calendar) ?? new Map<string, WorkingCalendar>()
  madeOf.set(calendar, made)
  const near = who.unitPath.filter((it) => calendar.units.has(it))
  const self = who.staffId !== null && calendar.persons.has(who.staffId) ? who.staffId : null
  const key = JSON.stringify([near, self, hours, zone])
  const found = made.get(key) ?? make(calendar, { unitPath: near, staffId: self }, { hours, zone })
  made.set(key, found)
  return found
}

/** What was made of each calendar; gone with it. */
const madeOf = new WeakMap<Calendar, Map<string, WorkingCalendar>>()

interface Where {
  readonly hours: readonly WorkingHours[]
  readonly zone: string
}

function make(calendar: Calendar, who: Who, { hours, zone }: Where): WorkingCalendar {
  const days = [...listDecided(calendar, who)].map((day) => dayOf(calendar, day, who))
  const special = days.filter(({ layer }) => layer !== null).map(specialOf)
  return makeWorkingCalendar({ zone, hours, special, known: listKnown(calendar.years) })
}

/** Days that any layer about somebody speaks of. */
function listDecided({ nation, province, county, units, persons }: Calendar, { unitPath, staffId }: Who): Set<Day> {
  const layers = [nation, province, county, ...unitPath.map((it) => units.get(it)), persons.get(staffId ?? '')]
  return new Set(layers.flatMap((layer) => [...(layer?.keys() ?? [])]))
}

function specialOf({ day, type, am, pm, name, reason, document }: CalendarDay): SpecialDay {
  const said = { day, name, reason, document }
  if (am === 'rest' && pm === 'rest') return { ...said, hours: 'none', why: type === 'holiday' ? 'holiday' : 'closure' }

  const hours = isWeekend(day) ? 'makeUp' : 'weekday'
  if (am === pm) return { ...said, hours, why: 'makeUp' }
  return { ...said, hours, half: am === 'work' ? 'am' : 'pm', why: isWeekend(day) ? 'makeUp' : 'closure' }
}

/** Every year on its own: years next to each other join in the counting of days. */
const listKnown = (years: ReadonlySet<number>): readonly Known[] =>
  [...years].map((year) => ({ from: `${year}-01-01`, to: `${year}-12-31` }))
