import type { Duty, Outing } from '../contract/routes/duties.ts'
import type { Projection } from '../fact/append.ts'
import type { Fact } from '../fact/fact.ts'
import type { Db } from '../store/open.ts'
import type { Span } from './duty.ts'
import './requests/table.ts'

declare module '../store/tables.ts' {
  interface Tables {
    duty: DutyRow
    outing: OutingRow
  }
}

interface DutyRow {
  county_id: number
  duty_id: string
  staff_id: string
  site_id: string
  starts: string
  ends: string
  note: string
  as_role: string
  cancelled: boolean
}

interface OutingRow {
  county_id: number
  outing_id: string
  staff_id: string
  site_id: string
  starts: string
  ends: string
  place: string
}

/** Duties that touch a span, at one site or all, earliest first. */
export async function listDuties(db: Db, countyId: number, span: Span, siteId?: string): Promise<Duty[]> {
  let query = db
    .selectFrom('duty')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('cancelled', '=', false)
    .where('starts', '<', span.ends)
    .where('ends', '>', span.starts)
  if (siteId !== undefined) query = query.where('site_id', '=', siteId)
  return (await query.orderBy('starts').orderBy('duty_id').execute()).map(dutyOf)
}

/** Everything one person is rostered for in a span. */
export async function listDutiesOf(db: Db, countyId: number, staffId: string, span: Span): Promise<Duty[]> {
  const rows = await db
    .selectFrom('duty')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('staff_id', '=', staffId)
    .where('cancelled', '=', false)
    .where('starts', '<', span.ends)
    .where('ends', '>', span.starts)
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

const dutyOf = (row: DutyRow): Duty => ({
  dutyId: row.duty_id,
  staffId: row.staff_id,
  siteId: row.site_id,
  starts: row.starts,
  ends: row.ends,
  note: row.note,
  as: row.as_role as Duty['as'],
})

const outingOf = (row: OutingRow): Outing => ({
  outingId: row.outing_id,
  staffId: row.staff_id,
  siteId: row.site_id,
  starts: row.starts,
  ends: row.ends,
  where: row.place,
})

/** Keeps `duty` and `outing` in step with their facts. */
export const rosterProjection: Projection = {
  name: 'roster',
  tables: ['duty', 'outing'],
  kinds: ['dutyKept', 'dutyCancelled', 'outingKept', 'outingEnded'],
  async apply(db, facts) {
    for (const fact of facts) await applyOne(db, fact)
  },
}

async function applyOne(db: Db, fact: Fact): Promise<void> {
  const county_id = fact.countyId
  if (fact.kind === 'dutyKept') {
    const { dutyId, staffId, siteId, starts, ends, note, as } = fact.body
    const row = { staff_id: staffId, site_id: siteId, starts, ends, note, as_role: as, cancelled: false }
    await db
      .insertInto('duty')
      .values({ county_id, duty_id: dutyId, ...row })
      .onConflict((clash) => clash.columns(['county_id', 'duty_id']).doUpdateSet(row))
      .execute()
  } else if (fact.kind === 'dutyCancelled') {
    await db
      .updateTable('duty')
      .set({ cancelled: true })
      .where('county_id', '=', county_id)
      .where('duty_id', '=', fact.body.dutyId)
      .execute()
  } else if (fact.kind === 'outingKept') {
    await keepOuting(db, county_id, fact.body)
  } else if (fact.kind === 'outingEnded') {
    await db
      .updateTable('outing')
      .set({ ends: fact.body.ends })
      .where('county_id', '=', county_id)
      .where('outing_id', '=', fact.body.outingId)
      .execute()
  }
}

async function keepOuting(db: Db, county_id: number, body: Outing): Promise<void> {
  const { outingId, staffId, siteId, starts, ends, where } = body
  const row = { staff_id: staffId, site_id: siteId, starts, ends, place: where }
  await db
    .insertInto('outing')
    .values({ county_id, outing_id: outingId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'outing_id']).doUpdateSet(row))
    .execute()
}
