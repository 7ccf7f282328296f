import { sameBytes } from '../../kit/tlog/bytes.ts'
import type { Checkpoint } from '../../kit/tlog/checkpoint.ts'
import { emptyRoot } from '../../kit/tlog/hash.ts'
import { isConsistent } from '../../kit/tlog/merkle.ts'
import { type Note, signedBy, type VerifierKey } from '../../kit/tlog/note.ts'
import type { Submission } from './submission.ts'

/** The keys a log may sign with, by its origin (which is the keys' name). */
export type KnownLogs = ReadonlyMap<string, readonly VerifierKey[]>

/** What of a log a witness has cosigned last. */
export type Head = Pick<Checkpoint, 'size' | 'root'>

export const nothingYet: Head = { size: 0, root: emptyRoot }

/** What a witness does with a submission, in the order in which C2SP tlog-witness asks for its checks. */
export type Verdict =
  | { readonly kind: 'cosign' }
  | { readonly kind: 'unknownLog' }
  | { readonly kind: 'wrongSignature' }
  | { readonly kind: 'backwards' }
  /** It is told the size that the witness knows. */
  | { readonly kind: 'otherSize'; readonly known: number }
  /** Two roots of one size, both signed by the log: proof of a split view. */
  | { readonly kind: 'otherRoot'; readonly known: number }
  | { readonly kind: 'wrongProof' }

/** Whether the log signed it: judged before anything is looked up. */
export function judgeSignature({ signed }: Submission, logs: KnownLogs): Verdict | undefined {
  const keys = logs.get(signed.checkpoint.origin)
  if (keys === undefined) return { kind: 'unknownLog' }
  return isSigned(signed.note, keys) ? undefined : { kind: 'wrongSignature' }
}

/** Whether it grew from what the witness cosigned last. */
export function judgeGrowth({ old, proof, signed }: Submission, known: Head): Verdict {
  const { size, root } = signed.checkpoint
  if (old > size) return { kind: 'backwards' }
  if (old !== known.size) return { kind: 'otherSize', known: known.size }
  if (old === size && !sameBytes(root, known.root)) return { kind: 'otherRoot', known: known.size }
  return isConsistent({ older: known, newer: { size, root } }, proof) ? { kind: 'cosign' } : { kind: 'wrongProof' }
}

/** One of the keys has signed it, and none of them is misused. */
export function isSigned(note: Note, keys: readonly VerifierKey[]): boolean {
  const said = keys.map((key) => signedBy(note, key).state)
  return said.includes('signed') && !said.includes('wrong')
}
