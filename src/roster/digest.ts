import { sql } from 'kysely'
import type { Duty } from '../contract/routes/duties.ts'
import { append } from '../fact/append.ts'
import { draft } from '../fact/draft.ts'
import { groupBy } from '../kit/grouping.ts'
import { addDays, type Day, dayOf, type Iso, instantAt, toMs } from '../kit/time.ts'
import { hasLeft } from '../people/rules/staff.ts'
import { findStaff } from '../people/store/staff.ts'
import { findCounty } from '../people/store/tree.ts'
import type { Db } from '../store/open.ts'
import { isWorkday, loadDays } from './days.ts'
import { spanOfDays } from './duty.ts'
import { listPeopleById } from './people.ts'
import { rosterProjection } from './projection.ts'
import { daysAhead, digestFor, endOfDigest } from './rules/digest.ts'
import { type ChangedDuty, listChangedDuties } from './store.ts'
import './tables.ts'

/**
 * Gives everybody with a duty ahead the one notice of his working day, if it is time and he has not had it. Safe to
 * repeat at any time; tells how many were given. In a county that is a demonstration they are simulated like all of it. A notice is a fact and an entry on one's own page: nothing is sent.
 */
export async function giveDigests(db: Db, countyId: number, now: Iso): Promise<number> {
  const today = dayOf(now)
  const ahead = spanOfDays(today, addDays(today, daysAhead))
  const duties = groupBy(await listChangedDuties(db, countyId, {}, ahead), (it) => it.staffId)
  const given = await listGiven(db, countyId, today, [...duties.keys()])
  const staff = await listPeopleById(db, countyId, [...duties.keys()])
  const days = await loadDays(db, countyId)
  const simulated = (await findCounty(db))?.demo === true
  const facts = [...duties].flatMap(([staffId, own]) => {
    const person = staff.get(staffId)
    const before = given.get(staffId) ?? []
    if (!person || hasLeft(person, today) || before.some((it) => it.day === today)) return []
    const found = digestFor({
      now,
      isWorkday: (day) => isWorkday(days.of(person.unitId, day, staffId)),
      duties: own,
      wasReminded: remindedBy(before),
    })
    if (found.length === 0) return []
    const body = { staffId, day: today, dutyIds: found.map((it) => it.dutyId) }
    const idemKey = `digest:${staffId}:${today}`
    return [draft('digestGiven', body, { countyId, now, by: { kind: 'system' }, staffId, idemKey, simulated })]
  })
  return facts.length === 0 ? 0 : (await append(db, facts, [rosterProjection])).length
}

/**
 * Today's notice of a person as the roster stands now: what was cancelled or given away since is gone, what came since is
 * there. Nothing before it is given.
 */
export async function findDigest(
  db: Db,
  countyId: number,
  staffId: string,
  now: Iso,
): Promise<{ day: Day; duties: Duty[] } | null> {
  const today = dayOf(now)
  const given = (await listGiven(db, countyId, today, [staffId])).get(staffId) ?? []
  const [ofToday, earlier] = [given.find((it) => it.day === today), given.filter((it) => it.day !== today)]
  const person = await findStaff(db, countyId, staffId)
  if (!ofToday || !person) return null
  const days = await loadDays(db, countyId)
  const until = endOfDigest(today, (day) => isWorkday(days.of(person.unitId, day, staffId)))
  const span = { starts: instantAt(today, '00:00'), ends: until }
  const reminded = remindedBy(earlier)
  const duties = (await listChangedDuties(db, countyId, { staffId }, span)).filter(
    (it) => toMs(it.starts) >= toMs(ofToday.at) && (ofToday.dutyIds.includes(it.dutyId) || !reminded(it)),
  )
  return { day: today, duties: duties.map(({ changes: _, changedAt: __, ...duty }) => duty) }
}

interface Given {
  readonly staffId: string
  readonly day: Day
  readonly at: Iso
  readonly dutyIds: readonly string[]
}

/** A notice counts for a duty as it stood then: what was moved since is told anew. */
const remindedBy =
  (given: readonly Given[]) =>
  ({ dutyId, changedAt }: ChangedDuty): boolean =>
    given.some((it) => it.dutyIds.includes(dutyId) && toMs(changedAt) <= toMs(it.at))

/** The notices of some people that can still matter for what lies ahead. */
async function listGiven(
  db: Db,
  countyId: number,
  today: Day,
  staffIds: readonly string[],
): Promise<Map<string, Given[]>> {
  const rows = await db
    .selectFrom('digest')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('day', '>=', addDays(today, -daysAhead))
    .where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
    .orderBy('day')
    .execute()
  const all = rows.map((row) => ({ staffId: row.staff_id, day: row.day, at: row.given_at, dutyIds: row.duty_ids }))
  return groupBy(all, (it) => it.staffId)
}
