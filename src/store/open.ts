import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { isGone, readFailure } from './failures.ts'
import { parserOf } from './parsers.ts'
import type { Tables } from './tables.ts'

/** A database, or a transaction of it: queries do not care which. */
export type Db = Kysely<Tables>

export interface OpenOptions {
  /** Connections at most. */
  readonly max?: number
  readonly applicationName?: string
  /** A statement that runs longer, or a transaction that idles twice as long, is ended by the server. 0 for none. */
  readonly statementTimeoutMs?: number
  /** How long a request waits for a database that is starting again before it is refused with `storeAway`. */
  readonly patienceMs?: number
  /** True where the server is made read-only when its disk is nearly full: writing is then refused with `diskFull`. */
  readonly readOnlyWhenFull?: boolean
}

/**
 * Opens a PostgreSQL database by its URL (a Unix socket is `postgres://user:password@%2Fpath%2Fto%2Ffolder/name`).
 * Nothing is connected before the first query. Close with `db.destroy()`.
 * Values arrive as `parserOf` says. A JavaScript array as a parameter is a PostgreSQL array: write `JSON.stringify` for
 * a json column. Refuses `diskFull`, `storeAway`, and `badInput` for text with U+0000.
 */
export function openDb(url: string, options: OpenOptions = {}): Db {
  const { max = 10, applicationName = 'zaigang', statementTimeoutMs = 30_000, patienceMs = 5_000 } = options
  const settings = [
    'TimeZone=UTC',
    'DateStyle=ISO',
    'IntervalStyle=postgres',
    `statement_timeout=${statementTimeoutMs}`,
  ]
  // A transaction that its program forgot would keep everybody waiting for the heads it has locked.
  const idle = `idle_in_transaction_session_timeout=${statementTimeoutMs * 2}`
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    pipeline: true,
    connectionTimeoutMillis: 30_000,
    options: [...settings, idle].map((one) => `-c ${one}`).join(' '),
    types: { getTypeParser: ((oid: number, format?: 'text' | 'binary') => parserOf(oid, format)) as never },
  })
  const read = (failure: unknown) => readFailure(failure, options.readOnlyWhenFull === true)
  // Without a listener an idle connection that breaks would end the process; the pool replaces it by itself.
  pool.on('error', () => undefined)
  // As soon as it is connected: the same bytes may say that it is ready and that its server is going.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new PatientPool(pool, patienceMs, read) as never }),
  })
}

/**
 * Begins a statement that is asked for often and always with the same text: the server then plans it once for each
 * connection. (Behind a pooler this needs one that knows prepared statements, such as pgbouncer from 1.21.)
 */
export const prepared = sql.raw('/* prepared */')

type ReadFailure = (failure: unknown) => unknown
type Query = (sql: string, parameters: readonly unknown[]) => Promise<{ command: string }>
interface Connection {
  query: Query
  release(): void
}

/** A pool that waits for a database that is coming back, and whose connections fail in our words. */
class PatientPool {
  readonly #pool: pg.Pool
  readonly #patienceMs: number
  readonly #read: ReadFailure
  readonly #connections = new WeakMap<pg.PoolClient, Connection>()

  constructor(pool: pg.Pool, patienceMs: number, read: ReadFailure) {
    this.#pool = pool
    this.#patienceMs = patienceMs
    this.#read = read
  }

  async connect(): Promise<Connection> {
    const client = await this.#reach(performance.now() + this.#patienceMs)
    const known = this.#connections.get(client)
    if (known) return known

    const connection = { query: queryOf(client, this.#read), release: () => client.release() }
    this.#connections.set(client, connection)
    return connection
  }

  async #reach(until: number): Promise<pg.PoolClient> {
    for (;;) {
      try {
        return await this.#pool.connect()
      } catch (failure) {
        if (!isGone(failure) || performance.now() > until) throw this.#read(failure)
        await new Promise((wake) => setTimeout(wake, 100))
      }
    }
  }

  end(): Promise<void> {
    return this.#pool.end()
  }
}

const names = new Map<string, string>()

/** The name under which the server keeps a prepared statement; none for any other. */
function nameOf(text: string): string | undefined {
  if (!text.startsWith('/* prepared */')) return undefined
  const known = names.get(text)
  if (known !== undefined) return known
  const name = createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  return name
}

/**
 * A transaction's first statement follows its BEGIN on the wire without waiting for the answer, which saves every write
 * a round trip: a BEGIN fails only together with its connection, and then what follows it fails in the same way.
 */
function begun(answer: Promise<unknown>): { command: string; rows: never[] } {
  answer.catch(() => undefined)
  return { command: 'BEGIN', rows: [] }
}

function queryOf(client: pg.PoolClient, read: ReadFailure): Query {
  return async (text, parameters) => {
    try {
      const answer = client.query({ text, values: [...parameters], name: nameOf(text) })
      if (text === 'begin') return begun(answer)
      const result = await answer
      // A transaction in which an error was swallowed answers COMMIT with ROLLBACK: nobody may take that for kept.
      if (text === 'commit' && result.command === 'ROLLBACK') throw new Error('the transaction was rolled back')
      return result
    } catch (failure) {
      throw read(failure)
    }
  }
}
