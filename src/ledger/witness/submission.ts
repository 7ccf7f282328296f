import { fromBase64, toBase64 } from '../../kit/tlog/bytes.ts'
import { parseDecimal, parseSignedCheckpoint, type SignedCheckpoint } from '../../kit/tlog/checkpoint.ts'
import { type Hash, hashLength } from '../../kit/tlog/hash.ts'
import { formatNote } from '../../kit/tlog/note.ts'

/** What a log hands to a witness: its newest checkpoint, and that it grew from the one the witness knows. */
export interface Submission {
  /** The size of the checkpoint the witness cosigned last, 0 for none. */
  readonly old: number
  readonly proof: readonly Hash[]
  readonly signed: SignedCheckpoint
}

/** C2SP tlog-witness: a longer proof must not be sent. */
const longestProof = 63
/** Bytes. A note with all the signatures that anybody makes today is far smaller. */
export const longestSubmission = 64 * 1024
/** The media type of a size in an answer 409. */
export const sizeType = 'text/x.tlog.size'

/** The body of `POST add-checkpoint` (C2SP tlog-witness). */
export const formatSubmission = ({ old, proof, signed }: Submission): string =>
  `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${formatNote(signed.note)}`

/** Nothing for what is no submission. Nothing is verified yet. */
export function parseSubmission(body: string): Submission | undefined {
  const end = body.indexOf('\n\n')
  const [first = '', ...lines] = body.slice(0, Math.max(0, end)).split('\n')
  const old = first.startsWith('old ') ? parseDecimal(first.slice(4)) : undefined
  if (end === -1 || old === undefined || lines.length > longestProof) return undefined
  const proof = lines.map(fromBase64)
  const signed = parseSignedCheckpoint(body.slice(end + 2))
  if (!signed || proof.some((hash) => hash?.length !== hashLength)) return undefined
  return { old, proof: proof as Hash[], signed }
}
