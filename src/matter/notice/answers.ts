import { randomBytes } from 'node:crypto'
import * as routes from '../../contract/routes/notices.ts'
import { erase } from '../../fact/erasure.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { toIso, toMs } from '../../kit/time.ts'
import { seal } from '../../people/secrets/sealing.ts'
import { hostOf, readWebhookUrl } from './address.ts'
import { sendAgain, stopSending } from './sending.ts'
import type { NoticeSettings } from './settings.ts'
import { secretOf } from './signature.ts'
import { findAddress, findOut, findWebhook, listNotices, listWebhooks } from './store.ts'

const daysShown = 30
const mostWebhooks = 20

/** What this room's answers need. */
export interface NoticeDesk extends NoticeSettings {
  /** 32 bytes that seal the secrets of webhooks. */
  readonly sealingKey: Uint8Array
}

/** One's own notices and where they go; and the webhooks of the county. */
export const noticeAnswers = (desk: NoticeDesk): Answer[] => [
  answer(routes.listOwnNotices, async (_, ask) => {
    const since = toIso(toMs(ask.now) - daysShown * 86_400_000)
    return listNotices(ask.db, ask.countyId, callerOf(ask).accountId, since)
  }),
  answer(routes.readMailAddress, async (_, ask) => {
    const kept = await findAddress(ask.db, ask.countyId, callerOf(ask).accountId)
    return { address: kept?.address ?? null, sends: desk.mail !== null }
  }),
  answer(routes.keepMailAddress, ({ body: { address } }, ask) => keepAddress(ask, address)),
  answer(routes.listWebhooks, (_, { db, countyId }) => listWebhooks(db, countyId)),
  answer(routes.makeWebhook, ({ body }, ask) => makeWebhook(ask, desk, body)),
  answer(routes.switchWebhook, async ({ params: { webhookId }, body: { on } }, ask) => {
    const kept = (await findWebhook(ask.db, ask.countyId, webhookId)) ?? refuse('notFound')
    if (kept.endedAt !== null || (kept.offAt === null) === on) refuse('alreadyDone')
    await ask.record('webhookSwitched', { webhookId, on })
    if (!on) await stopSending(ask.db, ask.countyId, webhookId, ask.now)
    return { done: true } as const
  }),
  answer(routes.resendDelivery, async ({ params: { webhookId, outId } }, ask) => {
    const kept = (await findWebhook(ask.db, ask.countyId, webhookId)) ?? refuse('notFound')
    const out = await findOut(ask.db, ask.countyId, outId)
    if (out?.target !== webhookId) refuse('notFound')
    if (kept.endedAt !== null || kept.offAt !== null) refuse('webhookOff')
    if (!(await sendAgain(ask.db, ask.countyId, outId, ask.now))) refuse('alreadyDone')
    return { done: true } as const
  }),
  answer(routes.endWebhook, async ({ params: { webhookId } }, ask) => {
    const kept = (await findWebhook(ask.db, ask.countyId, webhookId)) ?? refuse('notFound')
    if (kept.endedAt !== null) refuse('alreadyDone')
    await ask.record('webhookEnded', { webhookId })
    await stopSending(ask.db, ask.countyId, webhookId, ask.now)
    return { done: true } as const
  }),
]

/** The address before is destroyed, and what waited for it is not sent any more. */
async function keepAddress(ask: Ask, address: string | null): Promise<{ done: true }> {
  const { db, countyId, now } = ask
  const { accountId } = callerOf(ask)
  const before = await findAddress(db, countyId, accountId)
  if ((before?.address ?? null) === address) return { done: true }
  await ask.record('mailAddressSet', { accountId, address })
  if (before !== undefined) {
    const by = { kind: 'account', id: accountId } as const
    await erase(db, [before.factId], 'mailAddressSet', { countyId, now, by })
  }
  if (address === null) await stopSending(db, countyId, accountId, now)
  return { done: true }
}

interface Wanted {
  readonly webhookId: string
  readonly url: string
  readonly events: readonly routes.WebhookEvent[]
}

async function makeWebhook(ask: Ask, { sealingKey, webhookPrivate }: NoticeDesk, { url, events, webhookId }: Wanted) {
  const { db, countyId } = ask
  const address = readWebhookUrl(url, webhookPrivate) ?? refuse('webhookAddressWrong')
  // What is told once cannot be told again: another webhook wants another id.
  if (await findWebhook(db, countyId, webhookId)) refuse('alreadyDone')
  const live = (await listWebhooks(db, countyId)).filter((it) => it.endedAt === null)
  if (live.length >= mostWebhooks) refuse('webhooksTooMany')
  const secret = secretOf(randomBytes(32))
  const sealedSecret = seal(sealingKey, secret, webhookId, randomBytes(12))
  const body = { webhookId, host: hostOf(address), events: [...new Set(events)], url: address.href, sealedSecret }
  await ask.record('webhookKept', body)
  return { webhookId, secret }
}
