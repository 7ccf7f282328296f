import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { TestProject } from 'vitest/node'
import { rooms } from '../src/main/rooms.ts'
import { withDatabase } from '../src/store/address.ts'
import { startCluster } from '../src/store/cluster.ts'
import { listMigrations } from '../src/store/migrate.ts'
import { type Db, openDb } from '../src/store/open.ts'
import { startStore } from '../src/store/start.ts'
import type { TestServer } from './db.ts'

/**
 * One PostgreSQL for the whole run: the embedded one in a folder for the while, or, with TEST_DATABASE_URL (a superuser's
 * address), any other. On it two template databases with all migrations, which tests work on or copy.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zaigang-test-'))
  const external = process.env.TEST_DATABASE_URL
  // What a test keeps need not survive a power cut.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const cluster = external ? undefined : await startCluster({ dataDir: join(dataDir, 'cluster'), settings })
  const base = external ?? cluster?.url('postgres') ?? ''
  const server: TestServer = { base, dataDir, prefix: `zt${randomBytes(3).toString('hex')}` }

  const admin = openDb(base, { max: 1, statementTimeoutMs: 0 })
  await makeTemplates(admin, server)
  project.provide('testServer', server)
  return async () => {
    await dropAll(admin, server.prefix)
    await admin.destroy()
    await cluster?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function makeTemplates(admin: Db, { base, dataDir, prefix }: TestServer): Promise<void> {
  const names = { center: `${prefix}_center`, station: `${prefix}_station` }
  for (const name of Object.values(names)) await sql`create database ${sql.id(name)} template template0`.execute(admin)
  const store = await startStore({
    dataDir,
    databaseUrl: withDatabase(base, names.center),
    stationDatabaseUrl: withDatabase(base, names.station),
    migrations: { center: await listMigrations('center', rooms), station: await listMigrations('station', rooms) },
  })
  await store.stop()
  for (const name of Object.values(names)) {
    await sql`create database ${sql.id(`${name}_shared`)} template ${sql.id(name)}`.execute(admin)
  }
}

async function dropAll(admin: Db, prefix: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select datname as name from pg_database where datname like ${`${prefix}%`}`.execute(admin)
  for (const { name } of rows) await sql`drop database ${sql.id(name)} with (force)`.execute(admin)
  const { rows: roles } = await sql<{ name: string }>`
    select rolname as name from pg_roles where rolname like ${`${prefix}%`}`.execute(admin)
  for (const { name } of roles) await sql`drop role ${sql.id(name)}`.execute(admin)
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}
