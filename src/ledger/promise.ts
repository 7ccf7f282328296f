import type { Iso } from '../kit/time.ts'
import { formatNote } from '../kit/tlog/note.ts'
import { formatPromise } from '../kit/tlog/promise.ts'
import { leafHash } from './hashing.ts'
import { longestDelayMs } from './log.ts'
import type { Signer } from './signer.ts'

interface Promised {
  readonly origin: string
  readonly entry: Uint8Array
  readonly index: number
  readonly now: Iso
}

/**
 * A signed promise for whoever cannot wait: this entry will be in this log at this place before this instant. Kept, it is
 * worth nothing; broken, it is proof that something was suppressed.
 */
export function promiseNote({ origin, entry, index, now }: Promised, signer: Signer): string {
  const before = new Date(Date.parse(now) + longestDelayMs).toISOString()
  const text = formatPromise({ origin, index, leaf: leafHash(entry), before })
  return formatNote({ text, signatures: [signer.sign(text)] })
}
