import { sql } from 'kysely'
import { refuse } from '../../kit/refusals.ts'
import type { Day } from '../../kit/time.ts'
import { countyZone } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { Posting } from '../stays.ts'
import '../tables.ts'

/** First and last day, both included. */
export interface Days {
  readonly from: Day
  readonly to: Day
}

export interface PostedAsk {
  readonly unitIds: readonly string[]
  readonly from: Day
  /** More people are refused with `tooManyPeople`, before anything else is loaded. */
  readonly most?: number
}

/** Everybody who may have worked in some units from a day on, those who left or moved since included. */
export async function listPosted(
  db: Db,
  countyId: number,
  { unitIds, from, most = Number.POSITIVE_INFINITY }: PostedAsk,
): Promise<string[]> {
  const rows = await db
    .selectFrom('posting')
    .innerJoin('staff', (on) =>
      on.onRef('staff.county_id', '=', 'posting.county_id').onRef('staff.staff_id', '=', 'posting.staff_id'),
    )
    .select('posting.staff_id')
    .distinct()
    .where('posting.county_id', '=', countyId)
    .where(sql<boolean>`posting.unit_id = any(${[...unitIds]}::uuid[])`)
    .where((it) => it.or([it('staff.left_on', 'is', null), it('staff.left_on', '>', from)]))
    .$if(Number.isFinite(most), (it) => it.limit(most + 1))
    .execute()
  if (rows.length > most) refuse('tooManyPeople', { most })
  return rows.map((row) => row.staff_id)
}

export interface Career {
  /** In the order they were written. */
  readonly postings: readonly Posting[]
  /** The day of the first check-in; looked up only for those first written down in the span or behind it. */
  readonly firstSeen: Day | null
}

/** Where some people worked. */
export async function listCareers(
  db: Db,
  countyId: number,
  staffIds: readonly string[],
  from: Day,
): Promise<Map<string, Career>> {
  const postings = await listPostings(db, countyId, staffIds)
  const young = [...postings].filter(([, [first]]) => first !== undefined && first.since > from).map(([id]) => id)
  const firstSeen = await listFirstSeen(db, countyId, young)
  return new Map([...postings].map(([id, its]) => [id, { postings: its, firstSeen: firstSeen.get(id) ?? null }]))
}

async function listPostings(db: Db, countyId: number, staffIds: readonly string[]): Promise<Map<string, Posting[]>> {
  const rows = await db
    .selectFrom('posting')
    .select(['staff_id', 'unit_id', 'site_id', 'left_on', dayIn('since').as('day')])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
    .orderBy('since')
    .orderBy('fact_id')
    .execute()
  const found = new Map<string, Posting[]>()
  for (const row of rows) {
    const its = found.get(row.staff_id) ?? []
    its.push({ since: row.day, unitId: row.unit_id, siteId: row.site_id, leftOn: row.left_on })
    found.set(row.staff_id, its)
  }
  return found
}

const dayIn = (column: 'since' | 'at') => sql<Day>`(${sql.ref(column)} at time zone ${countyZone})::date`

async function listFirstSeen(db: Db, countyId: number, staffIds: readonly string[]): Promise<Map<string, Day>> {
  if (staffIds.length === 0) return new Map()
  const { rows } = await sql<{ staff_id: string; day: Day }>`
    select one.staff_id, seen.day from unnest(${[...staffIds]}::uuid[]) as one (staff_id)
    cross join lateral (
      select ${dayIn('at')} as day from check_in
      where county_id = ${countyId} and check_in.staff_id = one.staff_id order by at limit 1
    ) as seen`.execute(db)
  return new Map(rows.map((row) => [row.staff_id, row.day]))
}
