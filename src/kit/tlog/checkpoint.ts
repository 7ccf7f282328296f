import { fromBase64, toBase64 } from './bytes.ts'
import { type Hash, hashLength } from './hash.ts'
import { type Note, parseNote } from './note.ts'

/** The head of a log at a moment (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Who the log is, e.g. `zaigang.example/kq/330100`. */
  readonly origin: string
  readonly size: number
  readonly root: Hash
}

/** The text that is signed. We write no extension lines. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`

/** Nothing for what is no checkpoint. Extension lines of other logs are let through unread. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, size = '', root = '', ...others] = text.split('\n')
  const hash = fromBase64(root)
  if (!origin || hash?.length !== hashLength || others.pop() !== '' || others.includes('')) return undefined
  const count = parseDecimal(size)
  return count === undefined ? undefined : { origin, size: count, root: hash }
}

/** A checkpoint with its note. Nothing is verified yet. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint
  readonly note: Note
}

export function parseSignedCheckpoint(whole: string | Uint8Array): SignedCheckpoint | undefined {
  const note = parseNote(whole)
  const checkpoint = note && parseCheckpoint(note.text)
  return note && checkpoint && { checkpoint, note }
}

/** ASCII decimal without leading zeros, below 2^53. */
export function parseDecimal(text: string): number | undefined {
  const count = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(count) ? count : undefined
}
