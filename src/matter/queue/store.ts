import { sql } from 'kysely'
import type { QueueNow } from '../../contract/queue.ts'
import { clockOf, type Day, dayOf, type Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { expectWait } from './expected.ts'
import { emptyLine, inState, type Line } from './line.ts'
import './tables.ts'

/** Whether a site gives numbers, and what its counters are called. */
export interface QueueKept {
  readonly siteId: string
  readonly open: boolean
  readonly counters: readonly string[]
}

export async function findQueue(db: Db, countyId: number, siteId: string): Promise<QueueKept | undefined> {
  const row = await db
    .selectFrom('queue')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  return row && { siteId, open: row.open, counters: row.counters }
}

/** The line of a site on a day; empty where nobody took a number. */
export async function findLine(db: Db, countyId: number, siteId: string, day: Day): Promise<Line> {
  const row = await db
    .selectFrom('queue_line')
    .select('line')
    .where('county_id', '=', countyId)
    .where('site_id', '=', siteId)
    .where('day', '=', day)
    .executeTakeFirst()
  return row?.line ?? emptyLine
}

/** Where the number of a code stands; by its hash, for the code is never kept. */
export async function findTicketPlace(
  db: Db,
  countyId: number,
  codeHash: string,
): Promise<{ ticketId: string; siteId: string; day: Day } | undefined> {
  const row = await db
    .selectFrom('queue_ticket')
    .select(['ticket_id', 'site_id', 'day'])
    .where('county_id', '=', countyId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return row && { ticketId: row.ticket_id, siteId: row.site_id, day: row.day }
}

/** Makes presses at one site wait for each other. Before a fact is appended, which makes the county wait. */
export async function lockLine(db: Db, countyId: number, siteId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`queue ${siteId}`}, ${countyId}))`.execute(db)
}

/** What everybody at a site may see of its queue; null where it gives no numbers. */
export async function findQueueNow(db: Db, countyId: number, siteId: string, now: Iso): Promise<QueueNow | null> {
  const queue = await findQueue(db, countyId, siteId)
  if (queue === undefined || !queue.open) return null
  return queueNow(await findLine(db, countyId, siteId, dayOf(now)), now)
}

export const queueNow = (line: Line, now: Iso): QueueNow => ({
  open: true,
  waiting: line.waiting.length,
  called: inState(line, 'called').map(({ number, is }) => ({
    number,
    counter: is.state === 'called' ? is.counter : '',
  })),
  expected: expectWait(line, line.waiting.length, now),
})

/** Numbers taken by hour of the day, since an instant. */
export async function listTakenByHour(
  db: Db,
  countyId: number,
  siteId: string,
  since: Iso,
): Promise<{ hours: { hour: number; taken: number }[]; days: number }> {
  const rows = await db
    .selectFrom('queue_ticket')
    .select(['taken_at', 'day'])
    .where('county_id', '=', countyId)
    .where('site_id', '=', siteId)
    .where('taken_at', '>=', since)
    .execute()
  const taken = new Map<number, number>()
  for (const row of rows) {
    const hour = Number(clockOf(row.taken_at).slice(0, 2))
    taken.set(hour, (taken.get(hour) ?? 0) + 1)
  }
  const hours = [...taken].sort(([a], [b]) => a - b).map(([hour, n]) => ({ hour, taken: n }))
  return { hours, days: new Set(rows.map((it) => it.day)).size }
}
