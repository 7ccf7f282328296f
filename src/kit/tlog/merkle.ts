import { sameBytes } from './bytes.ts'
import { emptyRoot, type Hash, nodeHash } from './hash.ts'

/** A whole subtree of 2^level leaves: the `index`-th of its level, counted from the left. */
export interface Node {
  readonly level: number
  readonly index: number
}

/** Sizes and indices are whole numbers below 2^53; halving is arithmetic, for bit operators end at 2^31. */
const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** The largest power of two smaller than n, for n > 1. */
export function splitOf(n: number): number {
  let half = 1
  while (half * 2 < n) half *= 2
  return half
}

/** The whole subtrees that leaves [from, to) fall into, left to right; `from` must be a border of them. */
export function nodesOf(from: number, to: number): Node[] {
  const nodes: Node[] = []
  let at = from
  while (at < to) {
    let level = 0
    let width = 1
    while (at % (width * 2) === 0 && at + width * 2 <= to) {
      width *= 2
      level += 1
    }
    nodes.push({ level, index: at / width })
    at += width
  }
  return nodes
}

/** The hash over a row of whole subtrees, largest first, as RFC 6962 folds them: from the right. */
export function foldRight(hashes: readonly Hash[]): Hash {
  const [last, ...others] = [...hashes].reverse()
  return last === undefined ? emptyRoot : others.reduce((right, left) => nodeHash(left, right), last)
}

/** One hash of a proof, as the range of leaves it stands for. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** PATH(index, D[0:size]) of RFC 6962 section 2.1.1 as ranges, from the leaf's sibling to the root's child. */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!isSize(index) || !isSize(size) || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const ranges: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (index < middle) {
      ranges.push({ from: middle, to })
      to = middle
    } else {
      ranges.push({ from, to: middle })
      from = middle
    }
  }
  return ranges.reverse()
}

/** PROOF(older, D[0:newer]) of RFC 6962 section 2.1.2 as ranges; none when the older tree is empty or the same. */
export function consistencyRanges(older: number, newer: number): Range[] {
  if (!isSize(older) || !isSize(newer) || older > newer) throw new RangeError(`no growth from ${older} to ${newer}`)
  if (older === 0 || older === newer) return []
  const ranges: Range[] = []
  let [from, to] = [0, newer]
  while (older !== to) {
    const middle = from + splitOf(to - from)
    if (older <= middle) {
      ranges.push({ from: middle, to })
      to = middle
    } else {
      ranges.push({ from, to: middle })
      from = middle
    }
  }
  // The older tree as a whole is known to whoever asks; a part of it is not.
  if (from > 0) ranges.push({ from, to })
  return ranges.reverse()
}

/** The root that a leaf and its path lead to; nothing when the path is too long or too short. */
export function rootOfInclusion(index: number, size: number, leaf: Hash, path: readonly Hash[]): Hash | undefined {
  if (!isSize(index) || !isSize(size) || index >= size) return undefined
  const ranges = inclusionRanges(index, size)
  if (ranges.length !== path.length) return undefined
  return ranges.reduce((hash, range, i) => {
    const other = path[i] ?? hash
    return range.from > index ? nodeHash(hash, other) : nodeHash(other, hash)
  }, leaf)
}

export interface Growth {
  readonly older: { readonly size: number; readonly root: Hash }
  readonly newer: { readonly size: number; readonly root: Hash }
}

/** Whether the newer tree begins with the whole older one. RFC 6962 section 2.1.2. */
export function isConsistent({ older, newer }: Growth, proof: readonly Hash[]): boolean {
  if (!isSize(older.size) || !isSize(newer.size) || older.size > newer.size) return false
  const ranges = consistencyRanges(older.size, newer.size)
  if (ranges.length !== proof.length) return false
  if (older.size === newer.size) return sameBytes(older.root, newer.root)
  return older.size === 0 ? sameBytes(older.root, emptyRoot) : leadsToBoth({ older, newer }, ranges, proof)
}

/** Climbs from where the older tree ends: what stands to the left belongs to both trees, to the right only to the newer. */
function leadsToBoth({ older, newer }: Growth, ranges: readonly Range[], proof: readonly Hash[]): boolean {
  const known = ranges.map((range, i) => ({ range, hash: proof[i] ?? older.root }))
  const start = known[0]?.range.to === older.size ? known.shift()?.hash : undefined
  let old = start ?? older.root
  let grown = old
  for (const { range, hash } of known) {
    if (range.from < older.size) old = nodeHash(hash, old)
    grown = range.from < older.size ? nodeHash(hash, grown) : nodeHash(grown, hash)
  }
  return sameBytes(old, older.root) && sameBytes(grown, newer.root)
}
