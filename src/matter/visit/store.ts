import { type Selectable, sql } from 'kysely'
import type { Site } from '../../contract/people.ts'
import type { VisitChannel, VisitOutcome, VisitWord } from '../../contract/visits.ts'
import { groupBy } from '../../kit/grouping.ts'
import { addDays, dayOf, type Iso, instantAt, weekdayOf } from '../../kit/time.ts'
import { listPeopleById } from '../../roster/people.ts'
import { listFieldShifts, withoutAway } from '../../roster/standing.ts'
import { listDuties, listOutings } from '../../roster/store.ts'
import type { Db } from '../../store/open.ts'
import '../../presence/center/tables.ts'
import './tables.ts'
import type { BoardFacts } from './boardSaid.ts'
import type { NoticeRead } from './breach.ts'
import type { VisitTable } from './tables.ts'

/** A visit with every word about it, oldest first. */
export interface VisitKept {
  readonly visitId: string
  readonly siteId: string
  readonly channel: VisitChannel
  readonly begunAt: Iso
  readonly begunFact: string
  readonly matterId: string | null
  readonly typeId: string | null
  readonly outcome: VisitOutcome | null
  readonly endedAt: Iso | null
  readonly endedFact: string | null
  readonly entered: boolean
  readonly simulated: boolean
  readonly words: readonly VisitWord[]
}

/** The visit a code belongs to; by its hash, for the code is never kept. */
export async function findVisitByCode(db: Db, countyId: number, codeHash: string): Promise<VisitKept | undefined> {
  const row = await db
    .selectFrom('visit')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return row && (await withWords(db, countyId, [row]))[0]
}

/** All that anybody came for about one matter, earliest first. */
export async function listVisitsOf(db: Db, countyId: number, matterId: string): Promise<VisitKept[]> {
  return (await listVisitsOfAll(db, countyId, [matterId])).get(matterId) ?? []
}

/** The same for several matters. */
export async function listVisitsOfAll(
  db: Db,
  countyId: number,
  matterIds: readonly string[],
): Promise<Map<string, VisitKept[]>> {
  const rows = await db
    .selectFrom('visit')
    .selectAll()
    .where('county_id', '=', countyId)
    .where(sql<boolean>`matter_id = any(${[...matterIds]}::uuid[])`)
    .orderBy('begun_at')
    .orderBy('visit_id')
    .execute()
  return groupBy(await withWords(db, countyId, rows), (it) => it.matterId ?? '')
}

/** Visits that began in a span (end excluded) at some sites, earliest first. */
export async function listVisitsBegun(
  db: Db,
  countyId: number,
  { from, to, siteIds }: { readonly from: Iso; readonly to: Iso; readonly siteIds: readonly string[] },
): Promise<VisitKept[]> {
  const rows = await db
    .selectFrom('visit')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('begun_at', '>=', from)
    .where('begun_at', '<', to)
    .where(sql<boolean>`site_id = any(${[...siteIds]}::uuid[])`)
    .orderBy('begun_at')
    .orderBy('visit_id')
    .execute()
  return withWords(db, countyId, rows)
}

async function withWords(db: Db, countyId: number, visits: readonly Selectable<VisitTable>[]): Promise<VisitKept[]> {
  if (visits.length === 0) return []
  const rows = await db
    .selectFrom('visit_word')
    .selectAll()
    .where('county_id', '=', countyId)
    .where(sql<boolean>`visit_id = any(${visits.map((it) => it.visit_id)}::uuid[])`)
    .orderBy('at')
    .orderBy('fact_id')
    .execute()
  const words = groupBy(rows, (it) => it.visit_id)
  return visits.map((it) => ({
    visitId: it.visit_id,
    siteId: it.site_id,
    channel: it.channel,
    begunAt: it.begun_at,
    begunFact: it.begun_fact,
    matterId: it.matter_id,
    typeId: it.type_id,
    outcome: it.outcome,
    endedAt: it.ended_at,
    endedFact: it.ended_fact,
    entered: it.entered,
    simulated: it.simulated,
    words: (words.get(it.visit_id) ?? []).map(({ fact_id: factId, at, outcome, told, materials, entered }) => ({
      ...{ factId, at, outcome, told, materials, entered },
    })),
  }))
}

/** The notices of what is missing, by matter, earliest first. */
export async function listNoticesOfAll(
  db: Db,
  countyId: number,
  matterIds: readonly string[],
): Promise<Map<string, NoticeRead[]>> {
  const rows = await db
    .selectFrom('visit_notice')
    .select(['matter_id', 'at', 'materials', 'words'])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`matter_id = any(${[...matterIds]}::uuid[])`)
    .orderBy('at')
    .orderBy('fact_id')
    .execute()
  return groupBy(rows, (it) => it.matter_id)
}

/** What the duty board of a site was drawn from at an instant, as it is known now. */
export async function readBoardFacts(db: Db, countyId: number, site: Site, at: Iso): Promise<BoardFacts> {
  const today = dayOf(at)
  // A night duty may have begun yesterday.
  const yesterday = addDays(today, -1)
  const span = { starts: instantAt(yesterday, '00:00'), ends: instantAt(addDays(today, 1), '00:00') }
  const rostered = await listDuties(db, countyId, span, site.siteId)
  const duties = await withoutAway(db, countyId, rostered, at)
  const outings = [
    ...(await listOutings(db, countyId, span, site.siteId)),
    ...(await listFieldShifts(db, countyId, site, [yesterday, today])),
  ]
  const checkIns = await listCheckInsAt(db, countyId, site.siteId, { starts: span.starts, ends: at })
  const named = [...duties, ...outings, ...checkIns].map((it) => it.staffId)
  const people = await listPeopleById(db, countyId, named)
  const known = <T extends { readonly staffId: string }>(all: readonly T[]) =>
    all.filter((it) => people.has(it.staffId))
  return {
    midnight: instantAt(today, '00:00'),
    hours: site.hours[String(weekdayOf(today)) as keyof Site['hours']] ?? [],
    duties: known(duties),
    outings: known(outings),
    checkIns: known(checkIns),
  }
}

async function listCheckInsAt(db: Db, countyId: number, siteId: string, span: { starts: Iso; ends: Iso }) {
  const rows = await db
    .selectFrom('check_in')
    .select(['staff_id', 'direction', 'at'])
    .where('county_id', '=', countyId)
    .where('site_id', '=', siteId)
    .where('at', '>=', span.starts)
    .where('at', '<=', span.ends)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ staffId: row.staff_id, direction: row.direction, at: row.at }))
}
