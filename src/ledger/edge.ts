import { emptyRoot, type Hash } from '../kit/tlog/hash.ts'
import { nodesOf } from '../kit/tlog/merkle.ts'
import { type Tile, tileWidth } from '../kit/tlog/tile.ts'
import { nodeHash } from './hashing.ts'

/** A tile of hashes with what is in it. */
export interface HashTile extends Tile {
  readonly level: number
  readonly hashes: readonly Hash[]
}

/**
 * The right edge of a tree: what is needed to let it grow without ever hashing the rest again. For each level of tiles it
 * holds the hashes of the last, partial tile: at most 255 of 32 bytes.
 */
export interface Edge {
  size(): number
  /** Adds a leaf; the tiles that became full by it, lowest first. */
  push(leaf: Hash): HashTile[]
  /** Of the tree as it is now. About as many hashes as there are in the partial tiles. */
  root(): Hash
  /** The partial tiles of the tree as it is now. */
  partials(): HashTile[]
}

/** `levels[l]` are the hashes of the partial tile of level l, for a tree of this size. Throws when they do not fit it. */
export function openEdge(startSize = 0, levels: readonly (readonly Hash[])[] = []): Edge {
  const edge: Hash[][] = levels.map((hashes) => [...hashes])
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
      edge.flatMap((hashes, level) =>
        hashes.length === 0 ? [] : [{ level, index: indexOf(level, size), width: hashes.length, hashes: [...hashes] }],
      ),
  }
}

/** How many leaves a partial tile of each level stands for together. */
const sizeOf = (edge: readonly (readonly Hash[])[]): number =>
  edge.reduce((sum, hashes, level) => sum + hashes.length * tileWidth ** level, 0)

const indexOf = (level: number, size: number): number => Math.floor(size / tileWidth ** (level + 1))

function pushAt(edge: Hash[][], size: number, leaf: Hash): HashTile[] {
  const full: HashTile[] = []
  let hash: Hash | undefined = leaf
  for (let level = 0; hash !== undefined; level += 1) {
    const hashes: Hash[] = edge[level] ?? []
    edge[level] = hashes
    hashes.push(hash)
    if (hashes.length < tileWidth) return full
    full.push({ level, index: indexOf(level, size) - 1, width: tileWidth, hashes })
    edge[level] = []
    hash = subtreeHash(hashes)
  }
  return full
}

/** The hash over 2^k neighbours that begin a subtree. */
export function subtreeHash(hashes: readonly Hash[]): Hash {
  let row = hashes
  while (row.length > 1) {
    const next: Hash[] = []
    for (let i = 0; i + 1 < row.length; i += 2) next.push(nodeHash(row[i] as Hash, row[i + 1] as Hash))
    row = next
  }
  return row[0] ?? emptyRoot
}

/** The whole subtrees of the edge, largest first, folded from the right. */
function rootOf(edge: readonly (readonly Hash[])[]): Hash {
  const rightToLeft = edge.flatMap((hashes) => wholeSubtrees(hashes).reverse())
  const [last, ...others] = rightToLeft
  return last === undefined ? emptyRoot : others.reduce((right, left) => nodeHash(left, right), last)
}

const wholeSubtrees = (hashes: readonly Hash[]): Hash[] =>
  nodesOf(0, hashes.length).map(({ level, index }) => {
    const width = 2 ** level
    return subtreeHash(hashes.slice(index * width, (index + 1) * width))
  })
