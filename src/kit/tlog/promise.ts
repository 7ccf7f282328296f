import type { Iso } from '../time.ts'
import { fromBase64, sameBytes, toBase64 } from './bytes.ts'
import { parseDecimal, parseSignedCheckpoint } from './checkpoint.ts'
import { type Hash, hashLength, leafHash } from './hash.ts'
import { leafBytes } from './leaf.ts'
import { keyTypes, type Note, parseNote, parseVkey, signedBy, type VerifierKey } from './note.ts'
import { type Policy, standingOf } from './policy.ts'
import type { Proven, ReceiptStanding } from './receipt.ts'

/** What a log binds itself to before an entry is in it: this leaf at this place, in a published checkpoint before then. */
export interface Promised {
  readonly origin: string
  readonly index: number
  readonly leaf: Hash
  readonly before: Iso
}

const firstLine = 'zaigang promise v1'

/** The text that is signed by the key named `<origin>/promise`. */
export const formatPromise = ({ origin, index, leaf, before }: Promised): string =>
  `${firstLine}\n${origin}\nindex ${index}\nentry ${toBase64(leaf)}\nbefore ${before}\n`

export const promiseKeyName = (origin: string): string => `${origin}/promise`

/** Nothing for what is no promise. Nothing is verified yet. */
export function parsePromise(whole: string): { readonly promised: Promised; readonly note: Note } | undefined {
  const note = parseNote(whole)
  const [, origin = '', index = '', entry = '', before = ''] = note?.text.split('\n') ?? []
  const place = index.startsWith('index ') ? parseDecimal(index.slice(6)) : undefined
  const leaf = fromBase64(entry.slice(6))
  const at = new Date(before.slice(7))
  if (!note || place === undefined || leaf?.length !== hashLength || Number.isNaN(at.getTime())) return undefined
  const promised = { origin, index: place, leaf, before: at.toISOString() }
  return formatPromise(promised) === note.text ? { promised, note } : undefined
}

/** The key that promises are signed with, from the comment line `# promise <vkey>` of a policy file. */
export function promiseKeyOf(policy: string): VerifierKey | undefined {
  const line = policy.split('\n').find((one) => one.startsWith('# promise '))
  return line === undefined ? undefined : parseVkey(line.slice('# promise '.length))
}

/** What is held against a promise. */
export type Evidence =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'receipt'; readonly standing: ReceiptStanding }
  /** A head of the log with its cosignatures. */
  | { readonly kind: 'checkpoint'; readonly text: string; readonly policy: Policy }

export type PromiseStanding =
  | { readonly state: 'unreadable' }
  | { readonly state: 'otherLog'; readonly origin: string }
  | { readonly state: 'forged'; readonly name: string }
  /** Its time has not come. */
  | { readonly state: 'open'; readonly promised: Promised }
  | { readonly state: 'kept'; readonly promised: Promised; readonly proven: Proven }
  /** Its time is over and no proof was shown: either nobody asked for it, or the entry was suppressed. */
  | { readonly state: 'overdue'; readonly promised: Promised }
  /** Another entry stands at the promised place, or the witnesses saw the log too short after the time: suppression, proven. */
  | { readonly state: 'broken'; readonly promised: Promised; readonly how: 'otherEntry' | 'tooShort' }

/** Judges a promise offline. Whoever holds one that is broken can prove to anybody that an entry was suppressed. */
export function verifyPromise(
  text: string,
  key: VerifierKey,
  now: Iso,
  evidence: Evidence = { kind: 'nothing' },
): PromiseStanding {
  const read = parsePromise(text)
  if (!read) return { state: 'unreadable' }
  const { promised, note } = read
  if (promiseKeyName(promised.origin) !== key.name) return { state: 'otherLog', origin: promised.origin }
  if (key.type !== keyTypes.ed25519 || signedBy(note, key).state !== 'signed')
    return { state: 'forged', name: key.name }
  return heldAgainst(promised, evidence) ?? { state: now < promised.before ? 'open' : 'overdue', promised }
}

function heldAgainst(promised: Promised, evidence: Evidence): PromiseStanding | undefined {
  switch (evidence.kind) {
    case 'nothing':
      return undefined
    case 'receipt':
      return withReceipt(promised, evidence.standing)
    case 'checkpoint':
      return isTooShort(promised, evidence.text, evidence.policy)
        ? { state: 'broken', promised, how: 'tooShort' }
        : undefined
    default:
      return evidence satisfies never
  }
}

function withReceipt(promised: Promised, standing: ReceiptStanding): PromiseStanding | undefined {
  if (standing.state !== 'witnessed' && standing.state !== 'signed') return undefined
  const { proven } = standing
  if (proven.origin !== promised.origin || proven.index !== promised.index) return undefined
  return sameBytes(leafHash(leafBytes(proven.receipt.leaf)), promised.leaf)
    ? { state: 'kept', promised, proven }
    : { state: 'broken', promised, how: 'otherEntry' }
}

/** Only times of witnesses count, and of all: one alone may be shown an old head late, by anybody. */
function isTooShort({ origin, index, before }: Promised, text: string, policy: Policy): boolean {
  const signed = parseSignedCheckpoint(text)
  const standing = signed && standingOf(signed.note, policy)
  if (!signed || standing?.state !== 'witnessed' || standing.cosigned.length === 0) return false
  const first = Math.min(...standing.cosigned.map(({ atSeconds }) => atSeconds))
  return signed.checkpoint.origin === origin && signed.checkpoint.size <= index && first * 1000 > Date.parse(before)
}
