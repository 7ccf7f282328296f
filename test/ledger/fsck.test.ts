import { beforeAll, describe, expect, test } from 'vitest'
import { textOf, utf8 } from '../../src/kit/tlog/bytes.ts'
import type { Checkpoint } from '../../src/kit/tlog/checkpoint.ts'
import { sha256 } from '../../src/kit/tlog/hash.ts'
import { hashTilesOf, type Tile, tilePath, tilesAt } from '../../src/kit/tlog/tile.ts'
import { deviceMark, entryOf } from '../../src/ledger/entry.ts'
import { examine } from '../../src/ledger/fsck.ts'
import { openNumbering } from '../../src/ledger/numbering.ts'
import type { TileFiles } from '../../src/ledger/tileFiles.ts'
import { emptyTree } from '../../src/ledger/tree.ts'
import { deviceId } from '../fact/samples.ts'

type Kept = Map<string, Uint8Array>

/** A log's files in memory, under their names. */
const filesIn = (kept: Kept): TileFiles => ({
  folder: 'memory',
  read: async (tile) => {
    const bytes = kept.get(tilePath(tile))
    if (!bytes) throw new Error(tilePath(tile))
    return bytes
  },
  write: async (tiles) => {
    for (const tile of tiles) kept.set(tilePath(tile), Buffer.from(tile.bytes))
  },
  syncNames: async () => undefined,
  removePartials: async () => undefined,
})

const entry = (i: number) =>
  entryOf({ commitment: sha256(utf8(`fact ${i}`)), deviceId: i % 2 ? deviceId : null, deviceSeq: (i + 1) / 2 })

async function makeLog(size: number, entryAt = entry): Promise<{ kept: Kept; checkpoint: Checkpoint }> {
  const kept: Kept = new Map()
  const tree = emptyTree(filesIn(kept))
  for (let i = 0; i < size; i += 1) tree.add(textOf(entryAt(i)))
  await tree.writeAll()
  return { kept, checkpoint: { origin: 'kq.1/log1', size, root: tree.root() } }
}

const examined = ({ kept, checkpoint }: { kept: Kept; checkpoint: Checkpoint }, earlier: Checkpoint | null = null) =>
  examine({ readTile: filesIn(kept).read, checkpoint, earlier })

/** The same files with one bit of one byte turned in each of these tiles. */
const flipped = (kept: Kept, tiles: readonly Tile[], at: (length: number, i: number) => number): Kept => {
  const copy = new Map(kept)
  for (const [i, tile] of tiles.entries()) {
    const bytes = Buffer.from(kept.get(tilePath(tile)) ?? [])
    const place = at(bytes.length, i)
    bytes[place] = (bytes[place] ?? 0) ^ 1
    copy.set(tilePath(tile), bytes)
  }
  return copy
}

describe('a log of 70,000 entries', () => {
  const size = 70_000
  let log: Awaited<ReturnType<typeof makeLog>>
  beforeAll(async () => {
    log = await makeLog(size)
  })

  test('is found good', async () => {
    expect(await examined(log)).toEqual([])
  })

  test('a flipped byte in any tile of hashes is found, each by its name: the fault of CVE-2026-56865', async () => {
    const tiles = hashTilesOf(size)
    expect(tiles).toHaveLength(277)
    for (const at of [() => 0, (length: number, i: number) => (i * 7919) % length, (length: number) => length - 1]) {
      const found = await examined({ ...log, kept: flipped(log.kept, tiles, at) })
      const named = found.flatMap((one) => (one.kind === 'tile' && one.why === 'differs' ? [one.path] : []))
      expect(named.sort()).toEqual(tiles.map(tilePath).sort())
    }
  })

  test('a flipped byte in any bundle of entries is found: its tile, those above it and the root do not fit', async () => {
    const bundles = tilesAt('entries', size)
    // Behind the lengths: a byte within an entry; a wrong length would end the reading there, see below.
    const kept = flipped(log.kept, bundles, () => 10)
    const found = await examined({ ...log, kept })
    const named = found.flatMap((one) => (one.kind === 'tile' ? [one.path] : []))
    for (const { index, width } of bundles) expect(named).toContain(tilePath({ level: 0, index, width }))
    expect(found).toContainEqual({ kind: 'root', size })
  })

  test('a bundle of which a length was changed cannot be read, and is named', async () => {
    const [, second] = tilesAt('entries', size)
    if (!second) throw new Error('no second bundle')
    const found = await examined({ ...log, kept: flipped(log.kept, [second], () => 0) })
    expect(found).toEqual([{ kind: 'tile', path: 'tile/entries/001', why: 'unreadable' }])
  })

  test('a missing file is named', async () => {
    const kept = new Map(log.kept)
    kept.delete('tile/1/001.p/17')
    expect(await examined({ ...log, kept })).toEqual([{ kind: 'tile', path: 'tile/1/001.p/17', why: 'missing' }])
  })
})

describe('since the last run', () => {
  test('a log that grew is good; one that shrank or was written anew is not', async () => {
    const [older, newer] = [await makeLog(300), await makeLog(700)]
    expect(await examined(newer, older.checkpoint)).toEqual([])
    expect(await examined(older, newer.checkpoint)).toEqual([{ kind: 'shrunk', was: 700, is: 300 }])
    const other = await makeLog(700, (i) => entry(i === 5 ? 7000 : i))
    expect(await examined(other, older.checkpoint)).toContainEqual({ kind: 'rewritten', size: 300 })
  })
})

describe('the numbers of a device', () => {
  const numbered = (numbers: readonly number[]) => {
    const numbering = openNumbering()
    return numbers.flatMap((deviceSeq, index) =>
      numbering.take(textOf(entryOf({ commitment: new Uint8Array(32), deviceId, deviceSeq })), index),
    )
  }
  const device = deviceMark(deviceId)

  test('without a gap say nothing', () => expect(numbered([1, 2, 3])).toEqual([]))
  test('with a gap or one given again are an alarm', () => {
    expect(numbered([1, 2, 5])).toEqual([{ kind: 'gap', device, after: 2, found: 5, index: 2 }])
    expect(numbered([1, 2, 2, 3])).toEqual([{ kind: 'doubled', device, number: 2, index: 2 }])
  })
  test.each(['', '{}', '{"c":"AA==","v":1}', '{"v":1,"c":"x"}'])('%j is no entry of this log', (text) => {
    expect(openNumbering().take(text, 3)).toEqual([{ kind: 'entry', index: 3 }])
  })
})
