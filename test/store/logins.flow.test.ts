import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { append } from '../../src/fact/append.ts'
import { auditTables } from '../../src/main/auditTables.ts'
import { rooms } from '../../src/main/rooms.ts'
import { withDatabase, withLogin } from '../../src/store/address.ts'
import { listMigrations, type Role } from '../../src/store/migrate.ts'
import { type Db, openDb } from '../../src/store/open.ts'
import { type Store, startStore } from '../../src/store/start.ts'
import { asAdmin } from '../db.ts'
import { dutyFact } from '../fact/samples.ts'

// On whatever PostgreSQL the run has: the embedded one, or TEST_DATABASE_URL's. The owner is no superuser here.
let dataDir: string
let store: Store
let database: string
const audit: { [role in Role]?: Db } = {}
const passwordOf = (login: string): string => readFileSync(join(dataDir, 'secrets', login), 'utf8').trim()

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zaigang-logins-'))
  const { base, prefix } = inject('testServer')
  database = `${prefix}_l${randomBytes(3).toString('hex')}`
  await asAdmin(async (admin) => {
    await sql.raw(`create role ${database} login password 'owner-word' createdb createrole`).execute(admin)
    await sql.raw(`create database ${database} owner ${database}`).execute(admin)
  })
  const databaseUrl = withLogin(withDatabase(base, database), database, 'owner-word')
  const migrations = { center: await listMigrations('center', rooms), station: await listMigrations('station', rooms) }
  store = await startStore({ dataDir, databaseUrl, migrations, auditTables })
  for (const role of ['center', 'station'] as const) {
    const { name, app } = store[role]
    const login = `${name}_audit`
    audit[role] = openDb(withLogin(withDatabase(base, name), login, passwordOf(login)), { max: 1 })
    await append(app, [dutyFact('a'), dutyFact('b')], [])
  }
})
afterAll(async () => {
  for (const db of Object.values(audit)) await db.destroy()
  await store.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** Everything somebody might try with a login to change what was recorded, or to become somebody who can. */
const tricks: readonly [name: string, statements: readonly string[]][] = [
  ['update', [`update fact set kind = 'x'`]],
  [
    'update through a common table expression',
    [`with gone as (update fact set body = null returning 1) select * from gone`],
  ],
  ['update on conflict', [`insert into fact select * from fact on conflict (county_id, id) do update set kind = 'x'`]],
  ['merge', [`merge into fact using fact as other on fact.id = other.id when matched then delete`]],
  ['delete', [`delete from fact`]],
  ['truncate', [`truncate fact`]],
  ['alter', [`alter table fact drop column commitment`]],
  ['a new owner', [`alter table fact owner to current_user`]],
  ['drop', [`drop table fact`]],
  ['rename', [`alter table fact rename to old_fact`]],
  ['another comment, which would lift append-only at the next start', [`comment on table fact is ''`]],
  [
    'a trigger',
    [`create trigger t before insert on fact for each row execute function suppress_redundant_updates_trigger()`],
  ],
  ['a rule', [`create rule r as on insert to fact do instead nothing`]],
  [
    'a function of its own with the owner’s rights',
    [`create function public.f() returns void language sql security definer as 'delete from fact'`],
  ],
  ['a table of the same name before it', [`create schema mine`, `create table mine.fact ()`]],
  [
    'another erase_fact',
    [
      `create or replace function erase_fact(county integer, erased uuid, certificate uuid) returns bigint language sql as 'select 1::bigint'`,
    ],
  ],
  ['alter function', [`alter function erase_fact(integer, uuid, uuid) reset search_path`]],
  ['become the owner', [`set role DATABASE`]],
  ['the session of the owner', [`set session authorization DATABASE`]],
  ['membership', [`grant DATABASE to current_user`]],
  ['more rights', ['grant update on fact to current_user', `update fact set kind = 'x'`]],
  ['rights by default', [`alter default privileges for role DATABASE grant all on tables to current_user`]],
  ['a login', [`create role other_one login superuser`]],
  ['no triggers and no rules for a while', [`set session_replication_role = replica`]],
  ['the catalogue itself', [`update pg_class set relacl = null where relname = 'fact'`]],
  ['a program of the server', [`copy fact to program 'cat'`]],
  ['a file of the server', [`copy fact from '/etc/passwd'`]],
  ['a large object from a file', [`select lo_import('/etc/passwd')`]],
  ['an extension', [`create extension dblink`]],
  ['an untrusted language', [`do language plpgsql $$ begin execute 'delete from fact'; end $$`]],
]

const refusals = ['42501', '42P16', '0LP01', '25006', '42704', '0A000', '42883']

describe.each(['center', 'station'] as const)('in the database of the %s', (role) => {
  const logins = ['app', 'audit'] as const
  const open = (login: 'app' | 'audit'): Db => {
    const db = login === 'app' ? store[role].app : audit[role]
    if (db === undefined) throw new Error('not open')
    return db
  }
  const content = async () =>
    (
      await sql`select md5(string_agg(fact::text, ',' order by position)) as digest, count(*) as facts from fact`.execute(
        store[role].owner,
      )
    ).rows

  test.each(logins.flatMap((login) => tricks.map(([name, statements]) => [login, name, statements] as const)))(
    'the login %s is refused: %s',
    async (login, _, statements) => {
      const before = await content()
      const tried = open(login)
        .transaction()
        .execute(async (tx) => {
          // Whoever tries would begin with this.
          await sql`set transaction read write`.execute(tx)
          for (const text of statements) await sql.raw(text.replaceAll('DATABASE', database)).execute(tx)
        })
      await expect(tried).rejects.toMatchObject({ code: expect.stringMatching(new RegExp(refusals.join('|'))) })
      expect(await content()).toEqual(before)
    },
  )

  test('erase_fact destroys nothing without a certificate, and an auditor may not even call it', async () => {
    const id = dutyFact('a').id
    const before = await content()
    const erase = sql`select erase_fact(${dutyFact('a').countyId}, ${id}, ${dutyFact('b').id}) as erased`
    await expect(erase.execute(open('audit'))).rejects.toMatchObject({ code: '42501' })
    expect((await erase.execute(open('app'))).rows).toEqual([{ erased: 0 }])
    expect(await content()).toEqual(before)
  })

  test('a function in the application’s temporary schema does not come before the real one', async () => {
    await open('app')
      .transaction()
      .execute(async (tx) => {
        await sql`create temporary table fact (like public.fact)`.execute(tx)
        const found = await sql`select erase_fact(1, ${dutyFact('a').id}, ${dutyFact('b').id}) as erased`.execute(tx)
        expect(found.rows).toEqual([{ erased: 0 }])
        await sql`drop table pg_temp.fact`.execute(tx)
      })
  })

  test('an auditor may not write at all, nor make temporary tables', async () => {
    const write = async (text: string) =>
      open('audit')
        .transaction()
        .execute(async (tx) => {
          await sql`set transaction read write`.execute(tx)
          await sql.raw(text).execute(tx)
        })
    for (const text of [
      'insert into fact select * from fact',
      'create temporary table t (a integer)',
      `select nextval('x')`,
    ]) {
      await expect(write(text)).rejects.toMatchObject({ code: expect.stringMatching(/42501|42P01/) })
    }
    await expect(sql`insert into fact select * from fact`.execute(open('audit'))).rejects.toMatchObject({
      code: '25006',
    })
  })

  test('an auditor may not go into the other database', async () => {
    const other = role === 'center' ? store.station.name : store.center.name
    const { base } = inject('testServer')
    const login = `${store[role].name}_audit`
    const db = openDb(withLogin(withDatabase(base, other), login, passwordOf(login)), { max: 1, patienceMs: 0 })
    await expect(sql`select 1`.execute(db)).rejects.toThrow()
    await db.destroy()
  })
})

/** What no auditor reads: what opens doors, what is of the moment, what is of a face. */
const secret: Readonly<Record<Role, readonly string[]>> = {
  center: [
    'account_password',
    'account_totp',
    'device_nonce',
    'enrolment_code',
    'invitation',
    'kiosk_token',
    'log_in_guard',
    'notice',
    'notice_out',
    'notice_told',
    'oidc_identity',
    'passkey',
    'rating_held',
    'session',
    'set_up_token',
    'staff_import',
    'staff_pin',
    'station_code',
  ],
  station: [
    'door_usual',
    'open_enrolment',
    'own_station',
    'pin_failure',
    'snapshot',
    'station_joining',
    'template',
    'used_kiosk_token',
  ],
}
const appendOnly: Readonly<Record<Role, readonly string[]>> = {
  center: ['fact', 'log_checkpoint', 'log_former', 'log_witness_said'],
  station: ['fact'],
}

describe('the rights as granted, table by table', () => {
  test.each(['center', 'station'] as const)('of the %s: three logins, and each has what it must', async (role) => {
    const { owner, name } = store[role]
    const { rows } = await sql<{ table: string; login: string; rights: string[] }>`
      select relname as "table", rolname as login, array_agg(privilege_type::text order by privilege_type) as rights
      from pg_class cross join aclexplode(coalesce(relacl, acldefault('r', relowner))) as acl
      join pg_roles on pg_roles.oid = acl.grantee
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and acl.grantee <> relowner
      group by relname, rolname`.execute(owner)
    const { rows: tables } = await sql<{ name: string; owned: boolean }>`
      select relname as name, pg_get_userbyid(relowner) = current_user as owned from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`.execute(owner)
    const rightsOf = (table: string, login: string): string =>
      rows.find((it) => it.table === table && it.login === login)?.rights.join(' ') ?? ''
    const found = tables.map((it) => [
      it.name,
      it.owned,
      rightsOf(it.name, `${name}_app`),
      rightsOf(it.name, `${name}_audit`),
    ])
    const wanted = tables.map((it) => [
      it.name,
      true,
      it.name === 'migration'
        ? 'SELECT'
        : appendOnly[role].includes(it.name)
          ? 'INSERT SELECT'
          : 'DELETE INSERT SELECT UPDATE',
      secret[role].includes(it.name) ? '' : 'SELECT',
    ])
    // A table that is in neither list: say here whether an auditor may read it, and in src/main/auditTables.ts.
    expect(found).toEqual(wanted)
    expect(new Set(rows.map((it) => it.login))).toEqual(new Set([`${name}_app`, `${name}_audit`]))
    expect(secret[role].filter((it) => !tables.some((table) => table.name === it))).toEqual([])
  })

  test.each(['center', 'station'] as const)('of the %s: functions and the schema', async (role) => {
    const { owner, name } = store[role]
    const { rows: functions } = await sql`
      select proname as name, prosecdef as definer, proconfig as settings,
        has_function_privilege(${`${name}_app`}, pg_proc.oid, 'execute') as app,
        has_function_privilege(${`${name}_audit`}, pg_proc.oid, 'execute') as audit
      from pg_proc where pronamespace = 'public'::regnamespace order by proname`.execute(owner)
    expect(functions).toEqual([
      { name: 'erase_fact', definer: true, settings: ['search_path=public, pg_temp'], app: true, audit: false },
    ])
    const { rows: rights } = await sql`
      select has_schema_privilege(${`${name}_app`}, 'public', 'create') as "appCreates",
        has_schema_privilege(${`${name}_audit`}, 'public', 'create') as "auditCreates",
        has_database_privilege(${`${name}_audit`}, current_database(), 'temporary') as "auditTemporary"`.execute(owner)
    expect(rights).toEqual([{ appCreates: false, auditCreates: false, auditTemporary: false }])
    const { rows: roles } = await sql`
      select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolconnlimit, rolconfig
      from pg_roles where rolname in (${`${name}_app`}, ${`${name}_audit`}) order by rolname`.execute(owner)
    const none = {
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolbypassrls: false,
    }
    expect(roles).toEqual([
      { ...none, rolconnlimit: -1, rolconfig: null },
      { ...none, rolconnlimit: 3, rolconfig: ['default_transaction_read_only=on', 'statement_timeout=60s'] },
    ])
  })
})
