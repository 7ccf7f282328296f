import { type Hash, hashLength } from '../kit/tlog/hash.ts'
import { hashesAt, type Tile, tileWidth } from '../kit/tlog/tile.ts'
import { bundleOf, entriesOf } from './bundle.ts'
import { type Edge, type HashTile, openEdge } from './edge.ts'
import { leafHash } from './hashing.ts'
import type { TileBytes, TileFiles } from './tileFiles.ts'

/** The growing end of a log: right edge, last bundle, and what has to be written since it was written last. */
export interface Tree {
  size(): number
  root(): Hash
  add(entry: Uint8Array): void
  /** Puts the tiles that became full on the disk, so that memory does not grow with the tree. */
  writeFull(): Promise<void>
  /** Puts everything on the disk that a checkpoint of the tree as it is now speaks of. */
  writeAll(): Promise<void>
}

export const emptyTree = (files: TileFiles): Tree => treeFrom(files, openEdge(), [])

/** Goes on from the tiles of a tree of this size. Rejects when one is missing or broken. */
export async function readTree(files: TileFiles, size: number): Promise<Tree> {
  const levels: Hash[][] = []
  for (let level = 0; hashesAt(level, size) > 0; level += 1) levels.push(await readPartial(files, level, size))
  return treeFrom(files, openEdge(size, levels), await readLastBundle(files, size))
}

async function readPartial(files: TileFiles, level: number, size: number): Promise<Hash[]> {
  const count = hashesAt(level, size)
  const width = count % tileWidth
  if (width === 0) return []
  const bytes = await files.read({ level, index: Math.floor(count / tileWidth), width })
  if (bytes.length !== width * hashLength) throw new Error(`the last tile of level ${level} has ${bytes.length} bytes`)
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * hashLength, (i + 1) * hashLength))
}

async function readLastBundle(files: TileFiles, size: number): Promise<Uint8Array[]> {
  const width = size % tileWidth
  if (width === 0) return []
  const entries = entriesOf(await files.read({ level: 'entries', index: Math.floor(size / tileWidth), width }))
  if (!entries || entries.length < width) throw new Error('the last bundle of entries is broken')
  return entries.slice(0, width)
}

function treeFrom(files: TileFiles, edge: Edge, lastBundle: readonly Uint8Array[]): Tree {
  let entries = [...lastBundle]
  let full: TileBytes[] = []
  const writeFull = async (): Promise<void> => {
    const done = full
    full = []
    await files.write(done)
    await files.removePartials(done)
  }
  return {
    size: edge.size,
    root: edge.root,
    add: (entry) => {
      entries.push(entry)
      full.push(...edge.push(leafHash(entry)).map(bytesOf))
      if (entries.length < tileWidth) return
      full.push(bundleTile(edge.size() - tileWidth, entries))
      entries = []
    },
    writeFull,
    writeAll: async () => {
      await writeFull()
      const last = entries.length > 0 ? [bundleTile(edge.size() - entries.length, entries)] : []
      await files.write([...edge.partials().map(bytesOf), ...last])
    },
  }
}

const bytesOf = ({ hashes, ...tile }: HashTile): TileBytes => ({ ...tile, bytes: Buffer.concat(hashes) })

function bundleTile(firstEntry: number, entries: readonly Uint8Array[]): TileBytes {
  const tile: Tile = { level: 'entries', index: firstEntry / tileWidth, width: entries.length }
  return { ...tile, bytes: bundleOf(entries) }
}
