import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { append } from '../src/fact/append.ts'
import { openAppender } from '../src/fact/appender.ts'
import { draft } from '../src/fact/draft.ts'
import type { Fact } from '../src/fact/fact.ts'
import type { Projection } from '../src/fact/fold.ts'
import { newId } from '../src/kit/ids.ts'
import { atomically } from '../src/store/atomically.ts'
import { startCluster } from '../src/store/cluster.ts'
import { listMigrations } from '../src/store/migrate.ts'
import { type Db, prepared } from '../src/store/open.ts'
import { type Store, startStore } from '../src/store/start.ts'
import { type BenchRow, row } from './row.ts'

/**
 * Facts kept in a second, each with its read row, against bare inserts of the same two rows in one transaction on the same
 * database (nothing checked, hashed, numbered or looked up); and the start of the embedded server.
 */
export async function bench(): Promise<BenchRow[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zaigang-bench-'))
  const rows = await measureStart(join(dataDir, 'cold'))
  const store = await startStore({
    dataDir: join(dataDir, 'store'),
    migrations: { center: await listMigrations('center', ['fact']), station: [] },
    connections: 32,
  })
  try {
    await sql`create table seen (county_id integer, duty_id uuid, staff_id uuid, note text, primary key (county_id, duty_id));
      create table bare (like fact including all); create table bare_seen (like seen including all);
      grant all on seen, bare, bare_seen to public`.execute(store.center.owner)
    rows.push(...(await measureFacts(store)))
  } finally {
    await store.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return rows
}

async function measureStart(dataDir: string): Promise<BenchRow[]> {
  const [first, stopFirst] = await timeStart(dataDir)
  await stopFirst()
  const [second, stopSecond] = await timeStart(dataDir)
  await stopSecond()
  return [
    row('first start of the embedded database', [first, 's'], [10, 'budget'], '≤ 1'),
    row('later start of the embedded database', [second, 's'], [2, 'budget'], '≤ 1'),
  ]
}

async function timeStart(dataDir: string): Promise<[seconds: number, stop: () => Promise<void>]> {
  const begun = performance.now()
  const cluster = await startCluster({ dataDir })
  return [(performance.now() - begun) / 1_000, cluster.stop]
}

async function measureFacts(store: Store): Promise<BenchRow[]> {
  const db = store.center.app
  const appender = openAppender(db, [seen])
  const one = await mediansInTurn(turnsOfOne, [
    async () => 1 / (await timeOf(() => append(db, [dutyFact()], [seen]))),
    async () => 1 / (await timeOf(() => bare(db))),
    async () => 1 / (await timeOf(() => soleInsert(db))),
  ])
  const many = await mediansInTurn(turnsOfMany, [
    () => rate(() => appender.append(dutyFact())),
    () => rate(() => bare(db)),
    () => rate(() => soleInsert(db)),
  ])
  const same = 'bare inserts of both rows in a transaction'
  const sole = 'bare insert of one row, no read row'
  const rows = (how: string, [facts = 0, both = 0, single = 0]: number[]): BenchRow[] => [
    row(`facts kept, ${how}`, [facts, 'facts/s'], [both, same], '≥ 0.7'),
    row(`facts kept, ${how} (harder limit)`, [facts, 'facts/s'], [single, sole], '≥ 0.7'),
  ]
  return [...rows('one at a time', one), ...rows('32 at once', many)]
}

const turnsOfOne = 1_500
const turnsOfMany = 7
const callers = 32
const secondsOfMany = 1

/** Ways take turns, each turn in another order, so that what else disk and machine do falls on all alike. */
async function mediansInTurn(turns: number, ways: readonly (() => Promise<number>)[]): Promise<number[]> {
  const measured = ways.map((): number[] => [])
  for (let turn = 0; turn < turns; turn += 1) {
    for (let i = 0; i < ways.length; i += 1) {
      const which = (turn + i) % ways.length
      measured[which]?.push((await ways[which]?.()) ?? 0)
    }
  }
  return measured.map((values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1_000
}

/** How often in a second many callers get it done, each one call after the other. */
async function rate(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  const until = begun + secondsOfMany * 1_000
  let done = 0
  const call = async () => {
    while (performance.now() < until) {
      await work()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  return (done * 1_000) / (performance.now() - begun)
}

const countyId = 330_723
const staffId = newId()
const note = '上午在村便民服务中心值班，下午走访；电话畅通。'.repeat(3)
const times = { starts: '2026-03-02T00:30:00.000Z', ends: '2026-03-02T09:00:00.000Z' }

const dutyFact = (): Fact =>
  draft(
    'dutyKept',
    { dutyId: newId(), staffId, siteId: staffId, ...times, note, as: 'member' },
    { countyId, now: times.starts, by: { kind: 'system' }, staffId, siteId: staffId },
  )

const seen: Projection = {
  name: 'seen',
  tables: ['seen'],
  kinds: ['dutyKept'],
  async apply(db, facts) {
    const rows = facts.map((fact) => fact.body as { dutyId: string; staffId: string; note: string })
    await sql`${prepared} insert into seen select ${countyId}, * from unnest(${rows.map((row) => row.dutyId)}::uuid[],
      ${rows.map((row) => row.staffId)}::uuid[], ${rows.map((row) => row.note)}::text[])
      on conflict (county_id, duty_id) do update set note = excluded.note`.execute(db)
  },
}

let position = 0
const bytes = new Uint8Array(32)

async function bare(db: Db): Promise<void> {
  const dutyId = newId()
  await atomically(db, async (tx) => {
    await insertBare(tx, dutyId)
    await sql`insert into bare_seen values (${countyId}, ${dutyId}, ${staffId}, ${note})`.execute(tx)
  })
}

const soleInsert = (db: Db): Promise<unknown> => insertBare(db, newId())

function insertBare(db: Db, dutyId: string): Promise<unknown> {
  position += 1
  const body = JSON.stringify({ dutyId, staffId, siteId: staffId, ...times, note, as: 'member' })
  return sql`insert into bare values (${countyId}, ${dutyId}, ${position}, 'dutyKept', ${times.starts}, ${times.starts},
    'system', null, ${staffId}, ${staffId}, null, null, false, ${dutyId}, ${bytes}, ${bytes}, ${body})`.execute(db)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await bench())
