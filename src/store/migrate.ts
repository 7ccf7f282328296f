import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { atomically } from './atomically.ts'
import type { Db } from './open.ts'
import { StartError } from './start-error.ts'

/** The two databases of the program. */
export type Role = 'center' | 'station'

/** One step of a database's shape. `name` is `room/0001-what` and never changes once it has run anywhere. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

/**
 * The migrations of some rooms for one database: rooms in the order given, each room's by number. A room keeps them as
 * `<room>/migrations/NNNN-what.center.sql`, `.station.sql` or `.both.sql`; a room without that folder has none.
 */
export async function listMigrations(role: Role, rooms: readonly string[]): Promise<Migration[]> {
  const lists = await Promise.all(rooms.map((room) => listOfRoom(role, room)))
  const all = lists.flat()
  const twice = all.find((one, i) => all.findIndex((other) => other.name === one.name) !== i)
  if (twice) throw new Error(`two migrations are named ${twice.name}`)
  return all
}

/**
 * Brings a database to the shape of the program, all or nothing; returns the names that ran. Two programs that start at
 * once wait for each other. Throws `StartError` when a migration that has run was changed, or is unknown here.
 */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<string[]> {
  return atomically(db, async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx)
    await sql`create table if not exists migration (name text primary key, hash text not null, at timestamptz not null default now())`.execute(
      tx,
    )
    const kept = await tx.selectFrom('migration').select(['name', 'hash']).execute()

    const missing = listMissing(migrations, kept)
    for (const one of missing) {
      await sql.raw(one.sql).execute(tx)
      await sql`insert into migration (name, hash) values (${one.name}, ${hashOf(one)})`.execute(tx)
    }
    return missing.map((one) => one.name)
  })
}

/** Any number, as long as it is always this one. */
const migrationLock = 640_311_207

function listMissing(migrations: readonly Migration[], kept: readonly { name: string; hash: string }[]): Migration[] {
  const known = new Map(migrations.map((one) => [one.name, one]))
  for (const { name, hash } of kept) {
    const one = known.get(name)
    if (!one) throw new StartError('newerDatabase', name)
    if (hashOf(one) !== hash) throw new StartError('migrationChanged', name)
    known.delete(name)
  }
  return [...known.values()]
}

/** Line ends are not content: a checkout on Windows has the same hash. */
const hashOf = (one: Migration): string => createHash('sha256').update(one.sql.replaceAll('\r\n', '\n')).digest('hex')

const roomsFolder = new URL('../', import.meta.url)

async function listOfRoom(role: Role, room: string): Promise<Migration[]> {
  const folder = new URL(`${room}/migrations/`, roomsFolder)
  const wanted = new RegExp(`^(\\d{4}-[a-z0-9-]+)\\.(${role}|both)\\.sql$`)
  const files = (await filesOf(folder)).filter((file) => wanted.test(file)).sort()
  return Promise.all(
    files.map(async (file) => ({
      name: `${room}/${file.slice(0, file.indexOf('.'))}`,
      sql: await readFile(new URL(file, folder), 'utf8'),
    })),
  )
}

async function filesOf(folder: URL): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return []
    throw failure
  }
}
