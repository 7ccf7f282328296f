import { sql } from 'kysely'
import { newId } from '../../kit/ids.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import './tables.ts'

/** Noted in one minute; the rest is in the next. */
export const mostNoted = 5_000

/**
 * Puts what happened to matters into the outbox of every webhook that wants it, each event once, from when the webhook was
 * made or switched on again. Whoever looks late looks back to the last event noted, and two days before it, whoever looked
 * at `last`, an hour before that: a transaction may end late. Nothing of the citizen, of a text, or of who holds it.
 */
export async function noteEvents(db: Db, countyId: number, now: Iso, last: Iso | null): Promise<number> {
  const { rows } = await sql<Noted>`
    with hook as materialized (
      select webhook_id, events, greatest(told_from, ${last}::timestamptz - interval '1 hour', coalesce(
        (select max(made_at) - interval '2 days' from notice_out
          where county_id = ${countyId} and channel = 'webhook' and target = webhook_id), told_from)) as since
      from webhook where county_id = ${countyId} and ended_at is null and off_at is null
    ), happened as (
      select webhook_id, 'matter.light' as event, said.at as at,
        concat_ws('|', 'light', said.news_id) as about,
        jsonb_build_object('matterId', said.matter_id, 'typeId', matter.type_id, 'unitId', matter.holder_unit_id,
          'scope', said.scope, 'step', said.step, 'light', said.light, 'dueAt', ${isoOf(sql`said.due_at`)},
          'simulated', said.simulated) as data
      from hook
      join matter_news as said on said.county_id = ${countyId} and said.at > hook.since and said.level = 'holder'
      join matter on matter.county_id = said.county_id and matter.matter_id = said.matter_id
      where hook.events ? 'matter.light'
      union all
      select webhook_id, 'matter.ended', ended_at,
        concat_ws('|', 'ended', matter.matter_id, ${isoOf(sql`ended_at`)}),
        jsonb_build_object('matterId', matter.matter_id, 'typeId', matter.type_id, 'unitId', matter.holder_unit_id,
          'state', matter.state, 'endedAt', ${isoOf(sql`ended_at`)}, 'late', matter.late,
          'simulated', matter.simulated)
      from hook
      join matter on matter.county_id = ${countyId} and matter.ended_at > hook.since
      where hook.events ? 'matter.ended'
    )
    select webhook_id, event, about, ${isoOf(sql`at`)} as at, data from happened
    where not exists (
      select from notice_out where county_id = ${countyId} and channel = 'webhook' and target = webhook_id
        and notice_out.about = happened.about
    )
    order by at, about limit ${mostNoted}`.execute(db)
  for (const it of rows) await keepEvent(db, countyId, now, it)
  return rows.length
}

interface Noted {
  readonly webhook_id: string
  readonly event: 'matter.light' | 'matter.ended'
  readonly about: string
  readonly at: string
  readonly data: object
}

const isoOf = (instant: ReturnType<typeof sql>) =>
  sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

async function keepEvent(db: Db, countyId: number, now: Iso, it: Noted): Promise<void> {
  const body = JSON.stringify({ type: it.event, timestamp: it.at, data: it.data })
  await db
    .insertInto('notice_out')
    .values({
      ...{ county_id: countyId, out_id: newId(), channel: 'webhook', target: it.webhook_id, event: it.event },
      ...{ about: it.about, body, made_at: now, since: now, attempts: 0, next_at: now },
      ...{ done_at: null, given_up_at: null, failure: null },
    })
    .onConflict((clash) => clash.doNothing())
    .execute()
}
