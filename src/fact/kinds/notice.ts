import { z } from 'zod'
import { WebhookEvent } from '../../contract/routes/notices.ts'

const uuid = z.uuid()

/** Where notices of matters go outside of the product. */
export const noticeKinds = {
  /** Personal: when it is set anew, the one before is erased. Null: none any more. */
  mailAddressSet: z.object({ accountId: uuid, address: z.string().nullable() }),
  /** `host` is what an auditor may read; `url` may hold a key of the receiver. The secret is sealed. */
  webhookKept: z.object({
    webhookId: uuid,
    host: z.string(),
    events: z.array(WebhookEvent),
    url: z.string(),
    sealedSecret: z.string(),
  }),
  /** Off: it hears nothing of what happens until it is on again. By the system where nothing got through for long. */
  webhookSwitched: z.object({ webhookId: uuid, on: z.boolean() }),
  webhookEnded: z.object({ webhookId: uuid }),
} as const
