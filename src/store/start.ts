import { sql } from 'kysely'
import { Refusal } from '../kit/refusals.ts'
import { databaseOf, withDatabase, withLogin } from './address.ts'
import { startCluster } from './cluster.ts'
import { type DataDir, keepSecret, openDataDir } from './files.ts'
import { grantReading, grantTables, keepLogin, type Login } from './logins.ts'
import { type Migration, migrate, type Role } from './migrate.ts'
import { type Db, type OpenOptions, openDb } from './open.ts'
import { watchSpace } from './space.ts'
import { StartError } from './start-error.ts'
import type { OnProgress } from './steps.ts'

/** One of the two databases: `owner` changes its shape, `app` is what everything else uses. */
interface Database {
  readonly owner: Db
  readonly app: Db
  readonly name: string
  /** A further pool as `app`, of at most `max` connections: for what is called while a connection of `app` is held. */
  open(max: number, applicationName: string): Db
}

/** The two databases of the program, ready for use. */
export interface Store {
  readonly kind: 'embedded' | 'external'
  readonly center: Database
  readonly station: Database
  /** What works less well than it could, for the log and the page of the operator. */
  readonly warnings: readonly { readonly zh: string; readonly en: string }[]
  /** Closes all connections and ends the embedded server. */
  stop(): Promise<void>
}

export interface StartOptions {
  readonly dataDir: string
  /** An address makes any PostgreSQL from 15 serve; without it the embedded one is started in `dataDir`. */
  readonly databaseUrl?: string | undefined
  readonly stationDatabaseUrl?: string | undefined
  readonly migrations: Readonly<Record<Role, readonly Migration[]>>
  /** What the login of an auditor may read; without it there is none. */
  readonly auditTables?: Readonly<Record<Role, readonly string[]>> | undefined
  readonly onProgress?: OnProgress | undefined
  /** Settings of the embedded server, `name=value`. */
  readonly settings?: readonly string[] | undefined
  /** Connections of the application to each database. */
  readonly connections?: number | undefined
}

/** Finds or starts PostgreSQL, brings both databases up to date and opens them. Throws `StartError`. */
export const startStore = (options: StartOptions): Promise<Store> => startRoles(['center', 'station'], options)

/** What a program has that is only one of the two. */
export type StoreOf<R extends Role> = Pick<Store, R | 'kind' | 'warnings' | 'stop'>

/** The same for some of the databases only; the others are neither made nor touched. */
export async function startRoles<R extends Role>(roles: readonly R[], options: StartOptions): Promise<StoreOf<R>> {
  const given = roles.some((role) => role === 'center') ? options.databaseUrl : options.stationDatabaseUrl
  const server = given ? await reach(roles, options, given) : await embed(roles, options)
  const opened: OpenDatabase[] = []
  const warnings: { zh: string; en: string }[] = []
  const stop = async () => {
    await Promise.all(opened.flatMap((one) => one.pools.map((pool) => pool.destroy())))
    await server.stop()
  }
  try {
    options.onProgress?.('preparingDatabases')
    for (const role of roles) opened.push(await openDatabase(role, server, options, warnings))
    options.onProgress?.('databaseReady')
    const databases = Object.fromEntries(roles.map((role, i) => [role, opened[i]]))
    return { kind: server.kind, ...databases, warnings, stop } as unknown as StoreOf<R>
  } catch (failure) {
    await stop()
    throw failure
  }
}

/** With all pools that are open on it, to close them. */
interface OpenDatabase extends Database {
  readonly pools: Db[]
}

interface ServerFound {
  readonly kind: Store['kind']
  readonly dir: DataDir
  readonly address: Readonly<Partial<Record<Role, string>>>
  readonly open: OpenOptions
  stop(): Promise<void>
}

async function embed(roles: readonly Role[], options: StartOptions): Promise<ServerFound> {
  const cluster = await startCluster(options)
  const space = watchSpace(cluster)
  const stop = async () => {
    await space.stop()
    await cluster.stop()
  }
  try {
    if (!(await space.look())) throw new StartError('diskFull', cluster.dir.root)
    const address = Object.fromEntries(roles.map((role) => [role, cluster.url(`zaigang_${role}`)]))
    for (const url of Object.values(address)) await keepDatabase(url, cluster.url('postgres'))
    return { kind: 'embedded', dir: cluster.dir, address, open: { readOnlyWhenFull: true }, stop }
  } catch (failure) {
    await stop()
    throw failure
  }
}

