import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../store/open.ts'
import type { SuspectAppealTable, SuspectTable } from './tables.ts'

/** A check-in of a suspect with whose it is, and the unit he is in now. */
export interface Whose {
  readonly checkInId: string
  readonly factId: string
  readonly staffId: string
  readonly name: string
  readonly unitId: string | null
  readonly siteId: string
  readonly at: string
}

/** A suspect with everything people have to know before they see or decide it. */
export interface SuspectKept extends Selectable<SuspectTable> {
  readonly unitId: string | null
  readonly whose: readonly Whose[]
  readonly appeals: readonly Selectable<SuspectAppealTable>[]
  readonly caseFiled: boolean
}

export interface SuspectFilter {
  readonly state?: 'open' | 'all' | undefined
  readonly suspectId?: string
  readonly staffId?: string
}

const mostAtOnce = 500

/** Suspects: open ones and appeals not decided first, then newest first, 500 at most. */
export async function listSuspectsKept(
  db: Db,
  countyId: number,
  { state = 'all', suspectId, staffId }: SuspectFilter,
): Promise<SuspectKept[]> {
  const waits = sql<boolean>`exists (select from suspect_appeal as it where it.county_id = suspect.county_id
    and it.suspect_id = suspect.suspect_id and it.outcome is null)`
  let query = db
    .selectFrom('suspect')
    .leftJoin('site', (on) =>
      on.onRef('site.county_id', '=', 'suspect.county_id').onRef('site.site_id', '=', 'suspect.site_id'),
    )
    .selectAll('suspect')
    .select('site.unit_id')
    .where('suspect.county_id', '=', countyId)
  if (suspectId !== undefined) query = query.where('suspect.suspect_id', '=', suspectId)
  if (state === 'open') query = query.where((it) => it.or([it('decision', 'is', null), waits]))
  if (staffId !== undefined) query = query.where('suspect.suspect_id', 'in', idsOf(db, countyId, staffId))
  const rows = await query
    .orderBy(sql`decision is not null and not ${waits}`)
    .orderBy('raised_at', 'desc')
    .orderBy('suspect.suspect_id')
    .limit(mostAtOnce)
    .execute()
  const ids = rows.map((row) => row.suspect_id)
  const [whose, appeals, cases] = await Promise.all([
    listWhose(db, countyId, ids),
    listAppeals(db, countyId, ids),
    listCases(db, countyId, ids),
  ])
  return rows.map(({ unit_id, ...row }) => ({
    ...row,
    unitId: unit_id,
    // A station speaks for its own site only.
    whose: (whose.get(row.suspect_id) ?? []).filter((it) => row.rule !== 'series' || it.siteId === row.site_id),
    appeals: appeals.filter((it) => it.suspect_id === row.suspect_id),
    caseFiled: cases.has(row.suspect_id),
  }))
}

/** Makes what is decided about one suspect wait for each other until the transaction ends. */
export async function lockSuspect(db: Db, countyId: number, suspectId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`suspect ${suspectId}`}, ${countyId}))`.execute(db)
}

export async function findCase(db: Db, countyId: number, suspectId: string) {
  return db
    .selectFrom('suspect_case')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('suspect_id', '=', suspectId)
    .executeTakeFirst()
}

/** Names of accounts, as shown. */
export async function namesOfAccounts(
  db: Db,
  countyId: number,
  accountIds: readonly string[],
): Promise<Map<string, { name: string; staffId: string | null }>> {
  const rows = await db
    .selectFrom('account')
    .select(['account_id', 'name', 'staff_id'])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`account_id = any(${[...accountIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.account_id, { name: row.name, staffId: row.staff_id }]))
}

const idsOf = (db: Db, countyId: number, staffId: string) =>
  db
    .selectFrom('suspect_member')
    .innerJoin('check_in', (on) =>
      on
        .onRef('check_in.county_id', '=', 'suspect_member.county_id')
        .onRef('check_in.check_in_id', '=', 'suspect_member.check_in_id'),
    )
    .select('suspect_member.suspect_id')
    .where('suspect_member.county_id', '=', countyId)
    .where('check_in.staff_id', '=', staffId)

async function listWhose(db: Db, countyId: number, ids: readonly string[]): Promise<Map<string, Whose[]>> {
  const rows = await db
    .selectFrom('suspect_member')
    .innerJoin('check_in', (on) =>
      on
        .onRef('check_in.county_id', '=', 'suspect_member.county_id')
        .onRef('check_in.check_in_id', '=', 'suspect_member.check_in_id'),
    )
    .leftJoin('staff', (on) =>
      on.onRef('staff.county_id', '=', 'check_in.county_id').onRef('staff.staff_id', '=', 'check_in.staff_id'),
    )
    .select([
      'suspect_member.suspect_id',
      'check_in.check_in_id',
      'check_in.fact_id',
      'check_in.staff_id',
      'check_in.site_id',
      'check_in.at',
      'staff.name',
      'staff.unit_id',
    ])
    .where('suspect_member.county_id', '=', countyId)
    .where(sql<boolean>`suspect_member.suspect_id = any(${[...ids]}::uuid[])`)
    .orderBy('check_in.at')
    .orderBy('check_in.check_in_id')
    .execute()
  const found = new Map<string, Whose[]>()
  for (const row of rows) {
    const one = {
      checkInId: row.check_in_id,
      factId: row.fact_id,
      staffId: row.staff_id,
      siteId: row.site_id,
      at: row.at,
      name: row.name ?? '',
      unitId: row.unit_id,
    }
    found.set(row.suspect_id, [...(found.get(row.suspect_id) ?? []), one])
  }
  return found
}

const listAppeals = (db: Db, countyId: number, ids: readonly string[]) =>
  db
    .selectFrom('suspect_appeal')
    .selectAll()
    .where('county_id', '=', countyId)
    .where(sql<boolean>`suspect_id = any(${[...ids]}::uuid[])`)
    .orderBy('at')
    .execute()

async function listCases(db: Db, countyId: number, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('suspect_case')
    .select('suspect_id')
    .where('county_id', '=', countyId)
    .where(sql<boolean>`suspect_id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Set(rows.map((row) => row.suspect_id))
}

/** The verdicts of attempts the center has heard of. */
export async function verdictsOf(
  db: Db,
  countyId: number,
  attemptIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('attempt')
    .select(['attempt_id', 'verdict'])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`attempt_id = any(${[...attemptIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.attempt_id, row.verdict]))
}
