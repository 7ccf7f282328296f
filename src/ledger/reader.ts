import type { Hash } from '../kit/tlog/hash.ts'
import { hashLength } from '../kit/tlog/hash.ts'
import { consistencyRanges, foldRight, inclusionRanges, type Node, nodesOf, type Range } from '../kit/tlog/merkle.ts'
import { hashesAt, type Tile, tileWidth } from '../kit/tlog/tile.ts'
import { subtreeHash } from './edge.ts'

/** Gives the bytes of a tile; rejects when there is none. */
export type ReadTile = (tile: Tile) => Promise<Uint8Array>

/** The hashes of a tree of one size, read from its tiles. */
export interface TreeReader {
  readonly size: number
  prove(index: number): Promise<Hash[]>
  proveGrowth(older: number): Promise<Hash[]>
  root(): Promise<Hash>
}

/** Reads only tiles that a tree of this size has. Believes them: whoever does not trust them checks what comes out. */
export function treeReader(readTile: ReadTile, size: number): TreeReader {
  const tiles = new Map<string, Promise<Uint8Array>>()
  const load = (level: number, index: number): Promise<Uint8Array> => {
    const width = Math.min(tileWidth, hashesAt(level, size) - index * tileWidth)
    const known = tiles.get(`${level}/${index}`) ?? readTile({ level, index, width })
    tiles.set(`${level}/${index}`, known)
    return known
  }
  const nodeOf = async ({ level, index }: Node): Promise<Hash> => {
    const tileLevel = Math.floor(level / 8)
    const width = 2 ** (level % 8)
    const first = index * width
    const bytes = await load(tileLevel, Math.floor(first / tileWidth))
    const at = (first % tileWidth) * hashLength
    return subtreeHash(bytes.subarray(at, at + width * hashLength))
  }
  const over = async ({ from, to }: Range): Promise<Hash> => foldRight(await Promise.all(nodesOf(from, to).map(nodeOf)))
  return {
    size,
    prove: (index) => Promise.all(inclusionRanges(index, size).map(over)),
    proveGrowth: (older) => Promise.all(consistencyRanges(older, size).map(over)),
    root: () => over({ from: 0, to: size }),
  }
}
