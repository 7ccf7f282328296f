import { fromBase64, sameBytes, toBase64 } from '../../src/kit/tlog/bytes.ts'
import { parseSignedCheckpoint } from '../../src/kit/tlog/checkpoint.ts'
import { isConsistent } from '../../src/kit/tlog/merkle.ts'
import { type Policy, standingOf } from '../../src/kit/tlog/policy.ts'

/** A signed head of the log as this device saw it, whole, so that it can be shown to others. */
export interface Head {
  readonly origin: string
  readonly size: number
  /** Base64. */
  readonly root: string
  readonly text: string
}

/** Nothing for a text that no log of the policy signed. */
export function headOf(text: string, policy: Policy): Head | undefined {
  const signed = parseSignedCheckpoint(text)
  const standing = signed && standingOf(signed.note, policy)
  if (!signed || !standing || standing.state === 'wrong' || standing.state === 'unsigned') return undefined
  const { origin, size, root } = signed.checkpoint
  return { origin, size, root: toBase64(root), text }
}

/** How a head stands to another one of the same log. */
export type Compared =
  | { readonly state: 'same' }
  /** Two roots of one size: the log shows different people different pasts. */
  | { readonly state: 'split'; readonly one: Head; readonly other: Head }
  /** Which begins with which has to be proven. */
  | { readonly state: 'otherSize'; readonly older: Head; readonly newer: Head }

export function compare(one: Head, other: Head): Compared {
  if (one.size === other.size) return one.root === other.root ? { state: 'same' } : { state: 'split', one, other }
  return one.size < other.size
    ? { state: 'otherSize', older: one, newer: other }
    : { state: 'otherSize', older: other, newer: one }
}

/** A head seen before that contradicts this one. */
export function findSplit(head: Head, seen: readonly Head[]): Head | undefined {
  return seen.find((it) => it.origin === head.origin && it.size === head.size && it.root !== head.root)
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

const shelf = 'zaigang-heads'
const mostHeads = 200

/** The heads this device has seen, the newest first. A device that keeps nothing has seen none. */
export function seenHeads(): readonly Head[] {
  try {
    return JSON.parse(localStorage.getItem(shelf) ?? '[]') as Head[]
  } catch {
    return []
  }
}

/** Remembers a head; one of the same log, size and root once. What contradicts it stays too. */
export function keepHead(head: Head): void {
  const others = seenHeads().filter(
    (it) => !(it.origin === head.origin && it.size === head.size && it.root === head.root),
  )
  try {
    localStorage.setItem(shelf, JSON.stringify([head, ...others].slice(0, mostHeads)))
  } catch {
    // A device that keeps nothing cannot compare later; nothing else depends on it.
  }
}
