import { sql } from 'kysely'
import { append } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import type { Iso } from '../../kit/time.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { noticeProjection } from './projection.ts'
import { stopSending } from './sending.ts'
import './tables.ts'

const deadDays = 7

/**
 * Switches off webhooks that failed for a week and answered nothing, still failing in the last days: what is sent to them
 * reaches nobody. Safe to repeat; returns how many there were.
 */
export async function switchOffDead(db: Db, countyId: number, now: Iso): Promise<number> {
  const dead = await listDead(db, countyId, now)
  for (const webhookId of dead) {
    await atomically(db, async (tx) => {
      const fact = draft('webhookSwitched', { webhookId, on: false }, { countyId, now, by: { kind: 'system' } })
      await append(tx, [fact], [noticeProjection])
      await stopSending(tx, countyId, webhookId, now)
    })
  }
  return dead.length
}

async function listDead(db: Db, countyId: number, now: Iso): Promise<string[]> {
  const begun = sql`${now}::timestamptz - make_interval(days => ${sql.lit(deadDays)})`
  const { rows } = await sql<{ webhook_id: string }>`
    select webhook_id from webhook, lateral (
      select max(done_at) as done_at from notice_out
      where county_id = ${countyId} and channel = 'webhook' and target = webhook_id
    ) as last, lateral (
      select min(since) as first, max(since) as last from notice_out
      where county_id = ${countyId} and channel = 'webhook' and target = webhook_id and done_at is null
        and attempts > 0 and failure ->> 'kind' <> 'unwanted' and since > coalesce(last.done_at, told_from)
    ) as failed
    where county_id = ${countyId} and ended_at is null and off_at is null and told_from < ${begun}
      and failed.first < ${begun} and failed.last > ${now}::timestamptz - interval '2 days'
    order by webhook_id`.execute(db)
  return rows.map((it) => it.webhook_id)
}
