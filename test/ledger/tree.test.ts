import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textOf, toHex, utf8 } from '../../src/kit/tlog/bytes.ts'
import { emptyRoot, type Hash, leafHash, nodeHash } from '../../src/kit/tlog/hash.ts'
import { leafBytes, readLeaf } from '../../src/kit/tlog/leaf.ts'
import { isConsistent, rootOfInclusion, splitOf } from '../../src/kit/tlog/merkle.ts'
import { hashTilesOf, parseTilePath, tilePath } from '../../src/kit/tlog/tile.ts'
import { bundled, entriesOf } from '../../src/ledger/bundle.ts'
import { openEdge } from '../../src/ledger/edge.ts'
import { deviceMark, entryOf } from '../../src/ledger/entry.ts'
import { bytesOfDigests, digestsIn, leafDigest, nodeDigest, leafHash as ownLeafHash } from '../../src/ledger/hashing.ts'
import { openNumbering } from '../../src/ledger/numbering.ts'
import { treeReader } from '../../src/ledger/reader.ts'

/** The definitions of RFC 6962 section 2.1, word by word: slow and plain. */
const mth = (leaves: readonly Hash[]): Hash => {
  if (leaves.length === 0) return emptyRoot
  if (leaves.length === 1) return leaves[0] as Hash
  const k = splitOf(leaves.length)
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)))
}
const path = (m: number, leaves: readonly Hash[]): Hash[] => {
  if (leaves.length <= 1) return []
  const k = splitOf(leaves.length)
  return m < k
    ? [...path(m, leaves.slice(0, k)), mth(leaves.slice(k))]
    : [...path(m - k, leaves.slice(k)), mth(leaves.slice(0, k))]
}
const subproof = (m: number, leaves: readonly Hash[], whole: boolean): Hash[] => {
  if (m === leaves.length) return whole ? [] : [mth(leaves)]
  const k = splitOf(leaves.length)
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), whole), mth(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), mth(leaves.slice(0, k))]
}

const leavesOf = (count: number): Hash[] => Array.from({ length: count }, (_, i) => leafHash(utf8(`leaf ${i}`)))
const digestOf = (hash: Hash): string => digestsIn(hash)[0] ?? ''
const hex = (hashes: readonly Hash[]) => hashes.map(toHex)

/** The tiles of a tree that grew leaf by leaf, as somebody keeps them who published every size. */
const grownTo = (leaves: readonly Hash[]) => {
  const edge = openEdge()
  const kept = new Map<string, Uint8Array>()
  for (const leaf of leaves) {
    for (const tile of [...edge.push(digestOf(leaf)), ...edge.partials()]) kept.set(tilePath(tile), tile.bytes)
  }
  const read = async (tile: Parameters<typeof tilePath>[0]) => {
    const found = kept.get(tilePath(tile))
    if (!found) throw new Error(`no tile ${tilePath(tile)}`)
    return found
  }
  return { edge, read, kept }
}

const most = 600
const all = leavesOf(most)
const grown = grownTo(all)

