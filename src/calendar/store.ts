import type { ColumnType } from 'kysely'
import type { DayOverride, HolidayNotice, NoticeDay } from '../contract/calendar.ts'
import type { Projection } from '../fact/append.ts'
import type { FactOf } from '../fact/fact.ts'
import type { Iso } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import { type Calendar, makeCalendar } from './layers.ts'

declare module '../store/tables.ts' {
  interface Tables {
    holiday_notice: HolidayNoticeRow
    day_override: DayOverrideRow
  }
}

interface HolidayNoticeRow {
  county_id: number
  year: number
  notice_id: string
  document_no: string
  source: string
  /** A json column: written as text, read as the value. */
  days: ColumnType<NoticeDay[], string, string>
}

interface DayOverrideRow {
  county_id: number
  override_id: string
  layer: DayOverride['layer']
  unit_id: string | null
  staff_id: string | null
  from_day: string
  to_day: string
  half: DayOverride['half']
  work: boolean
  name: string
  reason: string
  document: string
  kept_at: string
  fact_id: string
  lifted: boolean
}

/** The calendar of a county as it is known now. */
export async function loadCalendar(db: Db, countyId: number): Promise<Calendar> {
  const [notices, overrides] = await Promise.all([listOwnNotices(db, countyId), listOverrides(db, countyId)])
  return makeCalendar(notices, overrides)
}

/** The notices the county kept, without their texts, by year. */
export async function listOwnNotices(db: Db, countyId: number): Promise<Omit<HolidayNotice, 'text'>[]> {
  const rows = await db
    .selectFrom('holiday_notice')
    .selectAll()
    .where('county_id', '=', countyId)
    .orderBy('year')
    .execute()
  return rows.map(({ notice_id, year, document_no, source, days }) => ({
    noticeId: notice_id,
    year,
    documentNo: document_no,
    source,
    days,
  }))
}

/** The overrides in force, in the order they were kept. */
export async function listOverrides(db: Db, countyId: number): Promise<DayOverride[]> {
  const rows = await db
    .selectFrom('day_override')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('lifted', '=', false)
    .orderBy('kept_at')
    .orderBy('fact_id')
    .execute()
  return rows.map(overrideOf)
}

/** An override, lifted or not. */
export async function findOverride(
  db: Db,
  countyId: number,
  overrideId: string,
): Promise<{ readonly override: DayOverride; readonly lifted: boolean } | undefined> {
  const row = await db
    .selectFrom('day_override')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('override_id', '=', overrideId)
    .executeTakeFirst()
  return row && { override: overrideOf(row), lifted: row.lifted }
}

const overrideOf = (row: DayOverrideRow): DayOverride => ({
  overrideId: row.override_id,
  layer: row.layer,
  unitId: row.unit_id,
  staffId: row.staff_id,
  from: row.from_day,
  to: row.to_day,
  half: row.half,
  work: row.work,
  name: row.name,
  reason: row.reason,
  document: row.document,
})

/** Keeps `holiday_notice` and `day_override` in step with their facts. */
export const calendarProjection: Projection = {
  name: 'calendar',
  tables: ['holiday_notice', 'day_override'],
  kinds: ['holidayNoticeKept', 'dayOverrideKept', 'dayOverrideLifted'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'holidayNoticeKept') await keepNotice(db, fact)
      else if (fact.kind === 'dayOverrideKept') await keepOverride(db, fact)
      else if (fact.kind === 'dayOverrideLifted') await liftOverride(db, fact)
    }
  },
}

async function keepNotice(db: Db, { countyId, body }: FactOf<'holidayNoticeKept'>): Promise<void> {
  const { noticeId, year, documentNo, source, days } = body
  // Kept for another year by mistake, it no longer counts there.
  await db
    .deleteFrom('holiday_notice')
    .where('county_id', '=', countyId)
    .where('notice_id', '=', noticeId)
    .where('year', '!=', year)
    .execute()
  const row = { notice_id: noticeId, document_no: documentNo, source, days: JSON.stringify(days) }
  await db
    .insertInto('holiday_notice')
    .values({ county_id: countyId, year, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'year']).doUpdateSet(row))
    .execute()
}

async function keepOverride(db: Db, fact: FactOf<'dayOverrideKept'>): Promise<void> {
  const { countyId, recordedAt, id, body } = fact
  const row = { ...rowOf(body), kept_at: recordedAt as Iso, fact_id: id, lifted: false }
  await db
    .insertInto('day_override')
    .values({ county_id: countyId, override_id: body.overrideId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'override_id']).doUpdateSet(row))
    .execute()
}

const rowOf = ({ layer, unitId, staffId, from, to, half, work, name, reason, document }: DayOverride) => ({
  layer,
  unit_id: unitId,
  staff_id: staffId,
  from_day: from,
  to_day: to,
  half,
  work,
  name,
  reason,
  document,
})

async function liftOverride(db: Db, { countyId, body }: FactOf<'dayOverrideLifted'>): Promise<void> {
  await db
    .updateTable('day_override')
    .set({ lifted: true })
    .where('county_id', '=', countyId)
    .where('override_id', '=', body.overrideId)
    .execute()
}
