import { type Insertable, sql } from 'kysely'
import { newId } from '../../kit/ids.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { Clock } from './matter.ts'
import type { MatterNewsRow } from './tables.ts'
import { type Told, upAfter, whoIsTold } from './telling.ts'
import { loadWorkingTimes } from './working.ts'

/** A clock turned yellow or red, or stayed red, and who has to know. */
export interface News extends Told {
  readonly newsId: string
  readonly matterId: string
  readonly title: string
  readonly typeId: string
  readonly scope: Clock['scope']
  readonly step: string
  readonly light: 'yellow' | 'red'
  readonly dueAt: Iso
  /** When it was noted. */
  readonly at: Iso
  readonly simulated: boolean
}

/** What was noted after an instant, in order. `isFor` tells for whom each is. */
export async function listNews(db: Db, countyId: number, since: Iso): Promise<News[]> {
  const rows = await db
    .selectFrom('matter_news')
    .innerJoin('matter', (on) =>
      on
        .onRef('matter.county_id', '=', 'matter_news.county_id')
        .onRef('matter.matter_id', '=', 'matter_news.matter_id'),
    )
    .selectAll('matter_news')
    .select(['matter.title', 'matter.type_id'])
    .where('matter_news.county_id', '=', countyId)
    .where('matter_news.at', '>', since)
    .orderBy('matter_news.at')
    .orderBy('news_id')
    .execute()
  return rows.map((row) => ({
    newsId: row.news_id,
    matterId: row.matter_id,
    title: row.title,
    typeId: row.type_id,
    scope: row.scope,
    step: row.step,
    light: row.light,
    level: row.level,
    unitId: row.unit_id,
    staffId: row.staff_id,
    dueAt: row.due_at,
    at: row.at,
    simulated: row.simulated,
  }))
}

/** Notes every clock that has turned since it was last looked, once each; returns how many rows were added. Safe to repeat. */
export async function noteLights(db: Db, countyId: number, now: Iso): Promise<number> {
  const turned = await listTurned(db, countyId, now)
  const { of } = turned.length === 0 ? { of: undefined } : await loadWorkingTimes(db, countyId)
  const rows = turned.flatMap((it) => {
    const upAt = it.light === 'red' ? (of?.(it.unit_id).dues({ ...up, start: it.due_at }).dueAt ?? null) : null
    return whoIsTold(it.light).map((level) => ({
      ...{ ...it, county_id: countyId, news_id: newId(), level, at: now },
      up_at: level === 'unit' ? upAt : null,
    }))
  })
  return (await keepNews(db, rows)) + (await noteStillRed(db, countyId, now))
}

const up = { limit: upAfter, extra: null, warning: { kind: 'used', percent: 50 }, pauses: [] } as const

/** A clock that turned, with who has its matter. */
export type Turned = Omit<MatterNewsRow, 'county_id' | 'news_id' | 'level' | 'at' | 'up_at'>

/**
 * Clocks that turned, or were set to what is over already, since somebody was last told anything: ranges of the indexes of
 * what runs. What was told is not told again.
 */
export async function listTurned(db: Db, countyId: number, now: Iso): Promise<Turned[]> {
  const running = sql`select * from matter_clock where county_id = ${countyId} and state = 'running'`
  const since = await lastLook(db, countyId)
  const { rows } = await sql<Turned>`
    with near as (
      ${running} and yellow_at > ${since} and yellow_at <= ${now}
      union ${running} and due_at > ${since} and due_at < ${now}
      union ${running} and set_at > ${since} and yellow_at <= ${now}
    ), turned as materialized (
      select it.*
      from (select *, case when due_at < ${now} then 'red' else 'yellow' end as light from near) as it
      where not exists (
        select from matter_news as said
        where said.county_id = it.county_id and said.matter_id = it.matter_id and said.scope = it.scope
          and said.step = it.step and said.started_at = it.started_at and said.due_at = it.due_at
          and said.light = it.light and said.level = 'holder'
      )
    )
    select matter_id, scope, step, started_at, due_at, light, unit_id, staff_id, simulated
    from turned, lateral (
      select holder_unit_id as unit_id, holder_staff_id as staff_id, simulated from matter
      where matter.county_id = turned.county_id and matter.matter_id = turned.matter_id limit 1
    ) as its
    order by due_at, matter_id, scope`.execute(db)
  return rows
}

/** A transaction that was open at the last look may have kept something from before it. */
const overlapMs = 10 * 60_000

async function lastLook(db: Db, countyId: number): Promise<Iso> {
  const row = await db
    .selectFrom('matter_news')
    .select((it) => it.fn.max('at').as('at'))
    .where('county_id', '=', countyId)
    .executeTakeFirst()
  return row?.at ? toIso(toMs(row.at) - overlapMs) : '1900-01-01T00:00:00.000Z'
}

/** What was red a working day ago and runs on is the county's to know. */
async function noteStillRed(db: Db, countyId: number, now: Iso): Promise<number> {
  const ripe = await db
    .updateTable('matter_news')
    .set({ up_at: null })
    .where('county_id', '=', countyId)
    .where('up_at', '<', now)
    .returningAll()
    .execute()
  if (ripe.length === 0) return 0
  const { rows } = await sql<{ news_id: string }>`
    select news_id from matter_news as said
    where county_id = ${countyId} and news_id = any(${ripe.map((it) => it.news_id)}::uuid[]) and exists (
      select from matter_clock as it
      where it.county_id = said.county_id and it.matter_id = said.matter_id and it.scope = said.scope
        and it.step = said.step and it.started_at = said.started_at and it.due_at = said.due_at and it.state = 'running'
    )`.execute(db)
  const still = new Set(rows.map((it) => it.news_id))
  const told = ripe.filter((it) => still.has(it.news_id))
  return keepNews(
    db,
    told.map((it) => ({ ...it, news_id: newId(), level: 'county' as const, at: now, up_at: null })),
  )
}

async function keepNews(db: Db, rows: readonly Insertable<MatterNewsRow>[]): Promise<number> {
  let kept = 0
  for (let from = 0; from < rows.length; from += 500) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('matter_news')
      .values(rows.slice(from, from + 500))
      .onConflict((clash) => clash.doNothing())
      .executeTakeFirstOrThrow()
    kept += Number(numInsertedOrUpdatedRows ?? 0)
  }
  return kept
}