describe('the tree', () => {
  test.each([0, 1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 600])('of %i leaves has the root of RFC 6962', (size) => {
    expect(toHex(grownTo(all.slice(0, size)).edge.root())).toBe(toHex(mth(all.slice(0, size))))
  })

  test('proves every leaf as RFC 6962 does, and to nobody for another place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: most }), fc.nat(), async (size, pick) => {
        const index = pick % size
        const leaves = all.slice(0, size)
        const proof = await treeReader(grown.read, size).prove(index)
        expect(hex(proof)).toEqual(hex(path(index, leaves)))
        const root = (at: number, of = size) => rootOfInclusion(at, of, leaves[index] as Hash, proof)
        expect(toHex(root(index) as Hash)).toBe(toHex(mth(leaves)))
        const other = root((index + 1) % size)
        if (size > 1) expect(other === undefined ? '' : toHex(other)).not.toBe(toHex(mth(leaves)))
        expect(root(size)).toBeUndefined()
      }),
      { numRuns: 150 },
    )
  })

  test('proves every growth as RFC 6962 does; a changed hash, another size or a missing line is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: most }), fc.integer({ min: 1, max: most }), async (a, b) => {
        const [m, n] = [Math.min(a, b), Math.max(a, b)]
        const proof = await treeReader(grown.read, n).proveGrowth(m)
        expect(hex(proof)).toEqual(m === 0 ? [] : hex(subproof(m, all.slice(0, n), true)))
        const older = { size: m, root: mth(all.slice(0, m)) }
        const newer = { size: n, root: mth(all.slice(0, n)) }
        expect(isConsistent({ older, newer }, proof)).toBe(true)
        expect(isConsistent({ older, newer: { size: n, root: leafHash(utf8('x')) } }, proof)).toBe(m === 0 && n > 0)
        if (proof.length === 0) return
        const bad = proof.map((hash, i) => (i === a % proof.length ? leafHash(hash) : hash))
        expect(isConsistent({ older, newer }, bad)).toBe(false)
        expect(isConsistent({ older, newer }, proof.slice(1))).toBe(false)
        expect(isConsistent({ older: { size: m, root: leafHash(older.root) }, newer }, proof)).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  test('goes on from its partial tiles as if it had never stopped', () => {
    for (const stop of [1, 255, 256, 257, 300, 512]) {
      const before = grownTo(all.slice(0, stop)).edge
      const levels: Uint8Array[] = []
      for (const { level, bytes } of before.partials()) levels[level] = bytes
      const after = openEdge(
        stop,
        Array.from(levels, (bytes) => bytes ?? new Uint8Array()),
      )
      for (const leaf of all.slice(stop)) after.push(digestOf(leaf))
      expect(toHex(after.root())).toBe(toHex(mth(all)))
    }
    expect(() => openEdge(3, [Buffer.concat(all.slice(0, 2))])).toThrow('2 leaves')
  })

  test('hashes on the server as in the browser', () => {
    const [a, b] = all as [Hash, Hash]
    expect(toHex(bytesOfDigests(nodeDigest(digestOf(a), digestOf(b))))).toBe(toHex(nodeHash(a, b)))
    expect(toHex(ownLeafHash(utf8('leaf 0')))).toBe(toHex(a))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (entry) => {
        const text = Buffer.from(entry).toString('latin1')
        for (const given of [entry, text]) expect(toHex(bytesOfDigests(leafDigest(given)))).toBe(toHex(leafHash(entry)))
      }),
    )
  })
})

describe('an entry', () => {
  test('as the sequencer writes it is the leaf that receipts and pages read, to the byte', () => {
    const device = fc.option(fc.record({ id: fc.uuid(), seq: fc.integer({ min: 1 }) }), { nil: null })
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), device, (commitment, it) => {
        const entry = entryOf({ commitment, deviceId: it?.id ?? null, deviceSeq: it?.seq ?? null })
        const leaf = readLeaf(JSON.parse(textOf(entry)))
        expect(leaf && textOf(leafBytes(leaf))).toBe(textOf(entry))
        expect(leaf).toEqual({ commitment, ...(it && { device: { mark: deviceMark(it.id), seq: it.seq } }) })
        expect(
          openNumbering()
            .take(textOf(entry), 0)
            .filter(({ kind }) => kind === 'entry'),
        ).toEqual([])
      }),
    )
  })
})

describe('tiles', () => {
  test.each([
    [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 'entries' as const, index: 1000, width: 256 }, 'tile/entries/x001/000'],
    [{ level: 2, index: 0, width: 1 }, 'tile/2/000.p/1'],
  ])('%j is at %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual(tile)
  })

  test.each([
    'tile/00/000',
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/000.p/256',
    'tile/0/000.p/0',
    'tile/64/000',
    'tile/0/../x',
  ])('%s is no path of a tile', (path) => expect(parseTilePath(path)).toBeUndefined())

  test('a tree of 70,000 has those that the specification counts', () => {
    const tiles = hashTilesOf(70_000)
    const count = (level: number, full: boolean) =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).length
    expect([count(0, true), count(0, false), count(1, true), count(1, false), count(2, false)]).toEqual([
      273, 1, 1, 1, 1,
    ])
    expect(tiles.at(-1)).toEqual({ level: 2, index: 0, width: 1 })
  })

  test('a bundle gives back its entries, and half a bundle none', () => {
    expect(() => bundled('x'.repeat(65_536))).toThrow('65536 bytes')
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (entries) => {
        const texts = entries.map((entry) => bundled(Buffer.from(entry).toString('latin1')))
        const bundle = Buffer.from(texts.join(''), 'latin1')
        expect(entriesOf(bundle)?.map(toHex)).toEqual(entries.map(toHex))
        if (bundle.length > 0) expect(entriesOf(bundle.subarray(0, -1))?.length).not.toBe(entries.length)
      }),
    )
  })
})
