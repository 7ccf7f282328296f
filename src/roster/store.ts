import { type Selectable, sql } from 'kysely'
import type { Duty, Outing } from '../contract/routes/duties.ts'
import type { Iso } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import type { Span } from './duty.ts'
import type { DutyRow, OutingRow } from './tables.ts'
import './requests/table.ts'

/** Duties that touch a span, at one site or all, earliest first. */
export async function listDuties(db: Db, countyId: number, span: Span, siteId?: string): Promise<Duty[]> {
  let query = touching(db, countyId, span)
  if (siteId !== undefined) query = query.where('site_id', '=', siteId)
  return (await query.orderBy('starts').orderBy('duty_id').execute()).map(dutyOf)
}

/** The same at some sites, so many at most. */
export async function listDutiesAt(
  db: Db,
  countyId: number,
  span: Span,
  { siteIds, most }: { readonly siteIds: readonly string[]; readonly most: number },
): Promise<Duty[]> {
  const rows = await touching(db, countyId, span)
    .where(sql<boolean>`site_id = any(${[...siteIds]}::uuid[])`)
    .orderBy('starts')
    .orderBy('duty_id')
    .limit(most)
    .execute()
  return rows.map(dutyOf)
}

/** Duties of people who are in some units now, at other sites than some, so many at most. */
export async function listDutiesOfUnits(
  db: Db,
  countyId: number,
  span: Span,
  its: { readonly unitIds: readonly string[]; readonly butSiteIds: readonly string[]; readonly most: number },
): Promise<Duty[]> {
  const rows = await db
    .selectFrom('duty')
    .innerJoin('staff', (on) =>
      on.onRef('staff.county_id', '=', 'duty.county_id').onRef('staff.staff_id', '=', 'duty.staff_id'),
    )
    .selectAll('duty')
    .where('duty.county_id', '=', countyId)
    .where(sql<boolean>`staff.unit_id = any(${[...its.unitIds]}::uuid[])`)
    .where(sql<boolean>`duty.site_id <> all(${[...its.butSiteIds]}::uuid[])`)
    .where('cancelled', '=', false)
    .where('starts', '<', span.ends)
    .where('ends', '>', span.starts)
    .orderBy('starts')
    .orderBy('duty_id')
    .limit(its.most)
    .execute()
  return rows.map(dutyOf)
}

/** Everything one person is rostered for in a span. */
export async function listDutiesOf(db: Db, countyId: number, staffId: string, span: Span): Promise<Duty[]> {
  const rows = await touching(db, countyId, span).where('staff_id', '=', staffId).orderBy('starts').execute()
  return rows.map(dutyOf)
}

/** What the people of some duties are rostered for, from the first to the last of these. */
export async function listDutiesOfAll(db: Db, countyId: number, duties: readonly Duty[]): Promise<Duty[]> {
  const starts = duties.map((it) => it.starts).sort()[0]
  const ends = duties
    .map((it) => it.ends)
    .sort()
    .at(-1)
  if (starts === undefined || ends === undefined) return []
  const staffIds = [...new Set(duties.map((it) => it.staffId))]
  const rows = await touching(db, countyId, { starts, ends })
    .where(sql<boolean>`staff_id = any(${staffIds}::uuid[])`)
    .orderBy('starts')
    .execute()
  return rows.map(dutyOf)
}

export async function findDuty(db: Db, countyId: number, dutyId: string): Promise<Duty | undefined> {
  const row = await db
    .selectFrom('duty')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('duty_id', '=', dutyId)
    .where('cancelled', '=', false)
    .executeTakeFirst()
  return row && dutyOf(row)
}

/** A duty and whether it was cancelled. */
export async function findKeptDuty(
  db: Db,
  countyId: number,
  dutyId: string,
): Promise<{ duty: Duty; cancelled: boolean } | undefined> {
  const row = await db
    .selectFrom('duty')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('duty_id', '=', dutyId)
    .executeTakeFirst()
  return row && { duty: dutyOf(row), cancelled: row.cancelled }
}

/** Duties by their ids, cancelled ones included. */
export async function listDutiesById(db: Db, countyId: number, dutyIds: readonly string[]): Promise<Map<string, Duty>> {
  const rows = await db
    .selectFrom('duty')
    .selectAll()
    .where('county_id', '=', countyId)
    .where(sql<boolean>`duty_id = any(${[...dutyIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.duty_id, dutyOf(row)]))
}

/** A duty with what calendars of phones go by. */
export interface ChangedDuty extends Duty {
  readonly changes: number
  readonly changedAt: Iso
}

/** Duties of a person, of a site or of all that touch a span, with their changes, earliest first. */
export async function listChangedDuties(
  db: Db,
  countyId: number,
  of: { readonly staffId?: string; readonly siteId?: string },
  span: Span,
): Promise<ChangedDuty[]> {
  let query = touching(db, countyId, span)
  if (of.staffId !== undefined) query = query.where('staff_id', '=', of.staffId)
  if (of.siteId !== undefined) query = query.where('site_id', '=', of.siteId)
  const rows = await query.orderBy('starts').orderBy('duty_id').execute()
  return rows.map((row) => ({ ...dutyOf(row), changes: row.changes, changedAt: row.changed_at }))
}

/** Field days that touch a span, without those that were refused or taken back. */
export async function listOutings(db: Db, countyId: number, span: Span, siteId?: string): Promise<Outing[]> {
  let query = db
    .selectFrom('outing')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('starts', '<', span.ends)
    .where('ends', '>', span.starts)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('request')
            .select('request_id')
            .whereRef('request.county_id', '=', 'outing.county_id')
            .whereRef('request.request_id', '=', 'outing.outing_id')
            .where('state', 'in', ['refused', 'withdrawn']),
        ),
      ),
    )
  if (siteId !== undefined) query = query.where('site_id', '=', siteId)
  return (await query.orderBy('starts').execute()).map(outingOf)
}

/** Duties that touch a span, without cancelled ones. */
const touching = (db: Db, countyId: number, span: Span) =>
  db
    .selectFrom('duty')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('cancelled', '=', false)
    .where('starts', '<', span.ends)
    .where('ends', '>', span.starts)

const dutyOf = (row: Selectable<DutyRow>): Duty => ({
  dutyId: row.duty_id,
  staffId: row.staff_id,
  siteId: row.site_id,
  starts: row.starts,
  ends: row.ends,
  note: row.note,
  as: row.as_role,
})

const outingOf = (row: Selectable<OutingRow>): Outing => ({
  outingId: row.outing_id,
  staffId: row.staff_id,
  siteId: row.site_id,
  starts: row.starts,
  ends: row.ends,
  where: row.place,
})