async function reach(roles: readonly Role[], options: StartOptions, given: string): Promise<ServerFound> {
  const dir = await openDataDir(options.dataDir)
  await checkServer(given)
  const [only] = roles
  const address = roles.length === 1 && only ? { [only]: given } : await reachBoth(options, given)
  return { kind: 'external', dir, address, open: {}, stop: async () => undefined }
}

async function reachBoth({ stationDatabaseUrl }: StartOptions, center: string): Promise<Record<Role, string>> {
  const station = stationDatabaseUrl ?? withDatabase(center, `${databaseOf(center)}_station`)
  if (stationDatabaseUrl) await checkServer(station)
  else await keepStationDatabase(station, center)
  return { center, station }
}

async function keepStationDatabase(station: string, center: string): Promise<void> {
  try {
    await keepDatabase(station, center)
  } catch (cause) {
    throw new StartError('stationDatabaseMissing', databaseOf(station), { cause })
  }
}

/** Makes the database of an address where missing, from another database of the same server. */
async function keepDatabase(address: string, from: string): Promise<void> {
  await using(from, async (db) => {
    const name = databaseOf(address)
    const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(db)
    if (rows.length === 0) await sql`create database ${sql.id(name)} encoding 'UTF8' template template0`.execute(db)
  })
}

const oldestVersion = 150_000

async function checkServer(address: string): Promise<void> {
  databaseOf(address)
  const version = await using(address, async (db) => {
    const { rows } = await sql<{ server_version_num: string }>`show server_version_num`.execute(db)
    return Number(rows[0]?.server_version_num)
  }).catch((cause: unknown) => {
    throw new StartError('databaseUnreachable', whyUnreachable(cause, address), { cause })
  })
  if (version < oldestVersion) throw new StartError('databaseTooOld', String(Math.floor(version / 10_000)))
}

/** Where nobody answers, the address says most; without the password in it. */
function whyUnreachable(cause: unknown, address: string): string {
  if (!(cause instanceof Error) || cause instanceof Refusal) return new URL(address).host + new URL(address).pathname
  return cause.message
}

async function openDatabase(
  role: Role,
  server: ServerFound,
  options: StartOptions,
  warnings: { zh: string; en: string }[],
): Promise<OpenDatabase> {
  const address = server.address[role] ?? ''
  const name = databaseOf(address)
  const owner = openDb(address, {
    ...server.open,
    max: 2,
    applicationName: `zaigang ${role} owner`,
    statementTimeoutMs: 0,
  })
  try {
    const login = await loginOf(server.dir, name, 'application')
    const own = await keepLogin(owner, login)
    options.onProgress?.('migrating')
    await migrate(owner, options.migrations[role])
    if (own) await grantTables(owner, login)
    else warnings.push(runsAsOwner(name))
    if (own && options.auditTables) {
      const auditor = await loginOf(server.dir, name, 'audit')
      await keepLogin(owner, auditor)
      await grantReading(owner, auditor, options.auditTables[role])
    }
    const appAddress = own ? withLogin(address, login.name, login.password) : address
    const pools = [owner]
    const open = (max: number, applicationName: string): Db => {
      const pool = openDb(appAddress, { ...server.open, max, applicationName })
      pools.push(pool)
      return pool
    }
    return { owner, app: open(options.connections ?? 10, `zaigang ${role}`), name, open, pools }
  } catch (failure) {
    await owner.destroy()
    throw failure
  }
}

const endings = { application: 'app', audit: 'audit' } as const

/** Its password is made at the first start and lies in `secrets` beside the others, under its name. */
async function loginOf(dir: DataDir, database: string, as: Login['as']): Promise<Login> {
  const name = `${database}_${endings[as]}`
  return { name, password: await keepSecret(dir, name), as }
}

const runsAsOwner = (name: string): { zh: string; en: string } => ({
  zh: `登录名无权建立其他登录名：数据库 ${name} 由所有者身份使用，“只增不改”不由数据库保证。`,
  en: `This login may not create logins: database ${name} is used as its owner, so append-only is not enforced by the database.`,
})

async function using<T>(address: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDb(address, { max: 1, statementTimeoutMs: 0, patienceMs: 0 })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
