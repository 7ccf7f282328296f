import { hash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { commitmentOf } from '../src/fact/commitment.ts'
import { textOf, toHex, utf8 } from '../src/kit/tlog/bytes.ts'
import { parseSignedCheckpoint } from '../src/kit/tlog/checkpoint.ts'
import { readLeaf } from '../src/kit/tlog/leaf.ts'
import { rootOfInclusion } from '../src/kit/tlog/merkle.ts'
import { formatReceipt, type Shown } from '../src/kit/tlog/receipt.ts'
import { encodeReceipt } from '../src/kit/tlog/receiptBytes.ts'
import { hashTilesOf, tilesAt } from '../src/kit/tlog/tile.ts'
import { entryOf } from '../src/ledger/entry.ts'
import { readEntries } from '../src/ledger/following.ts'
import { examine } from '../src/ledger/fsck.ts'
import { leafDigest, leafHash, nodeDigest } from '../src/ledger/hashing.ts'
import { addKey, openSigners } from '../src/ledger/keys.ts'
import { openLog } from '../src/ledger/running.ts'
import { openSource } from '../src/ledger/source.ts'
import { openTileFiles } from '../src/ledger/tileFiles.ts'
import { listMigrations } from '../src/store/migrate.ts'
import type { Db } from '../src/store/open.ts'
import { startStore } from '../src/store/start.ts'
import { checkInFact } from '../test/ledger/receipts.ts'
import { type BenchRow, row } from './row.ts'

const countyId = 330_723
const factCount = 1_000_000
const deviceId = '0192f0c1-2345-7abc-8def-0123456789ab'

const shown = checkInFact('bench')
const shownSalt = new Uint8Array(32).fill(7)

/**
 * A million facts taken into the log, from the database to the signed checkpoint, against the SHA-256 alone that a tree of
 * as many leaves cannot do without (one hash of each leaf, one of each pair): once as programs on Node usually hash, a
 * Buffer for each, and once by the very functions of the log, which are quicker; and against the same hashing, reading
 * and writing by themselves, one after another. A proof in that tree; memory meanwhile.
 */
export async function bench(): Promise<BenchRow[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zaigang-bench-'))
  const store = await startStore({
    dataDir: join(dataDir, 'store'),
    migrations: { center: await listMigrations('center', ['fact', 'ledger']), station: [] },
  })
  try {
    process.stderr.write('  a million facts …\n')
    await fill(store.center.owner)
    return await measure(store.center.app, dataDir)
  } finally {
    await store.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function fill(owner: Db): Promise<void> {
  await sql`set statement_timeout = 0`.execute(owner)
  for (let from = 1; from <= factCount; from += 50_000) {
    await sql`insert into fact select ${countyId}, gen_random_uuid(), n, 'dutyKept', now(), now(), 'station', null, null, null,
      ${deviceId}::uuid, n, false, 'bench-' || n, sha256(n::text::bytea), sha256(('salt' || n)::bytea), '{"note":"bench"}'
      from generate_series(${from}::bigint, ${from + 49_999}::bigint) as n`.execute(owner)
  }
  // The last one is a check-in with its content, for the receipt.
  await sql`update fact set commitment = ${Buffer.from(commitmentOf(shown, shownSalt))} where position = ${factCount}`.execute(
    owner,
  )
  await sql`insert into fact_head values (${countyId}, ${factCount})`.execute(owner)
  await sql`vacuum analyze fact`.execute(owner)
}

async function measure(db: Db, dataDir: string): Promise<BenchRow[]> {
  const keys = { folder: join(dataDir, 'keys'), wrap: { wrap: same, unwrap: same } }
  await addKey({ ...keys, purpose: 'log' }, 'sm2')
  const [promiseSigner] = await openSigners({ ...keys, purpose: 'promise' }, 'bench/promise')
  if (!promiseSigner) throw new Error('no key')
  const folder = join(dataDir, 'log')
  const memory: number[] = []
  const log = await openLog({
    db,
    clock: { now: () => new Date().toISOString(), monotonic: () => performance.now() },
    countyId,
    origin: 'kq.bench/log1',
    folder,
    signers: await openSigners({ ...keys, purpose: 'log' }, 'kq.bench/log1'),
    promiseSigner,
    cosign: async () => [],
    onEntries: () => memory.push(process.memoryUsage().rss),
  })
  const grown = await secondsOf(() => log.grow())
  const usual = secondsOfHashes(usualHashes)
  const own = secondsOfHashes(ownHashes)
  const read = await secondsOf(() => readAll(db))
  const written = await secondsOfWriting(folder, join(dataDir, 'copy'))
  const proof = await proofMs(log, db)
  const checked = await secondsOf(() => check(folder))
  const bytes = await receiptBytes(log)
  const quarter = Math.floor(memory.length / 4)
  const [early, late] = [Math.max(...memory.slice(0, quarter)), Math.max(...memory.slice(-quarter))]
  const rate = (seconds: number) => factCount / seconds
  return [
    row(
      'facts into the log',
      [rate(grown), 'facts/s'],
      [rate(usual), 'bare SHA-256 of that tree, a Buffer for each hash'],
      '≥ 0.5',
    ),
    row(
      'facts into the log (as it hashes)',
      [rate(grown), 'facts/s'],
      [rate(own), 'bare SHA-256 of that tree, by the log’s own functions'],
      '≥ 0.5',
    ),
    row(
      'facts into the log (with reading and writing)',
      [rate(grown), 'facts/s'],
      [rate(own + read + written), 'that, reading the rows, writing the files; each by itself'],
      '≥ 0.5',
    ),
    row('a proof among a million', [proof, 'ms'], [5, 'budget'], '≤ 1'),
    row('a check-in’s receipt among them, with an SM2 line', [bytes, 'B'], [2_953, 'one code, 40-L'], '≤ 1'),
    row(
      'memory in the last quarter of them',
      [late / 2 ** 20, 'MB'],
      [early / 2 ** 20, 'in the first quarter'],
      '≤ 1.25',
    ),
    row(
      'a whole log checked',
      [rate(checked), 'entries/s'],
      [rate(own), 'bare SHA-256 of that tree, by the log’s own functions'],
      '≥ 0.25',
    ),
  ]
}

const same = async (bytes: Uint8Array): Promise<Uint8Array> => bytes

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1_000
}

/** As many hashes, over as many bytes, in this thread; nothing read, written or kept. */
function secondsOfHashes(hashAll: (entry: Uint8Array) => string | Uint8Array): number {
  const entry = entryOf({ commitment: new Uint8Array(32), deviceId, deviceSeq: factCount })
  const begun = performance.now()
  if (hashAll(entry).length !== 32) throw new Error('no hash')
  return (performance.now() - begun) / 1_000
}

function ownHashes(entry: Uint8Array): string {
  let digest = leafDigest(entry)
  for (let i = 0; i < factCount; i += 1) digest = nodeDigest(digest, leafDigest(entry))
  return digest
}

function usualHashes(entry: Uint8Array): Uint8Array {
  const [leaf, pair] = [Buffer.concat([Buffer.of(0), entry]), Buffer.alloc(65, 1)]
  for (let i = 0; i < factCount; i += 1) {
    pair.set(hash('sha256', leaf, 'buffer'), 33)
    pair.set(hash('sha256', pair, 'buffer'), 1)
  }
  return pair.subarray(33)
}

async function readAll(db: Db): Promise<void> {
  for (let from = 0; from < factCount; from += 4096)
    await readEntries(db, countyId, from, Math.min(from + 4096, factCount))
}

/** The same files again, read beforehand: they fit in memory. */
async function secondsOfWriting(folder: string, copy: string): Promise<number> {
  const { read } = openTileFiles(folder)
  const places = [...hashTilesOf(factCount), ...tilesAt('entries', factCount)]
  const tiles = await Promise.all(places.map(async (tile) => ({ ...tile, bytes: await read(tile) })))
  return secondsOf(() => openTileFiles(copy).write(tiles))
}

async function proofMs(log: Awaited<ReturnType<typeof openLog>>, db: Db): Promise<number> {
  const signed = parseSignedCheckpoint(log.checkpoint())
  const times: number[] = []
  for (let i = 0; i < 300; i += 1) {
    const index = (i * 7_919_111) % factCount
    const entry = (await readEntries(db, countyId, index, index + 1)).at(0)
    if (!signed) throw new Error('no checkpoint')
    const begun = performance.now()
    const { path } = await log.prove(index)
    times.push(performance.now() - begun)
    const root = rootOfInclusion(index, factCount, leafHash(utf8(entry)), path)
    if (!root || toHex(root) !== toHex(signed.checkpoint.root)) throw new Error(`a wrong proof of ${index}`)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}

/** As the code holds it; each cosignature would add 76 bytes and its name. */
async function receiptBytes(log: Awaited<ReturnType<typeof openLog>>): Promise<number> {
  const leaf = readLeaf(
    JSON.parse(textOf(entryOf({ commitment: commitmentOf(shown, shownSalt), deviceId, deviceSeq: factCount }))),
  )
  const proof = await log.prove(factCount - 1)
  const code =
    leaf && encodeReceipt(formatReceipt({ leaf, opening: { fact: shown as unknown as Shown, salt: shownSalt }, proof }))
  return code?.length ?? Number.NaN
}

async function check(folder: string): Promise<void> {
  const source = openSource(folder)
  const signed = parseSignedCheckpoint(await source.readText('checkpoint'))
  if (!signed) throw new Error('no checkpoint')
  const findings = await examine({ readTile: source.readTile, checkpoint: signed.checkpoint, earlier: null })
  if (findings.length > 0) throw new Error(JSON.stringify(findings[0]))
}
