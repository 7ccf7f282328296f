import { dayOf as calendarDayOf } from '../calendar/days.ts'
import { loadCalendar } from '../calendar/store.ts'
import type { CalendarDay } from '../contract/calendar.ts'
import type { Day } from '../kit/time.ts'
import { type Parents, pathOf } from '../people/rules/tree.ts'
import { readParents } from '../people/store/tree.ts'
import type { Db } from '../store/open.ts'

/** What days are for units and people of a county. */
export interface Days {
  /** For a unit, or for somebody who works there. */
  of(unitId: string, day: Day, staffId?: string): CalendarDay
  /** Something was decided about this person's days alone. */
  hasOwn(staffId: string): boolean
}

/** Loads the calendar and the tree it hangs on. */
export async function loadDays(db: Db, countyId: number): Promise<Days> {
  const parents = await readParents(db, countyId)
  const calendar = await loadCalendar(db, countyId)
  const paths = new Map<string, string[]>()
  return {
    hasOwn: (staffId) => calendar.persons.has(staffId),
    of: (unitId, day, staffId) =>
      calendarDayOf(calendar, day, { unitPath: pathIn(paths, parents, unitId), staffId: staffId ?? null }),
  }
}

function pathIn(paths: Map<string, string[]>, parents: Parents, unitId: string): string[] {
  const path = paths.get(unitId) ?? pathOf(parents, unitId)
  paths.set(unitId, path)
  return path
}

/** A day with work, or half of one. */
export const isWorkday = ({ am, pm }: Pick<CalendarDay, 'am' | 'pm'>): boolean => am === 'work' || pm === 'work'
