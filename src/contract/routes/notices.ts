import { z } from 'zod'
import { Done, uuid } from '../common.ts'
import { route } from '../route.ts'

const atWork = ['staff', 'clerk', 'head', 'county'] as const
const iso = z.iso.datetime()

/** What a webhook may be called for. */
export const WebhookEvent = z.enum(['matter.light', 'matter.ended'])
export type WebhookEvent = z.infer<typeof WebhookEvent>

/** One thing somebody is told of a matter. Nothing of the citizen: no title, name or number. */
export const NoticeItem = z.object({
  what: z.enum(['yellow', 'red', 'offer']),
  matterId: uuid,
  typeName: z.string(),
  unitName: z.string(),
  /** Which clock; of an offer there is none. */
  scope: z.enum(['acceptance', 'step', 'whole']).nullable(),
  dueAt: iso.nullable(),
  simulated: z.boolean(),
})
export type NoticeItem = z.infer<typeof NoticeItem>

/** Why something did not arrive, with what the other side said in one short line. */
export const SendFailure = z.object({
  kind: z.enum([
    'timedOut',
    'status',
    'certificate',
    'addressRefused',
    'unreachable',
    'rejected',
    'unwanted',
    'tooLate',
  ]),
  detail: z.string(),
})
export type SendFailure = z.infer<typeof SendFailure>

/** How a sending stands. `waiting`: not yet, or to be tried again. */
export const Delivery = z.object({
  state: z.enum(['waiting', 'sent', 'givenUp']),
  attempts: z.number().int(),
  nextAt: iso.nullable(),
  failure: SendFailure.nullable(),
})
export type Delivery = z.infer<typeof Delivery>

export const Notice = z.object({
  noticeId: uuid,
  kind: z.enum(['digest', 'atOnce']),
  at: iso,
  items: z.array(NoticeItem),
  /** Null where it stands here only. */
  mail: Delivery.nullable(),
})
export type Notice = z.infer<typeof Notice>

const hook = z.object({ webhookId: uuid })

export const Webhook = hook.extend({
  url: z.string(),
  events: z.array(WebhookEvent),
  at: iso,
  /** Since when it is switched off; null while it is on. */
  offAt: iso.nullable(),
  endedAt: iso.nullable(),
  /** The last ones, newest first. */
  deliveries: z.array(Delivery.extend({ outId: uuid, event: WebhookEvent, at: iso })),
})
export type Webhook = z.infer<typeof Webhook>

export const listOwnNotices = route({
  name: 'listOwnNotices',
  method: 'GET',
  path: '/api/own/notices',
  summary: 'What the caller was told of matters in the last 30 days, newest first.',
  who: atWork,
  output: z.array(Notice),
})

export const readMailAddress = route({
  name: 'readMailAddress',
  method: 'GET',
  path: '/api/own/mail-address',
  summary: 'Where the caller has notices sent, and whether this center sends e-mail at all.',
  who: atWork,
  output: z.object({ address: z.string().nullable(), sends: z.boolean() }),
})

export const keepMailAddress = route({
  name: 'keepMailAddress',
  method: 'PUT',
  path: '/api/own/mail-address',
  summary: "Sets or removes the caller's own address; the one before is erased. Nobody sets another's.",
  who: atWork,
  body: z.object({ address: z.email().max(200).nullable() }),
  output: Done,
})

export const listWebhooks = route({
  name: 'listWebhooks',
  method: 'GET',
  path: '/api/webhooks',
  summary: 'Programs that are told of matters, with their last deliveries.',
  who: ['county'],
  output: z.array(Webhook),
})

export const makeWebhook = route({
  name: 'makeWebhook',
  method: 'POST',
  path: '/api/webhooks',
  summary: 'Has a program told of matters; its secret is answered once. Signed by the rules of Standard Webhooks.',
  who: ['county'],
  body: hook.extend({ url: z.url().max(500), events: z.array(WebhookEvent).min(1).max(2) }),
  output: hook.extend({ secret: z.string() }),
})

export const switchWebhook = route({
  name: 'switchWebhook',
  method: 'PUT',
  path: '/api/webhooks/:webhookId/state',
  summary: 'Switches it off or on. Off, it hears nothing of what happens meanwhile, and what was waiting is given up.',
  who: ['county'],
  params: hook,
  body: z.object({ on: z.boolean() }),
  output: Done,
})

export const resendDelivery = route({
  name: 'resendDelivery',
  method: 'POST',
  path: '/api/webhooks/:webhookId/deliveries/:outId/again',
  summary:
    'Has something sent once more that did not arrive, within a minute, under the same id and with all its tries.',
  who: ['county'],
  params: hook.extend({ outId: uuid }),
  output: Done,
})

export const endWebhook = route({
  name: 'endWebhook',
  method: 'DELETE',
  path: '/api/webhooks/:webhookId',
  summary: 'Ends it; what was still waiting is not sent any more.',
  who: ['county'],
  params: hook,
  output: Done,
})
