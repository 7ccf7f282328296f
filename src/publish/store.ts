import type { Duty } from '../contract/routes/duties.ts'
import { addDays, dayOf, type Iso, toIso, toMs } from '../kit/time.ts'
import { findCounty, findSite, listUnits } from '../people/store/tree.ts'
import { spanOfDays } from '../roster/duty.ts'
import { listPeopleById } from '../roster/people.ts'
import { listFieldShifts, withoutAway } from '../roster/standing.ts'
import { listDuties, listOutings } from '../roster/store.ts'
import type { Db } from '../store/open.ts'
import { type BoardInput, covers, type Seen } from './board.ts'

/** Everything the board of a site is made from; undefined when there is no such open site. */
export async function findBoardInput(db: Db, siteId: string, now: Iso): Promise<BoardInput | undefined> {
  const county = await findCounty(db)
  const site = county && (await findSite(db, county.countyId, siteId))
  if (!county || !site || site.closed) return undefined

  const unit = (await listUnits(db, county.countyId)).find((it) => it.unitId === site.unitId)
  if (!unit) return undefined
  const today = dayOf(now)
  // A night duty may have begun yesterday.
  const span = spanOfDays(addDays(today, -1), addDays(today, 7))
  const rostered = await listDuties(db, county.countyId, span, siteId)
  const outings = [
    ...(await listOutings(db, county.countyId, span, siteId)),
    ...(await listFieldShifts(db, county.countyId, site, [addDays(today, -1), today])),
  ]
  const duties = await withoutAway(db, county.countyId, rostered, now)
  const running = duties.filter((duty) => covers(duty, now))
  const seen = await listSeen(db, county.countyId, siteId, seenSince(running, spanOfDays(today, today).starts))
  const named = [...duties, ...outings, ...seen].map((it) => it.staffId)
  const staff = [...(await listPeopleById(db, county.countyId, named)).values()]
  return { county, unit, site, staff, duties, outings, seen, now }
}

/** From when a check-in of somebody counts as being seen: since midnight, or since shortly before a duty that still runs. */
interface SeenSince {
  readonly earliest: Iso
  of(staffId: string): Iso
}

const earlyMs = 4 * 3_600_000

function seenSince(running: readonly Duty[], midnight: Iso): SeenSince {
  const own = new Map(running.map((duty) => [duty.staffId, toIso(toMs(duty.starts) - earlyMs)]))
  const earlier = (a: Iso, b: Iso): Iso => (toMs(a) < toMs(b) ? a : b)
  return {
    earliest: [...own.values()].reduce(earlier, midnight),
    of: (staffId) => earlier(own.get(staffId) ?? midnight, midnight),
  }
}

/** The last check-in of everybody at a site; several of one person count as one. */
async function listSeen(db: Db, countyId: number, siteId: string, since: SeenSince): Promise<Seen[]> {
  const rows = await db
    .selectFrom('check_in')
    .select(['staff_id', 'direction', 'at'])
    .where('county_id', '=', countyId)
    .where('site_id', '=', siteId)
    .where('at', '>=', since.earliest)
    .orderBy('at')
    .execute()
  const last = new Map<string, Seen>()
  for (const row of rows) {
    if (toMs(row.at) < toMs(since.of(row.staff_id))) continue
    const before = last.get(row.staff_id)
    // "Again" a moment after leaving does not bring anybody back.
    const direction = row.direction === 'again' ? (before?.direction ?? 'arrival') : row.direction
    last.set(row.staff_id, { staffId: row.staff_id, direction })
  }
  return [...last.values()]
}

/** The newest check-in without a face at a site, today, that nobody has witnessed yet. */
export async function findUnwitnessed(
  db: Db,
  countyId: number,
  siteId: string,
  since: Iso,
): Promise<{ checkInId: string; staffId: string } | undefined> {
  const row = await db
    .selectFrom('check_in')
    .select(['check_in_id', 'staff_id'])
    .where('county_id', '=', countyId)
    .where('site_id', '=', siteId)
    .where('at', '>=', since)
    .where('method', 'in', ['pin', 'card'])
    .where('countersigned_by', 'is', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { checkInId: row.check_in_id, staffId: row.staff_id }
}
