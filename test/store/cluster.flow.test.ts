import { spawn } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Cluster, startCluster } from '../../src/store/cluster.ts'
import { openDb } from '../../src/store/open.ts'
import { findBirth, untilGone } from '../../src/store/process.ts'
import type { StartStep } from '../../src/store/steps.ts'

const quick = ['fsync=off']
let dataDir: string
const running: Cluster[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zaigang-cluster-'))
})
afterEach(async () => {
  for (const cluster of running.splice(0)) await cluster.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(settings: readonly string[] = quick, onProgress?: (step: StartStep) => void): Promise<Cluster> {
  const cluster = await startCluster({ dataDir, settings, onProgress })
  running.push(cluster)
  return cluster
}

async function stop(cluster: Cluster): Promise<void> {
  running.splice(running.indexOf(cluster), 1)
  await cluster.stop()
}

async function ask<T>(cluster: Cluster, query: string): Promise<T[]> {
  const db = openDb(cluster.url('postgres'), { max: 1 })
  try {
    return (await sql.raw<T>(query).execute(db)).rows
  } finally {
    await db.destroy()
  }
}

/** A program of its own that starts the cluster and then waits; resolves when the cluster answers. */
async function startElsewhere(): Promise<{ pid: number; postmaster: number; kill(): Promise<void> }> {
  const script = `
    import { startCluster } from './src/store/cluster.ts'
    const cluster = await startCluster({ dataDir: process.env.DIR, settings: ['fsync=off'] })
    console.log(cluster.pid())
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    env: { ...process.env, DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))))
  const pid = child.pid ?? 0
  const kill = async () => {
    child.kill('SIGKILL')
    await untilGone(pid, 10_000)
  }
  return { pid, postmaster: Number(said), kill }
}

describe('the embedded server', () => {
  test('is made at the first start and found again at the next', async () => {
    const steps: StartStep[] = []
    const first = await start(quick, (step) => steps.push(step))
    expect(steps).toEqual(['lookingForDatabase', 'creatingCluster', 'startingDatabase'])
    await ask(first, 'create table kept (n integer)')
    await stop(first)
    const second = await start()
    expect(await ask(second, 'select * from kept')).toEqual([])
  })

  test('is UTF-8 in the C locale with checksums, listens on nothing but a private socket, and asks for a password', async () => {
    const cluster = await start()
    const settings = `select name, setting from pg_settings where name in
      ('server_encoding', 'data_checksums', 'listen_addresses', 'fsync', 'password_encryption') order by name`
    expect(await ask(cluster, settings)).toEqual([
      { name: 'data_checksums', setting: 'on' },
      { name: 'fsync', setting: 'off' },
      { name: 'listen_addresses', setting: '' },
      { name: 'password_encryption', setting: 'scram-sha-256' },
      { name: 'server_encoding', setting: 'UTF8' },
    ])
    expect(await ask(cluster, `select datcollate from pg_database where datname = 'template1'`)).toEqual([
      { datcollate: 'C' },
    ])
    const socket = readFileSync(cluster.dir.socketNote, 'utf8')
    expect(Buffer.byteLength(join(socket, '.s.PGSQL.5432'))).toBeLessThanOrEqual(107)
    expect(statSync(socket).mode & 0o777).toBe(0o700)
    for (const secret of readdirSync(cluster.dir.secrets)) {
      expect(statSync(join(cluster.dir.secrets, secret)).mode & 0o777).toBe(0o600)
    }
    const wrong = openDb(cluster.url('postgres').replace(/:[^:@]*@/, ':wrong@'), { max: 1, patienceMs: 0 })
    await expect(sql`select 1`.execute(wrong)).rejects.toMatchObject({ code: '28P01' })
    await wrong.destroy()
  })

  test('fsync is on unless somebody says otherwise', async () => {
    expect(await ask(await start([]), 'show fsync')).toEqual([{ fsync: 'on' }])
  })

  test('leaves no socket folder and no lock after a stop', async () => {
    const cluster = await start()
    const socket = readFileSync(cluster.dir.socketNote, 'utf8')
    await stop(cluster)
    expect([existsSync(socket), existsSync(cluster.dir.lock)]).toEqual([false, false])
  })

  test('works below a long path and a folder that only its owner may enter', async () => {
    chmodSync(dataDir, 0o700)
    dataDir = join(dataDir, 'x'.repeat(120), '在岗 数据')
    expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
    dataDir = join(dataDir, '..', '..')
  })
})

describe('one data directory, one program', () => {
  test('the second start is refused with a sentence', async () => {
    await start()
    const second = startCluster({ dataDir, settings: quick })
    await expect(second).rejects.toMatchObject({ reason: 'dataDirInUse' })
    await expect(second).rejects.toThrow(`另一个程序正在使用此数据目录（pid ${process.pid}）`)
  })

  test('of many that start at once over the lock of a dead program, one gets it', async () => {
    writeFileSync(join(dataDir, 'program.lock'), `${process.pid} somebody-else`)
    const starts = await Promise.allSettled(Array.from({ length: 5 }, () => start()))
    const reasons = starts.map((one) => (one.status === 'rejected' ? one.reason.reason : 'started')).sort()
    expect(reasons).toEqual(['dataDirInUse', 'dataDirInUse', 'dataDirInUse', 'dataDirInUse', 'started'])
  })

  test('a cluster of another major version is refused with its version', async () => {
    await stop(await start())
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '12\n')
    const start12 = startCluster({ dataDir })
    await expect(start12).rejects.toMatchObject({ reason: 'foreignCluster' })
    await expect(start12).rejects.toThrow('PostgreSQL 12')
  })
})

describe('what is left behind', () => {
  test('the database ends with a program that was killed, and the next start finds everything', async () => {
    const elsewhere = await startElsewhere()
    await elsewhere.kill()
    expect(await untilGone(elsewhere.postmaster, 20_000)).toBe(true)
    expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('an orphan that did not hear of it is stopped by the next start', async () => {
    const elsewhere = await startElsewhere()
    const birth = findBirth(elsewhere.postmaster)
    process.kill(elsewhere.postmaster, 'SIGSTOP')
    await elsewhere.kill()
    expect(findBirth(elsewhere.postmaster)).toBe(birth)
    const cluster = await start()
    expect(findBirth(elsewhere.postmaster)).not.toBe(birth)
    expect(await ask(cluster, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('somebody else’s server on the cluster is left alone, and the start is refused', async () => {
    const elsewhere = await startElsewhere()
    process.kill(elsewhere.postmaster, 'SIGSTOP')
    await elsewhere.kill()
    const socket = readFileSync(join(dataDir, 'socket'), 'utf8')
    writeFileSync(join(dataDir, 'socket'), '/somewhere/else')
    await expect(start()).rejects.toMatchObject({ reason: 'foreignServer' })
    writeFileSync(join(dataDir, 'socket'), socket)
    expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test.each([
    ['an empty note of a power cut', () => ''],
    ['a note with the number of another process', (dir: string) => `${process.pid}\n${dir}\n0\n5432\n/nowhere\n\n`],
    ['a note with the number of no process', (dir: string) => `999999999\n${dir}\n0\n5432\n/nowhere\n\n`],
  ])('%s does not keep it from starting', async (_, note) => {
    await stop(await start())
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), note(join(dataDir, 'postgres')))
    expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('a half-made cluster is made anew', async () => {
    await stop(await start())
    await rm(join(dataDir, 'postgres', 'PG_VERSION'))
    const { rename } = await import('node:fs/promises')
    await rename(join(dataDir, 'postgres'), join(dataDir, 'postgres.new'))
    expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('a server that dies', () => {
  test.each(['SIGKILL', 'SIGQUIT'] as const)(
    'by %s is started again; who was waiting hears it in our words',
    async (signal) => {
      const steps: StartStep[] = []
      const cluster = await start([], (step) => steps.push(step))
      const db = openDb(cluster.url('postgres'), { max: 4, patienceMs: 20_000 })
      await sql`create table kept (n integer)`.execute(db)
      await sql`insert into kept values (1)`.execute(db)
      const waiting = sql`select pg_sleep(60)`.execute(db)
      const heard = expect(waiting).rejects.toMatchObject({ refusal: 'storeAway' })
      await new Promise((wake) => setTimeout(wake, 100))
      process.kill(cluster.pid() ?? 0, signal)
      await heard
      expect((await sql`select n from kept`.execute(db)).rows).toEqual([{ n: 1 }])
      expect(steps.at(-1)).toBe('restartingDatabase')
      await db.destroy()
    },
  )
})
