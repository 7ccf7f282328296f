import { sql } from 'kysely'
import { atomically } from './atomically.ts'
import type { Db } from './open.ts'

/**
 * A login beside the owner. `application` may read and write, but never change or remove what is append-only. `audit` may
 * read facts and what is made from them, and nothing else: no credentials, no sessions, no keys, no writing.
 */
export interface Login {
  readonly name: string
  readonly password: string
  readonly as: 'application' | 'audit'
}

/**
 * Makes a login, or gives the existing one its password, and lets it (and not everybody) into this database.
 * False when we may not: then the application has to run as the owner.
 */
export async function keepLogin(owner: Db, login: Login): Promise<boolean> {
  try {
    await atomically(owner, async (tx) => {
      const { rows } = await sql`select 1 from pg_roles where rolname = ${login.name}`.execute(tx)
      const verb = sql.raw(rows.length === 0 ? 'create' : 'alter')
      await sql`${verb} role ${sql.id(login.name)} login password ${sql.lit(login.password)}`.execute(tx)
      const { rows: here } = await sql<{ name: string }>`select current_database() as name`.execute(tx)
      const database = sql.id(here[0]?.name ?? '')
      await sql`revoke all on database ${database} from public`.execute(tx)
      await sql`revoke create on schema public from public`.execute(tx)
      await sql`revoke all on database ${database} from ${sql.id(login.name)}`.execute(tx)
      const rights = sql.raw(login.as === 'audit' ? 'connect' : 'connect, temporary')
      await sql`grant ${rights} on database ${database} to ${sql.id(login.name)}`.execute(tx)
      if (login.as === 'audit') await holdBack(tx, login)
    })
    return true
  } catch (failure) {
    if (mayNot(failure)) return false
    throw failure
  }
}

/** Whatever it asks is read-only and ends within a minute, and it never takes the last connections. */
async function holdBack(owner: Db, { name }: Login): Promise<void> {
  await sql`alter role ${sql.id(name)} connection limit 3`.execute(owner)
  await sql`alter role ${sql.id(name)} set default_transaction_read_only = on`.execute(owner)
  await sql`alter role ${sql.id(name)} set statement_timeout = '60s'`.execute(owner)
}

/**
 * Gives an auditor's login these tables to read, and takes whatever else it had. Those that are not there (yet) are left
 * out. To be repeated after each migration.
 */
export async function grantReading(owner: Db, login: Login, tables: readonly string[]): Promise<void> {
  const to = sql.id(login.name)
  await atomically(owner, async (tx) => {
    await sql`revoke all on all tables in schema public from ${to}`.execute(tx)
    await sql`revoke all on all sequences in schema public from ${to}`.execute(tx)
    await sql`revoke all on all functions in schema public from ${to}`.execute(tx)
    await sql`revoke all on schema public from ${to}`.execute(tx)
    await sql`grant usage on schema public to ${to}`.execute(tx)
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`.execute(
      tx,
    )
    for (const { name } of rows.filter((it) => tables.includes(it.name))) {
      await sql`grant select on ${sql.table(name)} to ${to}`.execute(tx)
    }
  })
}

/**
 * Gives a login its rights on every table there is: all to read and add to, except the list of migrations; all to change
 * and remove from, except those whose comment begins with `append-only`; none to empty at a stroke. To be repeated after
 * each migration.
 */
export async function grantTables(owner: Db, login: Login): Promise<void> {
  const to = sql.id(login.name)
  await atomically(owner, async (tx) => {
    await sql`grant usage on schema public to ${to}`.execute(tx)
    await sql`revoke all on all tables in schema public from ${to}`.execute(tx)
    await sql`grant select on all tables in schema public to ${to}`.execute(tx)
    await sql`grant execute on all functions in schema public to ${to}`.execute(tx)
    await sql`grant usage on all sequences in schema public to ${to}`.execute(tx)
    const { rows } = await sql<{ name: string; append_only: boolean }>`
      select relname as name, coalesce(obj_description(oid, 'pg_class') like 'append-only%', false) as append_only
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migration'`.execute(
      tx,
    )
    for (const { name, append_only } of rows) {
      const rights = sql.raw(append_only ? 'insert' : 'insert, update, delete')
      await sql`grant ${rights} on ${sql.table(name)} to ${to}`.execute(tx)
    }
  })
}

/** insufficient_privilege, and the error of a role that exists but is not ours to alter. */
function mayNot(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === '42501'
}
