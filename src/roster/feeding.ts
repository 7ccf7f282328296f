import { listDays } from '../calendar/plainDay.ts'
import type { Iso } from '../kit/time.ts'
import { addDays, dayOf, instantAt } from '../kit/time.ts'
import { hasLeft } from '../people/rules/staff.ts'
import { findStaff } from '../people/store/staff.ts'
import { findSite, listSites } from '../people/store/tree.ts'
import type { Db } from '../store/open.ts'
import { loadDays } from './days.ts'
import { spanOfDays } from './duty.ts'
import type { Feed } from './feedStore.ts'
import { listPeopleById } from './people.ts'
import { findLastChange, loadRoster } from './plans.ts'
import { listAbsences } from './requests/store.ts'
import { prepareRoster } from './rules/expand.ts'
import { eventsOfPerson, eventsOfSite, type FeedEvent } from './rules/feedEvents.ts'
import { listChangedDuties, listOutings } from './store.ts'

const before = 60
const ahead = 120

/** What is in a feed now: 60 days back and 120 ahead. Nothing of somebody who left, or of a closed site. */
export async function findFeedContent(
  db: Db,
  countyId: number,
  of: Feed['of'],
  now: Iso,
): Promise<{ name: string; events: FeedEvent[] } | undefined> {
  const today = dayOf(now)
  const days = { from: addDays(today, -before), to: addDays(today, ahead), asOf: instantAt(today, '00:00') }
  if (of.kind === 'site') return contentOfSite(db, countyId, of.siteId, days)

  const person = await findStaff(db, countyId, of.staffId)
  if (!person || hasLeft(person, today)) return undefined
  return { name: `${person.name} 排班`, events: await listOwnEvents(db, countyId, person, days) }
}

type Days = { readonly from: string; readonly to: string; readonly asOf: Iso }

async function listOwnEvents(
  db: Db,
  countyId: number,
  { staffId, unitId }: { staffId: string; unitId: string },
  days: Days,
): Promise<FeedEvent[]> {
  const span = spanOfDays(days.from, days.to)
  const calendar = await loadDays(db, countyId)
  const data = await loadRoster(db, countyId, [staffId])
  const { expectedOn } = prepareRoster(data, (_, day) => calendar.of(unitId, day, staffId))
  return eventsOfPerson({
    staffId,
    duties: await listChangedDuties(db, countyId, { staffId }, span),
    sites: new Map((await listSites(db, countyId)).map((it) => [it.siteId, it])),
    shifts: listDays(days.from, days.to).flatMap((day) => [...expectedOn(staffId, day)]),
    shiftsChanged: await findLastChange(db, countyId, staffId, data),
    asOf: days.asOf,
    absences: await listAbsences(db, countyId, span, [staffId]),
  })
}

async function contentOfSite(db: Db, countyId: number, siteId: string, days: Days) {
  const site = await findSite(db, countyId, siteId)
  if (!site || site.closed) return undefined
  const span = spanOfDays(days.from, days.to)
  const duties = await listChangedDuties(db, countyId, { siteId }, span)
  const outings = await listOutings(db, countyId, span, siteId)
  const named = [...duties, ...outings].map((it) => it.staffId)
  const staff = await listPeopleById(db, countyId, named)
  return { name: `${site.name} 值班`, events: eventsOfSite(site, duties, outings, staff, days.asOf) }
}
