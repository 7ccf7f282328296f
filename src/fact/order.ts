import type { Db } from '../store/open.ts'
import type { KeptFact } from './kept.ts'
import { keptOf } from './store.ts'

/** A fact at its place in the county's order, whole or without its content. */
export interface PlacedFact {
  readonly position: number
  readonly deviceId: string | null
  readonly deviceSeq: number | null
  /** 32 bytes: what the ledger may know of it. */
  readonly commitment: Uint8Array
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
