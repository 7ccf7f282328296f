import type { Delivery, Notice, Webhook, WebhookEvent } from '../../contract/routes/notices.ts'
import { groupBy } from '../../kit/grouping.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import './tables.ts'

/** What somebody was told since, newest first, with how its e-mail stands. */
export async function listNotices(db: Db, countyId: number, accountId: string, since: Iso): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notice')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('account_id', '=', accountId)
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .orderBy('notice_id', 'desc')
    .execute()
  const outs = await db
    .selectFrom('notice_out')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('target', '=', accountId)
    .where('channel', '=', 'mail')
    .where('made_at', '>', since)
    .execute()
  const mails = new Map(outs.map((it) => [it.about, deliveryOf(it)]))
  return rows.map(({ notice_id, kind, at, items }) => ({
    ...{ noticeId: notice_id, kind, at, items },
    mail: mails.get(notice_id) ?? null,
  }))
}

interface OutState {
  readonly attempts: number
  readonly next_at: string | null
  readonly done_at: string | null
  readonly failure: Delivery['failure']
}

const deliveryOf = ({ attempts, next_at, done_at, failure }: OutState): Delivery => ({
  state: done_at !== null ? 'sent' : next_at !== null ? 'waiting' : 'givenUp',
  ...{ attempts, nextAt: next_at, failure },
})

export interface AddressKept {
  readonly address: string
  readonly factId: string
}

export const findAddress = (db: Db, countyId: number, accountId: string): Promise<AddressKept | undefined> =>
  db
    .selectFrom('mail_address')
    .select(['address', 'fact_id as factId'])
    .where('county_id', '=', countyId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()

const deliveriesShown = 10

/** Webhooks, those in force first, with their last deliveries. */
export async function listWebhooks(db: Db, countyId: number): Promise<Webhook[]> {
  const hooks = await db
    .selectFrom('webhook')
    .select(['webhook_id', 'url', 'events', 'kept_at', 'off_at', 'ended_at'])
    .where('county_id', '=', countyId)
    .orderBy('kept_at', 'desc')
    .orderBy('webhook_id')
    .execute()
  const byHook = groupBy(
    (await Promise.all(hooks.map((it) => listLast(db, countyId, it.webhook_id)))).flat(),
    (it) => it.target,
  )
  const all = hooks.map(({ webhook_id: webhookId, url, events, kept_at: at, off_at: offAt, ended_at: endedAt }) => ({
    ...{ webhookId, url, events, at, offAt, endedAt },
    deliveries: (byHook.get(webhookId) ?? []).map((it) => ({
      ...{ ...deliveryOf(it), outId: it.out_id, event: it.event as WebhookEvent, at: it.made_at },
    })),
  }))
  return all.sort((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null))
}

const listLast = (db: Db, countyId: number, webhookId: string) =>
  db
    .selectFrom('notice_out')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('target', '=', webhookId)
    .orderBy('made_at', 'desc')
    .orderBy('out_id', 'desc')
    .limit(deliveriesShown)
    .execute()

export const findWebhook = (
  db: Db,
  countyId: number,
  webhookId: string,
): Promise<{ readonly offAt: Iso | null; readonly endedAt: Iso | null } | undefined> =>
  db
    .selectFrom('webhook')
    .select(['off_at as offAt', 'ended_at as endedAt'])
    .where('county_id', '=', countyId)
    .where('webhook_id', '=', webhookId)
    .executeTakeFirst()

/** To whom something left the house. */
export const findOut = (db: Db, countyId: number, outId: string): Promise<{ readonly target: string } | undefined> =>
  db
    .selectFrom('notice_out')
    .select('target')
    .where('county_id', '=', countyId)
    .where('out_id', '=', outId)
    .executeTakeFirst()
