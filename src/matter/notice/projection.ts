import type { FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import { projectionOf } from '../projectionOf.ts'
import './tables.ts'

/** Addresses of e-mail, and webhooks. */
export const noticeProjection = projectionOf('notice', ['mail_address', 'webhook'], {
  mailAddressSet: keepAddress,
  webhookKept: keepWebhook,
  webhookSwitched: switchWebhook,
  webhookEnded: endWebhook,
})

async function keepAddress(db: Db, { id, countyId, body }: FactOf<'mailAddressSet'>): Promise<void> {
  const { accountId, address } = body
  if (address === null) {
    await db.deleteFrom('mail_address').where('county_id', '=', countyId).where('account_id', '=', accountId).execute()
    return
  }
  const row = { address, fact_id: id }
  await db
    .insertInto('mail_address')
    .values({ county_id: countyId, account_id: accountId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'account_id']).doUpdateSet(row))
    .execute()
}

async function keepWebhook(db: Db, { countyId, at, body }: FactOf<'webhookKept'>): Promise<void> {
  const { webhookId, url, events, sealedSecret } = body
  const row = { url, events: JSON.stringify(events), sealed_secret: sealedSecret, kept_at: at, told_from: at }
  await db
    .insertInto('webhook')
    .values({ county_id: countyId, webhook_id: webhookId, ended_at: null, off_at: null, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'webhook_id']).doUpdateSet(row))
    .execute()
}

async function switchWebhook(db: Db, { countyId, at, body }: FactOf<'webhookSwitched'>): Promise<void> {
  await db
    .updateTable('webhook')
    .set(body.on ? { off_at: null, told_from: at } : { off_at: at })
    .where('county_id', '=', countyId)
    .where('webhook_id', '=', body.webhookId)
    .execute()
}

async function endWebhook(db: Db, { countyId, at, body }: FactOf<'webhookEnded'>): Promise<void> {
  await db
    .updateTable('webhook')
    .set({ ended_at: at })
    .where('county_id', '=', countyId)
    .where('webhook_id', '=', body.webhookId)
    .execute()
}
