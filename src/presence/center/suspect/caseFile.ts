import { sql } from 'kysely'
import type { CasePart } from '../../../contract/suspects.ts'
import type { FactBody } from '../../../fact/fact.ts'
import { newId } from '../../../kit/ids.ts'
import { dayOf, type Iso } from '../../../kit/time.ts'
import { pathOf } from '../../../people/rules/tree.ts'
import { readParents } from '../../../people/store/tree.ts'
import type { Db } from '../../../store/open.ts'
import type { SuspectKept, Whose } from './store.ts'

/** Gathers from other facts who had a part in check-ins of a suspect, and since when it could have been seen. */
export async function gatherCase(
  db: Db,
  countyId: number,
  suspect: SuspectKept,
  checkInIds: readonly string[],
  now: Iso,
): Promise<FactBody<'caseFiled'>> {
  const about = suspect.whose.filter((it) => checkInIds.includes(it.checkInId))
  const earlier = await listEarlier(db, countyId, suspect, about)
  const parts: CasePart[] = []
  for (const one of about) {
    const base = { accountId: null, at: one.at, checkInId: one.checkInId }
    parts.push({ ...base, part: 'checkedIn', staffId: one.staffId, factId: one.factId })
    parts.push(...(await listEnrolled(db, countyId, one)), ...(await listWitnesses(db, countyId, one)))
    parts.push(...(await listRostered(db, countyId, one)), ...(await listApproved(db, countyId, one)))
  }
  if (suspect.unitId !== null) parts.push(...(await listHeads(db, countyId, suspect.unitId, now)))
  return {
    caseId: newId(),
    suspectId: suspect.suspect_id,
    parts,
    visibleSince: earlier[0]?.at ?? suspect.raised_at,
    earlier: earlier.map((it) => it.suspectId),
  }
}

interface Row {
  readonly id: string
  readonly at: string
  readonly by_kind: string
  readonly by_id: string | null
  readonly body: unknown
}

const partOf = (part: CasePart['part'], row: Row, checkInId: string, who: Partial<CasePart> = {}): CasePart => ({
  part,
  accountId: row.by_kind === 'account' ? row.by_id : null,
  staffId: null,
  factId: row.id,
  at: row.at,
  checkInId,
  ...who,
})

/** The clerk beside whom a template was made that was the last one when somebody checked in. */
async function listEnrolled(db: Db, countyId: number, one: Whose): Promise<CasePart[]> {
  const { rows } = await sql<Row>`
    select id, at, by_kind, by_id, body from fact
    where county_id = ${countyId} and kind = 'templateEnrolled' and staff_id = ${one.staffId} and at <= ${one.at}
      and body is not null
    order by at desc limit 1`.execute(db)
  return rows.map((row) => {
    const { clerkAccountId } = row.body as FactBody<'templateEnrolled'>
    return partOf('enrolled', row, one.checkInId, { accountId: clerkAccountId })
  })
}

async function listWitnesses(db: Db, countyId: number, one: Whose): Promise<CasePart[]> {
  const { rows } = await sql<Row>`
    select id, at, by_kind, by_id, body from fact
    where county_id = ${countyId} and kind = 'countersigned' and staff_id = ${one.staffId}
      and body ->> 'checkInId' = ${one.checkInId}
    order by at`.execute(db)
  return rows.map((row) => {
    const { witnessStaffId } = row.body as FactBody<'countersigned'>
    return partOf('witnessed', row, one.checkInId, { staffId: witnessStaffId })
  })
}

/** Who put somebody on duty at that instant, or gave him the pattern of that day. */
async function listRostered(db: Db, countyId: number, one: Whose): Promise<CasePart[]> {
  const day = dayOf(one.at)
  const { rows } = await sql<Row>`
    select id, at, by_kind, by_id, body from fact
    where county_id = ${countyId} and kind = 'dutyKept' and body ->> 'staffId' = ${one.staffId}
      and (body ->> 'starts')::timestamptz <= ${one.at}::timestamptz + interval '4 hours'
      and (body ->> 'ends')::timestamptz >= ${one.at}::timestamptz - interval '4 hours'
    union all
    select id, at, by_kind, by_id, body from fact
    where county_id = ${countyId} and kind = 'assignmentKept' and body ->> 'staffId' = ${one.staffId}
      and body ->> 'from' <= ${day} and coalesce(body ->> 'to', ${day}) >= ${day}
    order by at`.execute(db)
  return rows.map((row) => partOf('rostered', row, one.checkInId))
}

/** Who approved a correction or appeal of that person about that day. */
async function listApproved(db: Db, countyId: number, one: Whose): Promise<CasePart[]> {
  const { rows } = await sql<Row>`
    select decided.id, decided.at, decided.by_kind, decided.by_id, decided.body from fact as made
    join fact as decided on decided.county_id = made.county_id and decided.kind = 'requestDecided'
      and decided.body ->> 'requestId' = made.body ->> 'requestId' and decided.body ->> 'decision' = 'approved'
    where made.county_id = ${countyId} and made.kind = 'requestMade' and made.body ->> 'staffId' = ${one.staffId}
      and made.body -> 'wish' ->> 'day' = ${dayOf(one.at)}
    order by decided.at`.execute(db)
  return rows.map((row) => partOf('approved', row, one.checkInId))
}

/** Who leads the unit or one above it now. */
async function listHeads(db: Db, countyId: number, unitId: string, now: Iso): Promise<CasePart[]> {
  const path = pathOf(await readParents(db, countyId), unitId)
  const rows = await db
    .selectFrom('account')
    .innerJoin('account_role', (on) =>
      on
        .onRef('account_role.county_id', '=', 'account.county_id')
        .onRef('account_role.account_id', '=', 'account.account_id'),
    )
    .select(['account.account_id', 'account.staff_id'])
    .where('account.county_id', '=', countyId)
    .where('account.closed', '=', false)
    .where('account_role.role', '=', 'head')
    .where('account_role.within', 'in', path.length === 0 ? [unitId] : path)
    .orderBy('account.account_id')
    .execute()
  return rows.map((row) => ({
    part: 'headed',
    accountId: row.account_id,
    staffId: row.staff_id,
    factId: null,
    at: now,
    checkInId: null,
  }))
}

/** Suspects raised before at the same site with one of the same people, oldest first. */
async function listEarlier(
  db: Db,
  countyId: number,
  suspect: SuspectKept,
  about: readonly Whose[],
): Promise<{ suspectId: string; at: string }[]> {
  const { rows } = await sql<{ suspectId: string; at: string }>`
    select suspect_id as "suspectId", raised_at as at from suspect
    where county_id = ${countyId} and site_id = ${suspect.site_id} and raised_at < ${suspect.raised_at}
      and exists (
        select from suspect_member join check_in using (county_id, check_in_id)
        where suspect_member.county_id = ${countyId} and suspect_member.suspect_id = suspect.suspect_id
          and check_in.staff_id = any(${about.map((it) => it.staffId)}::uuid[]))
    order by raised_at, suspect_id limit 100`.execute(db)
  return rows
}
