import type { VerifyView } from '../../src/contract/routes/receipts.ts'
import { formatNote } from '../../src/kit/tlog/note.ts'
import { type Policy, parsePolicy } from '../../src/kit/tlog/policy.ts'
import { type PromiseStanding, parsePromise, promiseKeyOf, verifyPromise } from '../../src/kit/tlog/promise.ts'
import { parseReceipt, type ReceiptStanding, verifyReceipt } from '../../src/kit/tlog/receipt.ts'
import { textInLink } from '../../src/kit/tlog/receiptLink.ts'

/** The keys this page was delivered with. */
export interface Keys {
  readonly policy: Policy
  readonly text: string
}

/** Nothing before the county's log begins. */
export function keysOf({ policy }: Pick<VerifyView, 'policy'>): Keys | undefined {
  return policy === '' ? undefined : { policy: parsePolicy(policy), text: policy }
}

/** What somebody put before the page, judged. */
export type Judged =
  | { readonly kind: 'receipt'; readonly text: string; readonly standing: ReceiptStanding; readonly head?: string }
  | { readonly kind: 'promise'; readonly text: string; readonly standing: PromiseStanding }

/** A file's text, a pasted one, or an address with everything behind its `#`. `checkpoint`: the log's newest, if known. */
export function judge(given: string, keys: Keys, now: string, checkpoint?: string): Judged {
  const text = textInLink(given) ?? lined(given)
  const key = promiseKeyOf(keys.text)
  if (key && parsePromise(text)) {
    const evidence = checkpoint
      ? ({ kind: 'checkpoint', text: checkpoint, policy: keys.policy } as const)
      : ({ kind: 'nothing' } as const)
    return { kind: 'promise', text, standing: verifyPromise(text, key, now, evidence) }
  }
  const signed = parseReceipt(text)?.proof.signed
  const standing = verifyReceipt(text, keys.policy, now)
  return { kind: 'receipt', text, standing, ...(signed && { head: formatNote(signed.note) }) }
}

/** Pasting and mailing change how lines end, which says nothing. */
const lined = (text: string): string => `${text.replaceAll('\r\n', '\n').trim()}\n`
