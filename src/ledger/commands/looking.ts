import type { Iso } from '../../kit/time.ts'
import { sameBytes } from '../../kit/tlog/bytes.ts'
import { leafHash } from '../../kit/tlog/hash.ts'
import { rootOfInclusion } from '../../kit/tlog/merkle.ts'
import type { VerifierKey } from '../../kit/tlog/note.ts'
import { type Policy, standingOf } from '../../kit/tlog/policy.ts'
import { type Evidence, type PromiseStanding, parsePromise, verifyPromise } from '../../kit/tlog/promise.ts'
import { parseSpicy } from '../../kit/tlog/proof.ts'
import { type ReceiptStanding, verifyReceipt } from '../../kit/tlog/receipt.ts'
import { textInLink } from '../../kit/tlog/receiptLink.ts'

export interface Keys {
  readonly policy: Policy
  /** Nothing where the policy names none: then promises cannot be judged. */
  readonly promiseKey: VerifierKey | undefined
}

/** What was given to be judged: bytes, and the proof beside them in the form of `spicy`. */
export interface Given {
  readonly where: string
  readonly bytes: Uint8Array
  readonly spicy: string | undefined
}

/** A file proven by the proof beside it. */
export type FileStanding =
  | { readonly state: 'witnessed' | 'signed' | 'notInTree' | 'forged' | 'unreadable' }
  | { readonly state: 'otherLog'; readonly origin: string }

export type Judged =
  | { readonly kind: 'receipt'; readonly standing: ReceiptStanding }
  | { readonly kind: 'promise'; readonly standing: PromiseStanding }
  | { readonly kind: 'file'; readonly standing: FileStanding }

export interface Looked {
  readonly where: string
  readonly looked: Judged
  readonly holds: boolean
}

interface Circumstances {
  readonly now: Iso
  /** A newer head of the log, for promises. */
  readonly checkpoint: string | undefined
}

/** Judges all that was given; promises against the receipts among it too. Pure. */
export function lookAt(given: readonly Given[], keys: Keys, about: Circumstances): Looked[] {
  const texts = given.map(textOf)
  const receipts = texts.flatMap((text) => (text === undefined ? [] : [verifyReceipt(text, keys.policy, about.now)]))
  const evidence: Evidence[] = [
    ...receipts.map((standing) => ({ kind: 'receipt', standing }) as const),
    ...(about.checkpoint === undefined
      ? []
      : [{ kind: 'checkpoint', text: about.checkpoint, policy: keys.policy } as const]),
  ]
  return given.map((one, i) => {
    const looked = judge(one, texts[i], keys, about.now, evidence)
    return { where: one.where, looked, holds: doesHold(looked, keys.policy) }
  })
}

/** Nothing for a file that has its proof beside it. */
function textOf({ bytes, spicy }: Given): string | undefined {
  if (spicy !== undefined) return undefined
  const text = Buffer.from(bytes).toString('utf8')
  return textInLink(text) ?? text
}

function judge(given: Given, text: string | undefined, keys: Keys, now: Iso, evidence: readonly Evidence[]): Judged {
  if (text === undefined) return { kind: 'file', standing: judgeFile(given.bytes, given.spicy ?? '', keys.policy) }
  const { promiseKey } = keys
  if (promiseKey === undefined || !parsePromise(text))
    return { kind: 'receipt', standing: verifyReceipt(text, keys.policy, now) }
  const standings = [{ kind: 'nothing' } as const, ...evidence].map((it) => verifyPromise(text, promiseKey, now, it))
  const [alone = { state: 'unreadable' } as const] = standings
  const decided = standings.find(({ state }) => state === 'broken') ?? standings.find(({ state }) => state === 'kept')
  return { kind: 'promise', standing: decided ?? alone }
}

function judgeFile(bytes: Uint8Array, spicy: string, policy: Policy): FileStanding {
  const proof = parseSpicy(spicy)
  if (!proof) return { state: 'unreadable' }
  const { origin, size, root } = proof.signed.checkpoint
  if (!policy.logs.some(({ key }) => key.name === origin)) return { state: 'otherLog', origin }
  const standing = standingOf(proof.signed.note, policy)
  if (standing.state === 'wrong' || standing.state === 'unsigned') return { state: 'forged' }
  const reached = rootOfInclusion(proof.index, size, leafHash(bytes), proof.path)
  if (!reached || !sameBytes(reached, root)) return { state: 'notInTree' }
  return { state: standing.state === 'witnessed' && standing.cosigned.length > 0 ? 'witnessed' : 'signed' }
}

/** The log's signature alone is enough only where nobody asks for witnesses. */
function doesHold({ standing: { state } }: Judged, policy: Policy): boolean {
  if (state === 'signed') return policy.quorum === 'none'
  return state === 'witnessed' || state === 'kept' || state === 'open'
}
