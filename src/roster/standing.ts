import type { Site } from '../contract/people.ts'
import type { Duty, Outing } from '../contract/routes/duties.ts'
import { type Day, dayOf, type Iso, toIso, toMs } from '../kit/time.ts'
import { hasLeft } from '../people/rules/staff.ts'
import type { Db } from '../store/open.ts'
import { loadDays } from './days.ts'
import { listPeopleById } from './people.ts'
import { loadRoster } from './plans.ts'
import { listAbsences } from './requests/store.ts'
import { prepareRoster } from './rules/expand.ts'
import './tables.ts'

/**
 * Duties without those whose holder is on leave, or has left, when the duty begins; of one that runs, now. A board must
 * not promise somebody who will not be there.
 */
export async function withoutAway(db: Db, countyId: number, duties: readonly Duty[], now: Iso): Promise<Duty[]> {
  const [first, last] = [duties[0], duties.at(-1)]
  if (!first || !last) return []
  const momentOf = ({ starts }: Duty): Iso => (toMs(starts) < toMs(now) ? now : starts)
  const span = { starts: momentOf(first), ends: toIso(toMs(momentOf(last)) + 1) }
  const ids = [...new Set(duties.map((it) => it.staffId))]
  const leaves = (await listAbsences(db, countyId, span, ids)).filter((it) => it.kind === 'leave')
  const people = await listPeopleById(db, countyId, ids)
  return duties.filter((duty) => {
    const moment = momentOf(duty)
    const onLeave = leaves.some(
      (it) => it.staffId === duty.staffId && toMs(it.starts) <= toMs(moment) && toMs(moment) < toMs(it.ends),
    )
    return !onLeave && !hasLeft({ leftOn: people.get(duty.staffId)?.leftOn ?? null }, dayOf(moment))
  })
}

/** Shifts in the field of people of a site, by pattern, as field days: they begin without anybody noting them. */
export async function listFieldShifts(
  db: Db,
  countyId: number,
  { siteId }: Pick<Site, 'siteId'>,
  days: readonly Day[],
): Promise<Outing[]> {
  const [from = '', to = ''] = [days[0], days.at(-1)]
  const people = (await hasFieldShifts(db, countyId)) ? await listAssigned(db, countyId, siteId, from, to) : []
  if (people.length === 0) return []

  const calendar = await loadDays(db, countyId)
  const unitOf = new Map(people.map((it) => [it.staff_id, it.unit_id]))
  const data = await loadRoster(db, countyId, [...unitOf.keys()])
  const { expectedOn } = prepareRoster(data, (staffId, day) => calendar.of(unitOf.get(staffId) ?? '', day, staffId))
  const present = people.filter((it) => !hasLeft({ leftOn: it.left_on }, to))
  return present.flatMap(({ staff_id: staffId }) =>
    days
      .flatMap((day) => expectedOn(staffId, day))
      .filter((it) => it.kind === 'field')
      .map(({ shiftId, starts, ends, name }) => {
        const span = { starts: toIso(starts), ends: toIso(ends) }
        return { outingId: shiftId, staffId, siteId, ...span, where: name }
      }),
  )
}

async function hasFieldShifts(db: Db, countyId: number): Promise<boolean> {
  const row = await db
    .selectFrom('shift_version')
    .select('shift_id')
    .where('county_id', '=', countyId)
    .where('kind', '=', 'field')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** People of a site who follow a pattern in some days. */
const listAssigned = (db: Db, countyId: number, siteId: string, from: Day, to: Day) =>
  db
    .selectFrom('staff')
    .innerJoin('assignment', (on) =>
      on.onRef('assignment.county_id', '=', 'staff.county_id').onRef('assignment.staff_id', '=', 'staff.staff_id'),
    )
    .select(['staff.staff_id', 'staff.unit_id', 'staff.left_on'])
    .distinct()
    .where('staff.county_id', '=', countyId)
    .where('staff.site_id', '=', siteId)
    .where('assignment.pattern_id', 'is not', null)
    .where('assignment.from_day', '<=', to)
    .where((it) => it.or([it('assignment.to_day', 'is', null), it('assignment.to_day', '>=', from)]))
    .execute()
