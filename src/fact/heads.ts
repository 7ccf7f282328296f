import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/open.ts'
import type { FactRow, NewRow } from './store.ts'

/**
 * Locks the ends of a county's orders until the transaction ends, so that what is looked up afterwards stays true.
 * Returns the last number of the device, 0 for none.
 */
export async function lockHeads(db: Db, countyId: number, device: string | undefined): Promise<number> {
  await sql`insert into fact_head (county_id, position) values (${countyId}, 0) on conflict do nothing`.execute(db)
  await sql`select from fact_head where county_id = ${countyId} for update`.execute(db)
  if (device === undefined) return 0

  await sql`insert into device_head (county_id, device_id, seq) values (${countyId}, ${device}, 0)
    on conflict do nothing`.execute(db)
  const { rows } = await sql<{ seq: number }>`
    select seq from device_head where county_id = ${countyId} and device_id = ${device} for update`.execute(db)
  return rows[0]?.seq ?? 0
}

/** The facts a county has under these keys. */
export async function listByKeys(db: Db, countyId: number, keys: readonly string[]): Promise<FactRow[]> {
  return db.selectFrom('fact').selectAll().where('county_id', '=', countyId).where('idem_key', 'in', keys).execute()
}

/**
 * Adds rows behind the last one of the county, moves the heads, and locks them until the transaction ends. Returns how
 * many were added: fewer than given when a key was taken, and then the caller must undo it, as positions have holes.
 */
export async function insertRows(
  db: Db,
  countyId: number,
  device: string | undefined,
  rows: readonly NewRow[],
): Promise<number> {
  const moveDevice = sql`, device as (
    update device_head set seq = seq + ${rows.length} where county_id = ${countyId} and device_id = ${device})`
  const { numAffectedRows = 0n } = await sql`${prepared}
    with head as (
      update fact_head set position = position + ${rows.length} where county_id = ${countyId} returning position
    )${device === undefined ? sql`` : moveDevice}
    insert into fact ${placed(rows)}
    on conflict (county_id, idem_key) do nothing
  `.execute(db)
  return Number(numAffectedRows)
}

/** The rows with their positions. One alone, the usual case, is spared the way through JSON. */
function placed(rows: readonly NewRow[]): RawBuilder<unknown> {
  const [row] = rows
  if (row && rows.length === 1) {
    return sql`select ${row.county_id}::integer, ${row.id}::uuid, head.position, ${row.kind}::text,
      ${row.at}::timestamptz, ${row.recorded_at}::timestamptz, ${row.by_kind}::text, ${row.by_id}::uuid,
      ${row.site_id}::uuid, ${row.staff_id}::uuid, ${row.device_id}::uuid, ${row.device_seq}::bigint,
      ${row.simulated}::boolean, ${row.idem_key}::text, ${row.commitment}::bytea, ${row.salt}::bytea,
      ${row.body === null ? null : JSON.stringify(row.body)}::jsonb from head`
  }
  const json = JSON.stringify(rows.map((one, i) => ({ ...one, position: i + 1 - rows.length })))
  return sql`select given.county_id, given.id, head.position + given.position, given.kind, given.at, given.recorded_at,
      given.by_kind, given.by_id, given.site_id, given.staff_id, given.device_id, given.device_seq, given.simulated,
      given.idem_key, given.commitment, given.salt, given.body
    from head, json_populate_recordset(null::fact, ${json}::json) as given
    order by given.position`
}
