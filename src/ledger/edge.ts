import { emptyRoot, type Hash } from '../kit/tlog/hash.ts'
import { nodesOf } from '../kit/tlog/merkle.ts'
import { tileWidth } from '../kit/tlog/tile.ts'
import { bytesOfDigests, type Digest, digestsIn, nodeDigest } from './hashing.ts'
import type { TileBytes } from './tileFiles.ts'

/** A tile of hashes with what is in it. */
export interface HashTile extends TileBytes {
  readonly level: number
}

/**
 * The right edge of a tree: what is needed to let it grow without ever hashing the rest again. For each level of tiles it
 * holds the hashes of the last, partial tile: at most 255 of 32 bytes.
 */
export interface Edge {
  size(): number
  /** Adds a leaf; the tiles that became full by it, lowest first. */
  push(leaf: Digest): readonly HashTile[]
  /** Of the tree as it is now. About as many hashes as there are in the partial tiles. */
  root(): Hash
  /** The partial tiles of the tree as it is now. */
  partials(): HashTile[]
}

/** `levels[l]` are the bytes of the partial tile of level l, for a tree of this size. Throws when they do not fit it. */
export function openEdge(startSize = 0, levels: readonly Uint8Array[] = []): Edge {
  const edge = levels.map(digestsIn)
  let size = startSize
  if (sizeOf(edge) !== size) throw new Error(`an edge of ${sizeOf(edge)} leaves is not one of ${size}`)
  return {
    size: () => size,
    push: (leaf) => {
      size += 1
      return pushAt(edge, size, leaf)
    },
    root: () => rootOf(edge),
    partials: () =>
      edge.flatMap((hashes, level) => (hashes.length === 0 ? [] : [tileOf(level, indexOf(level, size), hashes)])),
  }
}

/** How many leaves a partial tile of each level stands for together. */
const sizeOf = (edge: readonly (readonly Digest[])[]): number =>
  edge.reduce((sum, hashes, level) => sum + hashes.length * tileWidth ** level, 0)

const indexOf = (level: number, size: number): number => Math.floor(size / tileWidth ** (level + 1))

const tileOf = (level: number, index: number, hashes: readonly Digest[]): HashTile => ({
  level,
  index,
  width: hashes.length,
  bytes: bytesOfDigests(...hashes),
})

const none: readonly HashTile[] = []

function pushAt(edge: Digest[][], size: number, leaf: Digest): readonly HashTile[] {
  const first = levelOf(edge, 0)
  first.push(leaf)
  return first.length < tileWidth ? none : completed(edge, size)
}

/** The full tiles leave the edge; the hash over each stands in the level above. */
function completed(edge: Digest[][], size: number): HashTile[] {
  const full: HashTile[] = []
  for (let level = 0; ; level += 1) {
    const hashes = levelOf(edge, level)
    if (hashes.length < tileWidth) return full
    full.push(tileOf(level, indexOf(level, size) - 1, hashes))
    levelOf(edge, level + 1).push(subtreeDigest(hashes))
    edge[level] = []
  }
}

function levelOf(edge: Digest[][], level: number): Digest[] {
  const hashes = edge[level] ?? []
  edge[level] = hashes
  return hashes
}

/** The hash over 2^k neighbours that begin a subtree, from their bytes. */
export const subtreeHash = (neighbours: Uint8Array): Hash => bytesOfDigests(subtreeDigest(digestsIn(neighbours)))

function subtreeDigest(hashes: readonly Digest[]): Digest {
  let row = hashes
  while (row.length > 1) {
    const next: Digest[] = []
    for (let i = 0; i + 1 < row.length; i += 2) next.push(nodeDigest(row[i] as Digest, row[i + 1] as Digest))
    row = next
  }
  return row[0] as Digest
}

/** The whole subtrees of the edge, largest first, folded from the right. */
function rootOf(edge: readonly (readonly Digest[])[]): Hash {
  const rightToLeft = edge.flatMap((hashes) => wholeSubtrees(hashes).reverse())
  const [last, ...others] = rightToLeft
  return last === undefined ? emptyRoot : bytesOfDigests(others.reduce((right, left) => nodeDigest(left, right), last))
}

const wholeSubtrees = (hashes: readonly Digest[]): Digest[] =>
  nodesOf(0, hashes.length).map(({ level, index }) => {
    const width = 2 ** level
    return subtreeDigest(hashes.slice(index * width, (index + 1) * width))
  })
