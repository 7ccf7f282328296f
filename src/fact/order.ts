import { sql } from 'kysely'
import { type Db, prepared } from '../store/open.ts'
import type { KeptFact } from './kept.ts'
import { keptOf } from './store.ts'

/** A fact's place in the county's order and what the ledger may know of it. */
export interface Commitment {
  readonly position: number
  readonly deviceId: string | null
  readonly deviceSeq: number | null
  /** 32 bytes. */
  readonly commitment: Uint8Array
}

/** Bytes of one record below: commitment, device (zeros for none), its number. */
const recordLength = 32 + 16 + 8

/**
 * What follows a position, in order: what the ledger has yet to take in. All of it comes as one value, for a million rows
 * by themselves cost a driver more than hashing them. Where a position is missing, what comes before the gap.
 */
export async function listCommitments(
  db: Db,
  countyId: number,
  afterPosition: number,
  limit: number,
): Promise<Commitment[]> {
  const { rows } = await sql<{ count: number; records: Uint8Array | null }>`${prepared}
    select count(*) as count, string_agg(record, ''::bytea order by position) as records
    from (
      select position, position - row_number() over (order by position) as shift,
        commitment || coalesce(uuid_send(device_id), decode(repeat('00', 16), 'hex'))
          || int8send(coalesce(device_seq, 0)) as record
      from fact where county_id = ${countyId} and position > ${afterPosition}
      order by position limit ${limit}
    ) as following
    where shift = ${afterPosition}`.execute(db)
  const { count = 0, records } = rows[0] ?? {}
  const bytes = Buffer.from(records ?? [])
  return Array.from({ length: count }, (_, i) => commitmentIn(bytes, i * recordLength, afterPosition + i + 1))
}

function commitmentIn(bytes: Buffer, at: number, position: number): Commitment {
  const number = Number(bytes.readBigInt64BE(at + 48))
  const device = number === 0 ? null : uuidOf(bytes.toString('hex', at + 32, at + 48))
  return { position, commitment: bytes.subarray(at, at + 32), deviceId: device, deviceSeq: number || null }
}

const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** A fact at its place in the county's order, whole or without its content. */
export interface PlacedFact extends Pick<Commitment, 'position' | 'deviceId' | 'deviceSeq' | 'commitment'> {
  readonly kept: KeptFact
}

/** What follows a position, in order, with all that is kept of it. */
export async function listKept(db: Db, countyId: number, afterPosition: number, limit: number): Promise<PlacedFact[]> {
  const rows = await db
    .selectFrom('fact')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('position', '>', afterPosition)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    position: row.position,
    kept: keptOf(row),
    commitment: row.commitment,
    deviceId: row.device_id,
    deviceSeq: row.device_seq,
  }))
}
