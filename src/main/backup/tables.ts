import { sql } from 'kysely'
import type { Projection } from '../../fact/append.ts'
import '../../people/tables.ts'
import { stationProjections } from '../../presence/station/projections.ts'
import type { Role } from '../../store/migrate.ts'
import type { Db } from '../../store/open.ts'
import { centerProjections } from '../answers.ts'
import { Obstacle } from './obstacle.ts'

/**
 * What a backup does with a table. `kept`: its rows are in the file. `rebuilt`: made again from the facts, and compared.
 * `passing`: of the moment, left out. `shape`: written by the migrations themselves.
 */
export type TableClass = 'kept' | 'rebuilt' | 'passing' | 'shape'

export const roles = ['center', 'station'] as const satisfies readonly Role[]

/** Read tables are whatever the projections say: a new one is in here by being a projection. */
export const projectionsOf: Readonly<Record<Role, readonly Projection[]>> = {
  center: centerProjections,
  station: stationProjections,
}

/** Truth that no fact brings back, in the order of the file. */
export const kept: Readonly<Record<Role, readonly string[]>> = {
  center: [
    'fact_head',
    'device_head',
    'fact',
    'log_head',
    'log_checkpoint',
    'log_former',
    'log_witness_said',
    'account_password',
    'account_totp',
    'passkey',
    'oidc_identity',
    'invitation',
    'staff_pin',
    // Seen by the center itself, stated by nobody.
    'check_in_closing',
    'device_health',
    'refused_fact',
    'matter_news',
    'notice',
    'notice_told',
    'notice_out',
    // Answers that wait to be told together: no fact holds them.
    'rating_held',
  ],
  station: [
    'own_station',
    'fact_head',
    'device_head',
    'fact',
    'template',
    'snapshot',
    'used_kiosk_token',
    'door_usual',
  ],
}

/** What has run out by tomorrow, or must not come back: whoever was logged in logs in again. */
export const passing: Readonly<Record<Role, readonly string[]>> = {
  center: [
    'session',
    'set_up_token',
    'staff_import',
    'log_in_guard',
    'device_nonce',
    'kiosk_token',
    'enrolment_code',
    'station_code',
  ],
  station: ['pin_failure', 'open_enrolment', 'station_joining'],
}

export const rebuiltTables = (role: Role): string[] => [
  ...new Set(projectionsOf[role].flatMap((projection) => projection.tables)),
]

/** Nothing for a table nobody has thought of yet. */
export function findClass(role: Role, table: string): TableClass | undefined {
  if (table === 'migration') return 'shape'
  if (kept[role].includes(table)) return 'kept'
  if (rebuiltTables(role).includes(table)) return 'rebuilt'
  return passing[role].includes(table) ? 'passing' : undefined
}

/** A table with its stored columns, and those of them that put its rows in order. */
export interface TableShape {
  readonly name: string
  readonly columns: readonly string[]
  readonly orderedBy: readonly string[]
}

/** Every table of a database, by name. Computed columns are left out: they come by themselves. */
export async function listShapes(db: Db): Promise<TableShape[]> {
  const { rows } = await sql<{ name: string; columns: string[]; key: string[] }>`
    select relname as name,
      array(select attname::text from pg_attribute
        where attrelid = it.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
      array(select attname::text from pg_index
        join unnest(indkey) with ordinality as part (number, place) on true
        join pg_attribute on attrelid = it.oid and attnum = part.number
        where indrelid = it.oid and indisprimary order by place) as key
    from pg_class as it
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`.execute(db)
  return rows.map(({ name, columns, key }) => ({
    name,
    columns,
    orderedBy: name === 'fact' ? ['county_id', 'position'] : key,
  }))
}

/** Refuses `notEmpty` where any table has a row that is not of the moment. A database without tables is empty. */
export async function demandEmpty(db: Db, role: Role): Promise<void> {
  const full: string[] = []
  for (const { name } of await listShapes(db)) {
    if (name === 'migration' || passing[role].includes(name)) continue
    const { rows } = await sql`select from ${sql.table(name)} limit 1`.execute(db)
    if (rows.length > 0) full.push(name)
  }
  if (full.length === 0) return
  const county = full.includes('county') ? await db.selectFrom('county').select('name').executeTakeFirst() : undefined
  throw new Obstacle('notEmpty', county?.name ?? `${role}: ${full.slice(0, 5).join(', ')}`)
}
