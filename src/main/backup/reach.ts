import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { countUnsent } from '../../fact/outbox.ts'
import { Refusal } from '../../kit/refusals.ts'
import '../../presence/station/tables.ts'
import { databaseOf, withDatabase } from '../../store/address.ts'
import { startCluster } from '../../store/cluster.ts'
import { findText, hasCode, keepSecret, openDataDir } from '../../store/files.ts'
import { listMigrations, type Migration, migrate, type Role } from '../../store/migrate.ts'
import { type Db, openDb } from '../../store/open.ts'
import { socketUrl } from '../../store/server.ts'
import { StartError } from '../../store/start-error.ts'
import { rooms } from '../rooms.ts'
import type { Say } from '../say.ts'
import type { Settings } from '../settings.ts'
import { Obstacle } from './obstacle.ts'
import { listShapes, roles } from './tables.ts'

/** Both databases of an installation as their owner, just as they are: nothing is migrated, no login is touched. */
export interface Reached {
  readonly center: Db
  readonly station: Db
  readonly name: Readonly<Record<Role, string>>
  /** `running`: of a program that goes on meanwhile. `started`: by us, and ends with `stop`. */
  readonly as: 'running' | 'started' | 'external'
  stop(): Promise<void>
}

interface Addresses extends Record<Role, string> {
  readonly as: Reached['as']
  stop(): Promise<void>
}

/**
 * Reaches the databases of an installation: by its address, in the program that runs on DATA_DIR, or by starting the
 * embedded server when none does. Throws `Obstacle` `nothingHere` and `StartError`.
 */
export async function reach(settings: Settings, say: Say): Promise<Reached> {
  const { center, station, as, stop } = await findAddresses(settings, say)
  await keepStation(center, station)
  const open = (url: string): Db =>
    openDb(url, { max: 2, applicationName: 'zaigang backup', statementTimeoutMs: 0, patienceMs: 10_000 })
  const dbs = { center: open(center), station: open(station) }
  const close = async (): Promise<void> => {
    await Promise.all(roles.map((role) => dbs[role].destroy()))
    await stop()
  }
  try {
    for (const role of roles) await sql`select 1`.execute(dbs[role])
  } catch (failure) {
    const waiting = hasCode(failure, notMade) ? await findWaitingAlone(dbs.station) : undefined
    await close()
    if (waiting !== undefined) throw new Obstacle('stationAlone', String(waiting), { cause: failure })
    const why = failure instanceof Error && !(failure instanceof Refusal) ? failure.message : 'zaigang'
    throw new Obstacle('nothingHere', why, { cause: failure })
  }
  return { ...dbs, as, name: { center: databaseOf(center), station: databaseOf(station) }, stop: close }
}

/** Where there is no center's database: how many facts of a station on its own the center has not got yet. */
async function findWaitingAlone(station: Db): Promise<number | undefined> {
  try {
    const own = await station.selectFrom('own_station').select('device_id').execute()
    const counts = await Promise.all(own.map((it) => countUnsent(station, it.device_id)))
    return own.length === 0 ? undefined : counts.reduce((sum, one) => sum + one, 0)
  } catch {
    // No station either, or not one of ours.
    return undefined
  }
}

/** A center alone has no station's database: an empty one stands for it, here and where the backup is restored. */
async function keepStation(center: string, station: string): Promise<void> {
  const db = openDb(center, { max: 1, patienceMs: 0 })
  try {
    const name = databaseOf(station)
    if ((await sql`select from county limit 1`.execute(db)).rows.length === 0) return
    const { rows } = await sql`select from pg_database where datname = ${name}`.execute(db)
    if (rows.length > 0 || new URL(station).host !== new URL(center).host) return
    await sql`create database ${sql.id(name)} encoding 'UTF8' template template0`.execute(db)
    const made = openDb(station, { max: 1, statementTimeoutMs: 0 })
    await migrate(made, await listMigrations('station', rooms)).finally(() => made.destroy())
  } catch {
    // Whatever is wrong is said when both are reached.
  } finally {
    await db.destroy()
  }
}

/** invalid_catalog_name: there is no such database. */
export const notMade = '3D000'

const nothing = async (): Promise<void> => undefined

async function findAddresses(settings: Settings, say: Say): Promise<Addresses> {
  const { databaseUrl, stationDatabaseUrl, dataDir } = settings
  if (databaseUrl) {
    const station = stationDatabaseUrl ?? withDatabase(databaseUrl, `${databaseOf(databaseUrl)}_station`)
    return { center: databaseUrl, station, as: 'external', stop: nothing }
  }
  if (!hasCluster(settings)) throw new Obstacle('nothingHere', dataDir)
  try {
    const cluster = await startCluster({ dataDir, onProgress: say.database })
    return { ...both((name) => cluster.url(name)), as: 'started', stop: () => cluster.stop() }
  } catch (failure) {
    if (!(failure instanceof StartError) || failure.reason !== 'dataDirInUse') throw failure
    return attach(dataDir, failure)
  }
}

/** Tells that somebody else's program is used, where it is. */
export function sayHow({ as }: Reached, say: Say): void {
  if (as === 'running') say.step('程序正在运行，直接使用它的数据库', 'The program is running: its database is used')
}

/** Whether an embedded database was ever made here. */
export const hasCluster = ({ dataDir }: Settings): boolean => existsSync(join(dataDir, 'postgres', 'PG_VERSION'))

async function attach(dataDir: string, inUse: StartError): Promise<Addresses> {
  const dir = await openDataDir(dataDir)
  const socket = await findText(dir.socketNote)
  if (socket === undefined) throw inUse
  const password = await keepSecret(dir, 'postgres-superuser')
  return { ...both((name) => socketUrl(socket, password, name)), as: 'running', stop: nothing }
}

const both = (urlOf: (name: string) => string): Record<Role, string> => ({
  center: urlOf('zaigang_center'),
  station: urlOf('zaigang_station'),
})

export const listAllMigrations = async (): Promise<Record<Role, Migration[]>> => ({
  center: await listMigrations('center', rooms),
  station: await listMigrations('station', rooms),
})

/** Throws `otherShape` unless both databases have exactly the migrations of this program. */
export async function demandShape(reached: Reached): Promise<Record<Role, string[]>> {
  const ours = await listAllMigrations()
  const names: Record<Role, string[]> = { center: [], station: [] }
  for (const role of roles) {
    const shapes = await listShapes(reached[role])
    if (!shapes.some((it) => it.name === 'migration')) throw new Obstacle('nothingHere', reached.name[role])
    const there = await reached[role].selectFrom('migration').select('name').orderBy('name').execute()
    names[role] = there.map((it) => it.name)
    const wanted = ours[role].map((it) => it.name)
    const other = [...wanted, ...names[role]].find((it) => !(wanted.includes(it) && names[role].includes(it)))
    if (other !== undefined) throw new Obstacle('otherShape', other)
  }
  return names
}
