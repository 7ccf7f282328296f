import { sameBytes } from '../kit/tlog/bytes.ts'
import type { Checkpoint } from '../kit/tlog/checkpoint.ts'
import { type Tile, tilePath, tileWidth } from '../kit/tlog/tile.ts'
import { entriesOf } from './bundle.ts'
import { type Edge, type HashTile, openEdge } from './edge.ts'
import type { Finding } from './finding.ts'
import { leafDigest } from './hashing.ts'
import { type Numbering, openNumbering } from './numbering.ts'
import type { ReadTile } from './reader.ts'

export interface Examined {
  readonly readTile: ReadTile
  readonly checkpoint: Checkpoint
  /** The checkpoint of the last run, or one that somebody has kept; null for none. */
  readonly earlier: Checkpoint | null
  readonly onEntries?: (done: number, all: number) => void
}

/** More is not told: a log that is broken everywhere is broken. */
const mostFindings = 1_000

/**
 * Reads a log wholly: every entry is hashed, every tile compared byte by byte with what these hashes make, and the root
 * with the signed one; so no tile is believed (the fault of readers that check only the path they need). On the way the
 * log is compared with what it was, and the devices' numbers are counted. No findings: an empty list.
 */
export async function examine(log: Examined): Promise<Finding[]> {
  const { checkpoint, earlier, readTile } = log
  const run: Run = { findings: [], edge: openEdge(), numbering: openNumbering(), earlier, readTile }
  if (earlier && earlier.size > checkpoint.size)
    run.findings.push({ kind: 'shrunk', was: earlier.size, is: checkpoint.size })
  compareWithEarlier(run)
  for await (const { tile, bytes } of inOrder(readTile, bundlesOf(checkpoint.size))) {
    if (!(await takeBundle(run, tile, bytes))) return run.findings
    log.onEntries?.(run.edge.size(), checkpoint.size)
    if (run.findings.length >= mostFindings) return run.findings
  }
  for (const tile of run.edge.partials()) await compareTile(run, tile)
  if (run.edge.size() !== checkpoint.size || !sameBytes(run.edge.root(), checkpoint.root))
    run.findings.push({ kind: 'root', size: checkpoint.size })
  return run.findings
}

interface Run {
  readonly findings: Finding[]
  readonly edge: Edge
  readonly numbering: Numbering
  readonly earlier: Checkpoint | null
  readonly readTile: ReadTile
}

function* bundlesOf(size: number): Generator<Tile> {
  for (let index = 0; index * tileWidth < size; index += 1)
    yield { level: 'entries', index, width: Math.min(tileWidth, size - index * tileWidth) }
}

interface Loaded {
  readonly tile: Tile
  readonly bytes: Uint8Array | undefined
}

/** How many files are asked for ahead: over a network the way is longer than the work. */
const ahead = 8

async function* inOrder(readTile: ReadTile, tiles: Iterable<Tile>): AsyncGenerator<Loaded> {
  const waiting: Promise<Loaded>[] = []
  for (const tile of tiles) {
    waiting.push(load(readTile, tile))
    if (waiting.length > ahead) yield* waiting.splice(0, 1)
  }
  yield* waiting
}

const load = (readTile: ReadTile, tile: Tile): Promise<Loaded> =>
  readTile(tile).then(
    (bytes) => ({ tile, bytes }),
    () => ({ tile, bytes: undefined }),
  )

/** False for a bundle that cannot be read: what follows cannot be hashed in its place any more. */
async function takeBundle(run: Run, tile: Tile, bytes: Uint8Array | undefined): Promise<boolean> {
  const entries = bytes && entriesOf(bytes)
  if (!entries || entries.length < tile.width) {
    run.findings.push({ kind: 'tile', path: tilePath(tile), why: bytes ? 'unreadable' : 'missing' })
    return false
  }
  for (const bytes of entries.slice(0, tile.width)) {
    const entry = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    run.findings.push(...run.numbering.take(entry, run.edge.size()))
    const full = run.edge.push(leafDigest(entry))
    for (const one of full) await compareTile(run, one)
    compareWithEarlier(run)
  }
  return true
}

async function compareTile(run: Run, tile: HashTile): Promise<void> {
  const path = tilePath(tile)
  const found = await run.readTile(tile).catch(() => undefined)
  if (!found) run.findings.push({ kind: 'tile', path, why: 'missing' })
  else if (!Buffer.from(found.buffer, found.byteOffset, found.length).equals(tile.bytes))
    run.findings.push({ kind: 'tile', path, why: 'differs' })
}

/** Where the tree has the size it had then, it must have the root it had then. */
function compareWithEarlier({ earlier, edge, findings }: Run): void {
  if (earlier?.size === edge.size() && !sameBytes(edge.root(), earlier.root))
    findings.push({ kind: 'rewritten', size: earlier.size })
}
