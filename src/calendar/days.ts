import type { CalendarDay } from '../contract/calendar.ts'
import type { Day } from '../kit/time.ts'
import { type ByDay, type Calendar, type Decision, type Halves, makeCalendar } from './layers.ts'
import { isWeekend } from './plainDay.ts'

/** Whose day it is: his unit and all above it, nearest first (`pathOf`), and himself. */
export interface Who {
  readonly unitPath: readonly string[]
  readonly staffId: string | null
}

/** The county at large. */
export const everybody: Who = { unitPath: [], staffId: null }

/**
 * What a day is for somebody. The nearest layer that decides about a half-day wins: person, nearest unit, county,
 * province, notice, week. Work on a weekend is a make-up workday; rest is a holiday by notice or province, else a day
 * off. Halves that differ leave the type of the whole day. A few look-ups, fit for a county's month.
 */
export function dayOf(calendar: Calendar, day: Day, who: Who): CalendarDay {
  const base = calendar.nation.get(day) ?? (isWeekend(day) ? weekend : workday)
  const near = listNear(calendar, day, who)
  if (near.length === 0) return describe(day, { am: base, pm: base, whole: base, by: base })

  return describe(day, findIn(near, base))
}

/** What a day is by the notices shipped with the product, for nobody in particular. */
export const nationDay = (day: Day): CalendarDay => dayOf(nation, day, everybody)

const nation = makeCalendar([], [])

const plain = { name: '', reason: '', document: '', layer: null } as const
const workday: Decision = { ...plain, work: true }
const weekend: Decision = { ...plain, work: false }

/** What the layers say of the day, nearest first; those that say nothing are left out. */
function listNear(calendar: Calendar, day: Day, { unitPath, staffId }: Who): Halves[] {
  const near: Halves[] = []
  const look = (map: ByDay | undefined): void => {
    const found = map?.get(day)
    if (found) near.push(found)
  }
  if (staffId !== null && calendar.persons.size > 0) look(calendar.persons.get(staffId))
  if (calendar.units.size > 0) for (const unitId of unitPath) look(calendar.units.get(unitId))
  look(calendar.county)
  look(calendar.province)
  return near
}

/** The nearest decision about each half and about the whole day. */
function findIn(near: readonly Halves[], base: Decision): Found {
  const am = near.findIndex((it) => it.am !== undefined)
  const pm = near.findIndex((it) => it.pm !== undefined)
  const found = {
    am: near[am]?.am ?? base,
    pm: near[pm]?.pm ?? base,
    whole: near.find((it) => it.whole !== undefined)?.whole ?? base,
  }
  const amIsNearer = pm < 0 || (am >= 0 && (am < pm || (am === pm && found.am !== found.whole)))
  return { ...found, by: amIsNearer ? found.am : found.pm }
}

interface Found {
  readonly am: Decision
  readonly pm: Decision
  readonly whole: Decision
  /** The nearest that decided about any of it. */
  readonly by: Decision
}

function describe(day: Day, { am, pm, whole, by }: Found): CalendarDay {
  const { name, layer, reason, document } = by
  return {
    day,
    type: typeOf(day, am.work === pm.work ? by : whole),
    am: am.work ? 'work' : 'rest',
    pm: pm.work ? 'work' : 'rest',
    name,
    layer,
    reason,
    document,
  }
}

function typeOf(day: Day, { work, layer }: Decision): CalendarDay['type'] {
  if (work) return isWeekend(day) ? 'makeUpWorkday' : 'workday'
  if (layer === null) return 'weekend'
  return layer === 'nation' || layer === 'province' ? 'holiday' : 'dayOff'
}
