import { dayOf as calendarDayOf, everybody } from '../../calendar/days.ts'
import { loadCalendar } from '../../calendar/store.ts'
import { type Day, dayOf, type Iso } from '../../kit/time.ts'
import { hasLeft } from '../../people/rules/staff.ts'
import { pathOf } from '../../people/rules/tree.ts'
import { listAccounts } from '../../people/store/accounts.ts'
import { listStaff } from '../../people/store/staff.ts'
import { readParents } from '../../people/store/tree.ts'
import { isWorkday } from '../../roster/days.ts'
import type { Db } from '../../store/open.ts'
import type { Person } from '../handling/who.ts'

/** Somebody who can be told something: an open account, of nobody who has left. */
export interface Reader extends Person {
  readonly accountId: string
  isWorkingDay(day: Day): boolean
}

/** Everybody who can be told something; those without a unit keep the days of the county. */
export async function listReaders(db: Db, countyId: number, now: Iso): Promise<Reader[]> {
  const [accounts, staff, parents, calendar] = [
    await listAccounts(db, countyId),
    new Map((await listStaff(db, countyId)).map((it) => [it.staffId, it])),
    await readParents(db, countyId),
    await loadCalendar(db, countyId),
  ]
  const today = dayOf(now)
  return accounts.flatMap(({ accountId, staffId: of, closed, roles: grants }): Reader[] => {
    const person = of === null ? undefined : staff.get(of)
    if (closed || (person && hasLeft(person, today))) return []
    const { staffId, unitId } = person ?? nobody
    const who = unitId === null ? everybody : { unitPath: pathOf(parents, unitId), staffId }
    const isWorkingDay = (day: Day): boolean => isWorkday(calendarDayOf(calendar, day, who))
    return [{ accountId, staffId, unitId, grants, isWorkingDay }]
  })
}

const nobody = { staffId: null, unitId: null } as const
