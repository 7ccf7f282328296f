import { toMs } from '../../kit/time.ts'
import { unseal } from '../../people/secrets/sealing.ts'
import type { Db } from '../../store/open.ts'
import { readWebhookUrl } from './address.ts'
import { failed, type PostOptions, post } from './posting.ts'
import type { Way } from './sending.ts'
import { signedHeaders } from './signature.ts'
import './tables.ts'

/** Calls webhooks: signed anew at each try, under the id of what is sent. */
export function webhookWay(db: Db, countyId: number, sealingKey: Uint8Array, options: PostOptions): Way {
  return {
    async send({ outId, target, body }, now) {
      const row = await db
        .selectFrom('webhook')
        .select(['url', 'sealed_secret'])
        .where('county_id', '=', countyId)
        .where('webhook_id', '=', target)
        .where('ended_at', 'is', null)
        .where('off_at', 'is', null)
        .executeTakeFirst()
      if (row === undefined) return failed('unwanted')
      const url = readWebhookUrl(row.url, options.allowPrivate)
      if (url === undefined) return failed('addressRefused')
      const text = JSON.stringify(body)
      const secret = unseal(sealingKey, row.sealed_secret, target)
      const headers = signedHeaders(secret, `msg_${outId}`, Math.floor(toMs(now) / 1000), text)
      return post({ url, headers, body: text }, options)
    },
  }
}

/** Those in force that are not switched off. */
export async function listLiveWebhooks(db: Db, countyId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook')
    .select('webhook_id')
    .where('county_id', '=', countyId)
    .where('ended_at', 'is', null)
    .where('off_at', 'is', null)
    .execute()
  return rows.map((it) => it.webhook_id)
}
