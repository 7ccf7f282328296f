import { fromBase64, sameBytes, toBase64 } from '../../src/kit/tlog/bytes.ts'
import { parseSignedCheckpoint } from '../../src/kit/tlog/checkpoint.ts'
import { isConsistent } from '../../src/kit/tlog/merkle.ts'
import { type Policy, standingOf } from '../../src/kit/tlog/policy.ts'
import type { Head } from './heads.ts'

/** Nothing for a text that no log of the policy signed. */
export function headOf(text: string, policy: Policy): Head | undefined {
  const signed = parseSignedCheckpoint(text)
  const standing = signed && standingOf(signed.note, policy)
  if (!signed || !standing || standing.state === 'wrong' || standing.state === 'unsigned') return undefined
  const { origin, size, root } = signed.checkpoint
  return { origin, size, root: toBase64(root), text }
}

/** Whether the newer tree begins with the older one, by the hashes of a proof in base64. */
export function hasGrown(older: Head, newer: Head, hashes: readonly string[]): boolean {
  const proof = hashes.map(fromBase64)
  const [a, b] = [fromBase64(older.root), fromBase64(newer.root)]
  if (!a || !b || proof.some((it) => it === undefined)) return false
  if (older.size === newer.size) return sameBytes(a, b)
  return isConsistent(
    { older: { size: older.size, root: a }, newer: { size: newer.size, root: b } },
    proof as Uint8Array[],
  )
}
