import { type Selectable, sql } from 'kysely'
import type { Db } from '../store/open.ts'
import type { FactRow } from './store.ts'

/** The ends of a county's orders, locked until the transaction ends. */
export interface Heads {
  readonly countyId: number
  /** Of the last fact of the county. */
  readonly position: number
  readonly device: string | undefined
  /** Of the last fact of the device. */
  readonly seq: number
  /** The rows that have one of the keys asked for. */
  readonly kept: readonly FactRow[]
}

/** One round trip locks the heads and looks for the keys; it looks with eyes from before the lock, hence `untilUnraced`. */
export async function lockHeads(
  db: Db,
  countyId: number,
  keys: readonly string[],
  device: string | undefined,
): Promise<Heads> {
  for (;;) {
    const { rows } = await sql<Selectable<FactRow> & { head_position: number; head_seq: number | null }>`
      with head as (select position from fact_head where county_id = ${countyId} for update),
        device as (select seq from device_head where county_id = ${countyId} and device_id = ${device ?? null}::uuid for update)
      select fact.*, head.position as head_position, device.seq as head_seq
      from head left join device on true left join fact on fact.county_id = ${countyId} and fact.idem_key = any(${keys})
    `.execute(db)
    const [first] = rows
    if (first && (device === undefined || first.head_seq !== null)) {
      const kept = rows.filter((row) => row.id !== null)
      return { countyId, position: first.head_position, device, seq: first.head_seq ?? 0, kept }
    }
    await makeHeads(db, countyId, device)
  }
}

async function makeHeads(db: Db, countyId: number, device: string | undefined): Promise<void> {
  await sql`insert into fact_head (county_id, position) values (${countyId}, 0) on conflict do nothing`.execute(db)
  if (device === undefined) return
  await sql`insert into device_head (county_id, device_id, seq) values (${countyId}, ${device}, 0)
    on conflict do nothing`.execute(db)
}

/** Adds rows that follow the locked heads, and moves the heads. */
export async function insertRows(db: Db, heads: Heads, rows: readonly FactRow[]): Promise<void> {
  const last = rows.at(-1)
  if (!last) return
  const county = heads.countyId
  await sql`
    with moved as (update fact_head set position = ${last.position} where county_id = ${county}),
      numbered as (
        update device_head set seq = ${last.device_seq}
        where county_id = ${county} and device_id = ${heads.device ?? null}::uuid
      )
    insert into fact select * from json_populate_recordset(null::fact, ${JSON.stringify(rows.map(plainOf))}::json)
  `.execute(db)
}

/** A row as JSON can say it: bytes as PostgreSQL writes them. */
function plainOf(row: FactRow): Record<string, unknown> {
  return { ...row, commitment: bytesOf(row.commitment), salt: row.salt && bytesOf(row.salt) }
}

const bytesOf = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`
