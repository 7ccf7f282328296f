import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Role } from '../../store/migrate.ts'
import type { Db } from '../../store/open.ts'
import type { TableSum } from './format.ts'
import type { TableShape } from './tables.ts'

const rowsAtOnce = 500

/** Makes rows read as text the same on every server, whatever its settings. For a transaction that reads them. */
export async function readPlainly(tx: Db): Promise<void> {
  await sql`select set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)`.execute(tx)
}

/** The rows of a table as JSON text in the order of its key, some at a time: memory stays the same for any number. */
export async function* listRows(tx: Db, { name, columns, orderedBy }: TableShape): AsyncGenerator<string[]> {
  const list = sql.join(columns.map((it) => sql.ref(it)))
  const order = orderedBy.length === 0 ? sql`` : sql`order by ${sql.join(orderedBy.map((it) => sql.ref(it)))}`
  const query = sql`select row_to_json(one)::text as row from (select ${list} from ${sql.table(name)} ${order}) as one`
  for await (const rows of fetchAll<{ row: string }>(tx, query)) yield rows.map((it) => it.row)
}

/** Count and digest of a read table; its rows sorted as text, so that how they came there does not matter. */
export async function sumOf(tx: Db, role: Role, { name, columns }: TableShape): Promise<TableSum> {
  const list = sql.join(columns.map((it) => sql.ref(it)))
  const texts = sql`select row_to_json(one)::text as row from (select ${list} from ${sql.table(name)}) as one`
  const sum = startSum(role, name)
  const query = sql`select row from (${texts}) as all_rows order by row collate "C"`
  for await (const rows of fetchAll<{ row: string }>(tx, query)) sum.add(rows.map((it) => it.row))
  return sum.end()
}

/** Adds up rows as they pass. */
export interface Sum {
  add(rows: readonly string[]): void
  end(): TableSum
}

export function startSum(role: Role, table: string): Sum {
  const hash = createHash('sha256')
  let count = 0
  return {
    add: (rows) => {
      count += rows.length
      for (const row of rows) hash.update(row).update('\n')
    },
    end: () => ({ role, table, rows: count, sha256: hash.digest('hex') }),
  }
}

/** The rows of a query, some at a time. One at once in a transaction. */
export async function* fetchAll<R>(tx: Db, query: ReturnType<typeof sql>): AsyncGenerator<R[]> {
  await sql`declare backup_rows no scroll cursor for ${query}`.execute(tx)
  for (;;) {
    const { rows } = await sql<R>`fetch ${sql.lit(rowsAtOnce)} from backup_rows`.execute(tx)
    if (rows.length === 0) break
    yield rows
  }
  await sql`close backup_rows`.execute(tx)
}

/** Adds rows to a table as they were. Throws when one is there already or does not fit. */
export async function addRows(
  tx: Db,
  table: string,
  columns: readonly string[],
  rows: readonly string[],
): Promise<void> {
  const list = sql.join(columns.map((it) => sql.ref(it)))
  const it = sql.table(table)
  await sql`insert into ${it} (${list})
    select ${list} from json_populate_recordset(null::${it}, ${`[${rows.join(',')}]`}::json)`.execute(tx)
}
