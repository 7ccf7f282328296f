import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { withDatabase, withLogin } from '../src/store/address.ts'
import { atomically } from '../src/store/atomically.ts'
import type { Role } from '../src/store/migrate.ts'
import { type Db, openDb } from '../src/store/open.ts'

/** Where the run's PostgreSQL is, and the start of the names of everything made on it. */
export interface TestServer {
  readonly base: string
  readonly dataDir: string
  readonly prefix: string
}

/**
 * A test on a migrated database, as the application's login, that leaves nothing behind: all it does is rolled back.
 *
 *     test('a check-in sent twice is kept once', withDb(async (db) => { … }))
 */
export const withDb = (work: (db: Db) => Promise<void>): (() => Promise<void>) => rolledBack('center', work)

/** The same on a station's database. */
export const withStationDb = (work: (db: Db) => Promise<void>): (() => Promise<void>) => rolledBack('station', work)

const shared = new Map<Role, Db>()

function rolledBack(role: Role, work: (db: Db) => Promise<void>): () => Promise<void> {
  return async () => {
    const db = shared.get(role) ?? openDb(appAddress(role, `${templateOf(role)}_shared`))
    shared.set(role, db)
    const undo = new Error('undo')
    await atomically(db, async (tx) => {
      await work(tx)
      throw undo
    }).catch((failure: unknown) => {
      if (failure !== undo) throw failure
    })
  }
}

/** A database of one's own, for tests that need commits or several connections. To be closed at the end. */
export interface FreshDb {
  /** As the application's login. */
  readonly app: Db
  readonly owner: Db
  readonly appUrl: string
  readonly ownerUrl: string
  /** Closes and drops it. */
  close(): Promise<void>
}

export async function freshDb(role: Role = 'center'): Promise<FreshDb> {
  const { base, prefix } = inject('testServer')
  const name = `${prefix}_${randomBytes(4).toString('hex')}`
  await asAdmin((admin) => sql`create database ${sql.id(name)} template ${sql.id(templateOf(role))}`.execute(admin))
  const [appUrl, ownerUrl] = [appAddress(role, name), withDatabase(base, name)]
  const [app, owner] = [openDb(appUrl), openDb(ownerUrl)]
  const close = async () => {
    await Promise.all([app.destroy(), owner.destroy()])
    await asAdmin((admin) => sql`drop database ${sql.id(name)} with (force)`.execute(admin))
  }
  return { app, owner, appUrl, ownerUrl, close }
}

/** Work as the superuser of the run's server, outside every test's database. */
export async function asAdmin<T>(work: (admin: Db) => Promise<T>): Promise<T> {
  const admin = openDb(inject('testServer').base, { max: 1 })
  try {
    return await work(admin)
  } finally {
    await admin.destroy()
  }
}

const templateOf = (role: Role): string => `${inject('testServer').prefix}_${role}`

function appAddress(role: Role, database: string): string {
  const { base, dataDir } = inject('testServer')
  const login = `${templateOf(role)}_app`
  return withLogin(withDatabase(base, database), login, readFileSync(join(dataDir, 'secrets', login), 'utf8'))
}
