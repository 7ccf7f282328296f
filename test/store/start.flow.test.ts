import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { rooms } from '../../src/main/rooms.ts'
import { withDatabase, withLogin } from '../../src/store/address.ts'
import { startCluster } from '../../src/store/cluster.ts'
import { keepSecret, keepText, openDataDir } from '../../src/store/files.ts'
import { listMigrations } from '../../src/store/migrate.ts'
import { openDb } from '../../src/store/open.ts'
import { chooseRunner } from '../../src/store/runner.ts'
import { watchSpace } from '../../src/store/space.ts'
import { type StartOptions, type Store, startStore } from '../../src/store/start.ts'
import { asAdmin } from '../db.ts'
import { dutyFact } from '../fact/samples.ts'

let dataDir: string
const running: Store[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zaigang-start-'))
})
afterEach(async () => {
  for (const store of running.splice(0)) await store.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(options: Partial<StartOptions> = {}): Promise<Store> {
  const migrations = { center: await listMigrations('center', rooms), station: await listMigrations('station', rooms) }
  const store = await startStore({ dataDir, migrations, ...options })
  running.push(store)
  return store
}

const change = sql`update fact set kind = kind`

describe('without an address', () => {
  test('the embedded server serves two databases, each with a login that cannot change facts nor see the other', async () => {
    const store = await start({ settings: ['fsync=off'] })
    expect([store.kind, store.warnings, store.center.name, store.station.name]).toEqual([
      'embedded',
      [],
      'zaigang_center',
      'zaigang_station',
    ])
    for (const { app, name } of [store.center, store.station]) {
      await append(app, [dutyFact('a')], [])
      await expect(change.execute(app)).rejects.toMatchObject({ code: '42501' })
      const { rows } = await sql`select current_user as login, current_database() as database`.execute(app)
      expect(rows).toEqual([{ login: `${name}_app`, database: name }])
    }
    const may = sql`select has_database_privilege('zaigang_center_app', 'zaigang_station', 'connect') as other,
      has_database_privilege('zaigang_center_app', 'zaigang_center', 'connect') as own`
    expect((await may.execute(store.center.owner)).rows).toEqual([{ other: false, own: true }])
  })

  test('a second start finds the facts of the first', async () => {
    const first = await start({ settings: ['fsync=off'] })
    await append(first.center.app, [dutyFact('a')], [])
    await running.splice(0)[0]?.stop()
    const second = await start({ settings: ['fsync=off'] })
    expect((await sql`select count(*) as facts from fact`.execute(second.center.app)).rows).toEqual([{ facts: 1 }])
  })
})

test('a server that was left read-only for want of room starts writable when there is room again', async () => {
  const cluster = await startCluster({ dataDir, settings: ['fsync=off'] })
  const tight = watchSpace(cluster, Number.MAX_SAFE_INTEGER)
  await tight.look()
  await tight.stop()
  await cluster.stop()
  const store = await start({ settings: ['fsync=off'] })
  expect(await append(store.center.app, [dutyFact('a')], [])).toHaveLength(1)
})

describe('with an address', () => {
  /** A database of an ordinary login on the run's server. */
  async function ordinary(rights: string): Promise<{ url: string; database: string }> {
    const { base, prefix } = inject('testServer')
    const database = `${prefix}_o${randomBytes(3).toString('hex')}`
    await asAdmin(async (admin) => {
      await sql.raw(`create role ${database} login password 'secret-word' ${rights}`).execute(admin)
      await sql.raw(`create database ${database} owner ${database}`).execute(admin)
    })
    return { url: withLogin(withDatabase(base, database), database, 'secret-word'), database }
  }

  test('that may do all, the station’s database and both logins are made', async () => {
    const { url, database } = await ordinary('createdb createrole')
    const store = await start({ databaseUrl: url })
    expect([store.kind, store.warnings, store.station.name]).toEqual(['external', [], `${database}_station`])
    await append(store.station.app, [dutyFact('a')], [])
    await expect(change.execute(store.station.app)).rejects.toMatchObject({ code: '42501' })
  })

  test('that may make no logins, the program runs as the owner and says so', async () => {
    const { url } = await ordinary('createdb')
    const store = await start({ databaseUrl: url })
    expect(store.warnings.map((one) => one.en)).toEqual([
      expect.stringContaining('append-only is not enforced'),
      expect.stringContaining('append-only is not enforced'),
    ])
    await append(store.center.app, [dutyFact('a')], [])
  })

  test('that may make no database, the other address is asked for', async () => {
    const { url, database } = await ordinary('')
    const refused = start({ databaseUrl: url })
    await expect(refused).rejects.toMatchObject({ reason: 'stationDatabaseMissing' })
    await expect(refused).rejects.toThrow(`${database}_station`)
    await expect(refused).rejects.toThrow('STATION_DATABASE_URL')
    const other = await ordinary('')
    expect((await start({ databaseUrl: url, stationDatabaseUrl: other.url })).station.name).toBe(other.database)
  })

  test.each([
    ['nobody answers', 'postgres://me:secret-word@127.0.0.1:1/x', 'databaseUnreachable'],
    ['it is no address', 'mysql://me:secret-word@127.0.0.1/x', 'badDatabaseUrl'],
    ['it names no database', 'postgres://me:secret-word@127.0.0.1', 'badDatabaseUrl'],
  ])('when %s, the start is refused without telling the password', async (_, databaseUrl, reason) => {
    const refused = start({ databaseUrl })
    await expect(refused).rejects.toMatchObject({ reason })
    await expect(refused).rejects.not.toThrow('secret-word')
  })

  test('a server older than 15 is refused with a sentence', async () => {
    const { port, close } = await oldServer('140012')
    const refused = start({ databaseUrl: `postgres://me@127.0.0.1:${port}/x` })
    await expect(refused).rejects.toMatchObject({ reason: 'databaseTooOld' })
    await expect(refused).rejects.toThrow('PostgreSQL 14 is too old')
    await close()
  })
})

test('a cluster made by the host’s PostgreSQL is opened with that', async () => {
  const dir = await openDataDir(dataDir)
  const passwordFile = join(dataDir, 'password')
  await keepText(passwordFile, await keepSecret(dir, 'postgres-superuser'))
  const major = Math.max(...readdirSync('/usr/lib/postgresql').map(Number))
  const bin = `/usr/lib/postgresql/${major}/bin`
  const runner = chooseRunner({ bin, major, origin: 'host' }, dir.cluster)
  runner.makeFolder(dir.cluster)
  runner.run(join(bin, 'initdb'), [
    '-D',
    dir.cluster,
    '-U',
    'zaigang',
    `--pwfile=${passwordFile}`,
    '-A',
    'scram-sha-256',
  ])
  const cluster = await startCluster({ dataDir, settings: ['fsync=off'] })
  const db = openDb(cluster.url('postgres'), { max: 1 })
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db)
  expect(rows[0]?.server_version).toMatch(new RegExp(`^${major}\\.`))
  await db.destroy()
  await cluster.stop()
})

/** As much of PostgreSQL's protocol as it takes to say how old one is. */
async function oldServer(version: string): Promise<{ port: number; close(): Promise<void> }> {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts)
    const head = Buffer.alloc(5)
    head.write(type)
    head.writeInt32BE(body.length + 4, 1)
    return Buffer.concat([head, body])
  }
  const int16 = (n: number) => Buffer.from([n >> 8, n & 255])
  const int32 = (n: number) => Buffer.from([n >> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255])
  const text = (words: string) => Buffer.from(`${words}\0`)
  const ready = message('Z', Buffer.from('I'))
  const column = Buffer.concat([
    text('server_version_num'),
    int32(0),
    int16(0),
    int32(25),
    int16(-1),
    int32(-1),
    int16(0),
  ])
  const answer = [
    message('T', int16(1), column),
    message('D', int16(1), int32(version.length), Buffer.from(version)),
    message('C', text('SHOW')),
    ready,
  ]
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int32(0)), ready]))
      socket.on('data', (data) => data[0] === 0x51 && socket.write(Buffer.concat(answer)))
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { port, close: () => new Promise((done) => server.close(() => done())) }
}
