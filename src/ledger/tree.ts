import { type Hash, hashLength } from '../kit/tlog/hash.ts'
import { hashesAt, type Tile, tileWidth } from '../kit/tlog/tile.ts'
import { bundled, entriesOf } from './bundle.ts'
import { type Edge, openEdge } from './edge.ts'
import { leafDigest } from './hashing.ts'
import type { TileBytes, TileFiles } from './tileFiles.ts'

/** The growing end of a log: right edge, last bundle, and what has to be written since it was written last. */
export interface Tree {
  size(): number
  root(): Hash
  /** `entry`: a text with one letter to a byte. */
  add(entry: string): void
  /** Puts the tiles that became full on the disk, so that memory does not grow with the tree. */
  writeFull(): Promise<void>
  /** Puts everything on the disk that a checkpoint of the tree as it is now speaks of. */
  writeAll(): Promise<void>
}

export const emptyTree = (files: TileFiles): Tree => treeFrom(files, openEdge(), '')

/** Goes on from the tiles of a tree of this size. Rejects when one is missing or broken. */
export async function readTree(files: TileFiles, size: number): Promise<Tree> {
  const levels: Uint8Array[] = []
  for (let level = 0; hashesAt(level, size) > 0; level += 1) levels.push(await readPartial(files, level, size))
  return treeFrom(files, openEdge(size, levels), await readLastBundle(files, size))
}

async function readPartial(files: TileFiles, level: number, size: number): Promise<Uint8Array> {
  const count = hashesAt(level, size)
  const width = count % tileWidth
  if (width === 0) return new Uint8Array()
  const bytes = await files.read({ level, index: Math.floor(count / tileWidth), width })
  if (bytes.length !== width * hashLength) throw new Error(`the last tile of level ${level} has ${bytes.length} bytes`)
  return bytes
}

async function readLastBundle(files: TileFiles, size: number): Promise<string> {
  const width = size % tileWidth
  if (width === 0) return ''
  const entries = entriesOf(await files.read({ level: 'entries', index: Math.floor(size / tileWidth), width }))
  if (!entries || entries.length < width) throw new Error('the last bundle of entries is broken')
  return entries
    .slice(0, width)
    .map((entry) => bundled(Buffer.from(entry).toString('latin1')))
    .join('')
}

function treeFrom(files: TileFiles, edge: Edge, lastBundle: string): Tree {
  let bundle = lastBundle
  let full: TileBytes[] = []
  let written = edge.size()
  /** Partial tiles are where the tree ended when it was written wholly. */
  const isAtEdge = ({ level, index }: Tile): boolean =>
    index === Math.floor(written / tileWidth ** (level === 'entries' ? 1 : level + 1))
  const writeFull = async (): Promise<void> => {
    const done = full
    full = []
    await files.write(done)
    await files.removePartials(done.filter(isAtEdge))
  }
  return {
    size: edge.size,
    root: edge.root,
    add: (entry) => {
      bundle += bundled(entry)
      full.push(...edge.push(leafDigest(entry)))
      if (edge.size() % tileWidth > 0) return
      full.push(bundleTile(edge.size(), bundle))
      bundle = ''
    },
    writeFull,
    writeAll: async () => {
      await writeFull()
      const last = bundle === '' ? [] : [bundleTile(edge.size(), bundle)]
      await files.write([...edge.partials(), ...last])
      await files.syncNames()
      written = edge.size()
    },
  }
}

/** The last bundle of a tree of this size. */
function bundleTile(size: number, bundle: string): TileBytes {
  const index = Math.ceil(size / tileWidth) - 1
  return { level: 'entries', index, width: size - index * tileWidth, bytes: Buffer.from(bundle, 'latin1') }
}
