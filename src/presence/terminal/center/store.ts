import { sql } from 'kysely'
import type { TerminalRow } from '../../../contract/routes/terminals.ts'
import { Terminal } from '../../../contract/terminals.ts'
import type { FactBody } from '../../../fact/fact.ts'
import { type Iso, toIso, toMs } from '../../../kit/time.ts'
import type { Db } from '../../../store/open.ts'
import type { TerminalTable } from './tables.ts'

/** What a station at a site has to listen to. */
export async function listHeardAt(
  db: Db,
  countyId: number,
  siteId: string,
): Promise<Pick<Terminal, 'serial' | 'pins'>[]> {
  const rows = await terminals(db, countyId)
    .where('site_id', '=', siteId)
    .where('closed', '=', false)
    .orderBy('serial')
    .execute()
  return rows.map(terminalOf).map(({ serial, pins }) => ({ serial, pins }))
}

export async function findTerminal(db: Db, countyId: number, serial: string): Promise<Terminal | undefined> {
  const row = await terminals(db, countyId).where('serial', '=', serial).executeTakeFirst()
  return row && terminalOf(row)
}

export async function listTerminalsOf(db: Db, countyId: number, siteIds: readonly string[]): Promise<Terminal[]> {
  if (siteIds.length === 0) return []
  const rows = await terminals(db, countyId).where('site_id', 'in', siteIds).orderBy('serial').execute()
  return rows.map(terminalOf)
}

const terminals = (db: Db, countyId: number) => db.selectFrom('terminal').selectAll().where('county_id', '=', countyId)

const terminalOf = (row: TerminalTable): Terminal =>
  Terminal.parse({ serial: row.serial, siteId: row.site_id, name: row.name, closed: row.closed, pins: row.pins })

const monthsShown = 6

/** Months of which there is something to tell: punches that are here, and what the terminal said last of its own. */
export async function listMonths(db: Db, countyId: number, serial: string): Promise<TerminalRow['months']> {
  const { rows } = await sql<TerminalRow['months'][number]>`
    with kept as (
      select month, count(*)::integer as kept from terminal_punch
      where county_id = ${countyId} and serial = ${serial} group by month
    ), said as (
      select distinct on (month) month, at, asked > 1 as again, holds from terminal_count
      where county_id = ${countyId} and serial = ${serial} order by month, asked desc
    )
    select month, said.at, coalesce(said.again, false) as again, said.holds, coalesce(kept.kept, 0) as kept
    from kept full join said using (month) order by month desc limit ${monthsShown}`.execute(db)
  return rows
}

export async function listUnknownPins(db: Db, countyId: number, serial: string): Promise<TerminalRow['unknownPins']> {
  const rows = await db
    .selectFrom('terminal_punch')
    .select(['pin', (it) => it.fn.countAll<number>().as('punches')])
    .where('county_id', '=', countyId)
    .where('serial', '=', serial)
    .where('staff_id', 'is', null)
    .groupBy('pin')
    .orderBy('pin')
    .limit(200)
    .execute()
  return rows
}

const newsShown = 20

/** `told`: whether the caller may read the lines themselves. */
export async function listUnread(
  db: Db,
  countyId: number,
  serial: string,
  told: boolean,
): Promise<TerminalRow['unread']> {
  const rows = await listNews(db, countyId, serial, 'terminalUnread')
  return rows.map(({ at, body }) => {
    const { count, lines } = body as FactBody<'terminalUnread'>
    return { at, count, lines: told ? lines : null }
  })
}

export async function listAddresses(db: Db, countyId: number, serial: string): Promise<TerminalRow['addresses']> {
  const rows = await listNews(db, countyId, serial, 'terminalHeard')
  return rows.map(({ at, body }) => {
    const { address, before } = body as FactBody<'terminalHeard'>
    return { at, address, before }
  })
}

const listNews = (db: Db, countyId: number, serial: string, kind: 'terminalUnread' | 'terminalHeard') =>
  db
    .selectFrom('terminal_news')
    .select(['at', 'body'])
    .where('county_id', '=', countyId)
    .where('serial', '=', serial)
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .limit(newsShown)
    .execute()

interface Stranger {
  readonly serial: string
  readonly siteId: string
  readonly address: string
  readonly at: Iso
}

const strangersDays = 30

/** Serial numbers that were not heard in the last month and are on no list by now. */
export async function listStrangers(
  db: Db,
  countyId: number,
  siteIds: readonly string[],
  now: Iso,
): Promise<Stranger[]> {
  const { rows } = await sql<Stranger>`
    select distinct on (serial) serial, site_id as "siteId", body ->> 'address' as address, at from terminal_news
    where county_id = ${countyId} and kind = 'terminalRefused' and site_id = any(${[...siteIds]}::uuid[])
      and at >= ${toIso(toMs(now) - strangersDays * 86_400_000)}
      and not exists (select from terminal where terminal.county_id = ${countyId} and terminal.serial = terminal_news.serial)
    order by serial, at desc limit 50`.execute(db)
  return rows
}

/** Which of some check-ins a terminal's punches are here already. */
export async function listKeptPunches(db: Db, countyId: number, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ check_in_id: string }>`
    select check_in_id from terminal_punch
    where county_id = ${countyId} and check_in_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Set(rows.map((row) => row.check_in_id))
}
