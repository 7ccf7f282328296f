import { z } from 'zod'
import { uuid } from '../common.ts'
import type { Contact } from '../people.ts'
import { route } from '../route.ts'
import type { VisitOutcome } from '../visits.ts'

const lang = z.enum(['zh', 'en']).optional()

/** What the log says of one fact at this moment. */
export const ReceiptState = z.discriminatedUnion('state', [
  /** There is no log yet, or it has no keys. */
  z.object({ state: z.literal('waiting') }),
  /** Not in the log yet: a signed promise that it will be, before an instant. */
  z.object({ state: z.literal('promised'), before: z.string() }),
  /** In the tree of `size` entries at place `index`; `recordedBefore` is null while no witness has signed. */
  z.object({
    state: z.literal('proven'),
    index: z.number().int(),
    size: z.number().int(),
    witnesses: z.array(z.string()),
    recordedBefore: z.string().nullable(),
  }),
])
export type ReceiptState = z.infer<typeof ReceiptState>

/** A receipt to hand out: its text is a tlog-proof, or a promise while there is none. */
export const ReceiptPaper = z.object({
  factId: uuid,
  kind: z.string(),
  at: z.string(),
  standing: ReceiptState,
  fileName: z.string(),
  text: z.string(),
  /** Opens the verify page with the receipt in it; empty while there is nothing to verify. */
  link: z.string(),
  /** The link as a QR code, an SVG document; empty where it does not fit one. */
  code: z.string(),
  /** The content was destroyed: when, and why. The proof of its place stays. */
  erased: z.object({ factId: uuid, at: z.string(), reason: z.string() }).nullable(),
})
export type ReceiptPaper = z.infer<typeof ReceiptPaper>

/** What a villager has a receipt of: that he came, or what he said became of it. */
export type VillagersWord = 'came' | VisitOutcome

/** A villager's receipt with what stands around it on its page. */
export interface VillagersReceipt {
  readonly paper: ReceiptPaper
  readonly word: VillagersWord
  readonly siteId: string
  readonly siteName: string
  readonly countyName: string
  readonly demo: boolean
  readonly complaints: z.infer<typeof Contact>
  /** Where the same page is had again, and the same as a QR code. */
  readonly address: string
  readonly addressCode: string
  readonly verifyUrl: string
  readonly fingerprint: string
  /** The villager has just pressed the button. */
  readonly said: boolean
  readonly asOf: string
}

/** A villager's receipt as a page. `said`: the villager has just pressed the button. */
export const showReceipt = route({
  name: 'showReceipt',
  method: 'GET',
  path: '/receipt/:factId',
  summary: 'The receipt of what a villager said at a duty board, as a page; whoever knows the address has it.',
  who: 'anyone',
  perMinute: 300,
  params: z.object({ factId: uuid }),
  query: z.object({ lang, said: z.literal('1').optional() }),
  output: z.any(),
  produces: 'html',
})

export const saveReceipt = route({
  name: 'saveReceipt',
  method: 'GET',
  path: '/receipt/:factId/file',
  summary: 'The same receipt as a file: a C2SP tlog-proof, or the promise while there is none.',
  who: 'anyone',
  perMinute: 300,
  params: z.object({ factId: uuid }),
  output: z.any(),
  produces: 'file',
})

export const listOwnReceipts = route({
  name: 'listOwnReceipts',
  method: 'GET',
  path: '/api/me/receipts',
  summary: 'One’s own facts of the last 92 days that a receipt can be had of, newest first.',
  who: ['staff'],
  output: z.object({
    receipts: z.array(
      z.object({ factId: uuid, kind: z.string(), at: z.string(), erased: z.boolean(), inLog: z.boolean() }),
    ),
  }),
})

export const readOwnReceipt = route({
  name: 'readOwnReceipt',
  method: 'GET',
  path: '/api/me/receipts/:factId',
  summary: 'The receipt of one of one’s own facts.',
  who: ['staff'],
  params: z.object({ factId: uuid }),
  output: ReceiptPaper,
})

/** What the verify page is delivered with. */
export const VerifyView = z.object({
  countyName: z.string(),
  demo: z.boolean(),
  /** The log's keys, its witnesses and the quorum (C2SP tlog-policy); empty before the log begins. */
  policy: z.string(),
  fingerprint: z.string(),
})
export type VerifyView = z.infer<typeof VerifyView>

export const showVerify = route({
  name: 'showVerify',
  method: 'GET',
  path: '/verify',
  summary: 'The page that verifies receipts in the browser; works without network and sends nothing.',
  who: 'anyone',
  query: z.object({ lang }),
  output: z.any(),
  produces: 'html',
})

export const readGrowth = route({
  name: 'readGrowth',
  method: 'GET',
  path: '/api/log/growth',
  summary: 'The newest checkpoint, and the proof that it begins with the tree of an older size (RFC 6962).',
  who: 'anyone',
  perMinute: 300,
  query: z.object({ older: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  output: z.object({ checkpoint: z.string(), hashes: z.array(z.string()) }),
})
