import { sql } from 'kysely'
import type { Iso } from '../kit/time.ts'
import type { Hash } from '../kit/tlog/hash.ts'
import type { Db } from '../store/open.ts'

/** How far the county's log has got. */
export interface Head {
  readonly origin: string
  readonly size: number
  readonly root: Hash
}

export async function findHead(db: Db, countyId: number): Promise<Head | undefined> {
  return db
    .selectFrom('log_head')
    .select(['origin', 'size', 'root'])
    .where('county_id', '=', countyId)
    .executeTakeFirst()
}

/**
 * Compare and swap: moves the head from the size it was read with, and keeps the checkpoint that says so, in one commit.
 * False when somebody else has moved it meanwhile: two programs work on one log, and this one must stop.
 */
export async function moveHead(db: Db, countyId: number, from: number, to: Head, signed: Signed): Promise<boolean> {
  const moved =
    from === 0
      ? await sql`insert into log_head (county_id, origin, size, root)
          values (${countyId}, ${to.origin}, ${to.size}, ${to.root})
          on conflict (county_id) do update set size = excluded.size, root = excluded.root
          where log_head.size = 0 and log_head.origin = excluded.origin`.execute(db)
      : await sql`update log_head set size = ${to.size}, root = ${to.root}
          where county_id = ${countyId} and size = ${from} and origin = ${to.origin}`.execute(db)
  if (moved.numAffectedRows !== 1n) return false
  await keepCheckpoint(db, countyId, to, signed)
  return true
}

export interface Signed {
  readonly note: string
  readonly at: Iso
}

/** Each later than the one before of the same size, whatever the clock says: the last one has the newest cosignatures. */
export async function keepCheckpoint(
  db: Db,
  countyId: number,
  { origin, size, root }: Head,
  { note, at }: Signed,
): Promise<void> {
  await sql`insert into log_checkpoint (county_id, origin, size, at, root, note)
    select ${countyId}, ${origin}, ${size}, greatest(${at}::timestamptz, max(at) + interval '1 millisecond'), ${root}, ${note}
    from log_checkpoint where county_id = ${countyId} and origin = ${origin} and size = ${size}`.execute(db)
}

/** The note that was published last, with the most cosignatures it ever had at that size. */
export async function findLastNote(db: Db, countyId: number, origin: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('log_checkpoint')
    .select('note')
    .where('county_id', '=', countyId)
    .where('origin', '=', origin)
    .orderBy('size', 'desc')
    .orderBy('at', 'desc')
    .executeTakeFirst()
  return row?.note
}

/** How many facts the county has: the size its log must come to. */
export async function countFacts(db: Db, countyId: number): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select position from fact_head where county_id = ${countyId}`.execute(db)
  return rows[0]?.position ?? 0
}
