import { execFileSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Cluster, startCluster } from '../../src/store/cluster.ts'
import { type Db, openDb } from '../../src/store/open.ts'
import { watchSpace } from '../../src/store/space.ts'

let dataDir: string
let cluster: Cluster | undefined
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zaigang-space-'))
})
afterEach(async () => {
  await cluster?.stop()
  cluster = undefined
  await rm(dataDir, { recursive: true, force: true })
})

const open = (of: Cluster) => openDb(of.url('postgres'), { max: 2, readOnlyWhenFull: true, patienceMs: 500 })
const write = (db: Db, n: number) => sql`insert into kept values (${n}, repeat('x', 200000))`.execute(db)
const listKept = async (db: Db) =>
  (await sql<{ n: number }>`select n from kept order by n`.execute(db)).rows.map((r) => r.n)

test('with little room left writing is refused, reading goes on, and with room again writing does too', async () => {
  cluster = await startCluster({ dataDir, settings: ['fsync=off'] })
  const db = open(cluster)
  await sql`create table kept (n integer, filler text)`.execute(db)
  await write(db, 1)

  const tight = watchSpace(cluster, Number.MAX_SAFE_INTEGER)
  expect(await tight.look()).toBe(false)
  await expect
    .poll(() =>
      write(db, 2).then(
        () => 'kept',
        (failure) => failure.refusal,
      ),
    )
    .toBe('diskFull')
  expect(await listKept(db)).not.toContain(3)
  await tight.stop()

  const roomy = watchSpace(cluster, 0)
  expect(await roomy.look()).toBe(true)
  await expect
    .poll(() =>
      write(db, 3).then(
        () => 'kept',
        (failure) => failure.refusal,
      ),
    )
    .toBe('kept')
  await roomy.stop()
  await db.destroy()
})

// Mounting a disk of its own size needs root.
describe.runIf(process.getuid?.() === 0)('on a disk that is really full', () => {
  beforeEach(() => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', dataDir])
  })
  afterEach(async () => {
    await cluster?.stop()
    cluster = undefined
    execFileSync('umount', [dataDir])
  })

  test('writing on and on ends in a refusal, with everything acknowledged still there', async () => {
    cluster = await startCluster({ dataDir })
    const db = open(cluster)
    await sql`create table kept (n integer, filler text)`.execute(db)
    const watch = watchSpace(cluster, 40_000_000)
    const kept: number[] = []
    let refusal: unknown
    for (let n = 0; refusal === undefined && n < 2_000; n += 1) {
      await sql`insert into kept select ${n}, string_agg(md5(random()::text), '') from generate_series(1, 2000)`
        .execute(db)
        .then(() => kept.push(n))
        .catch((failure) => {
          refusal = failure.refusal ?? failure
        })
    }
    expect(refusal).toBe('diskFull')
    expect(await listKept(db)).toEqual(kept)
    await watch.stop()
    await db.destroy()
  })

  test('that somebody else filled in one stroke, the server may fall, but comes back with everything acknowledged', async () => {
    cluster = await startCluster({ dataDir })
    const db = open(cluster)
    await sql`create table kept (n integer, filler text)`.execute(db)
    const { bavail, bsize } = statfsSync(dataDir)
    const kept: number[] = []
    const refusals = new Set<unknown>()
    writeFileSync(join(dataDir, 'filler'), Buffer.alloc(bavail * bsize - 2_000_000))
    for (let n = 0; n < 60; n += 1) {
      await sql`insert into kept select ${n}, string_agg(md5(random()::text), '') from generate_series(1, 20000)`
        .execute(db)
        .then(() => kept.push(n))
        .catch((failure) => refusals.add(failure.refusal ?? failure))
    }
    expect([...refusals].filter((one) => one !== 'diskFull' && one !== 'storeAway')).toEqual([])
    expect(refusals.size).toBeGreaterThan(0)

    rmSync(join(dataDir, 'filler'))
    await expect.poll(() => listKept(db).catch((failure) => failure.refusal), { timeout: 30_000 }).toEqual(kept)
    await write(db, 99)
    expect(await listKept(db)).toEqual([...kept, 99])
    await db.destroy()
  })
})
