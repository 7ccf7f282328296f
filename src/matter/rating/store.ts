import { sql } from 'kysely'
import type { Db } from '../../store/open.ts'
import type { Held } from './rules/release.ts'
import type { RatingKey } from './sealing.ts'
import './tables.ts'

/** Whether two people left a matter out of what is measured. */
export async function isExcluded(db: Db, countyId: number, matterId: string): Promise<boolean> {
  const row = await db
    .selectFrom('rating_exclusion')
    .select('granted')
    .where('county_id', '=', countyId)
    .where('matter_id', '=', matterId)
    .executeTakeFirst()
  return row?.granted === true
}

/** Whether a right was used already. `lock` makes others who use the same one wait until the transaction ends. */
export async function isUsed(db: Db, countyId: number, mark: string, lock: boolean): Promise<boolean> {
  if (lock) await sql`select pg_advisory_xact_lock(hashtextextended(${`rating ${mark}`}, ${countyId}))`.execute(db)
  const row = await db
    .selectFrom('rating_right')
    .select('mark')
    .where('county_id', '=', countyId)
    .where('mark', '=', mark)
    .executeTakeFirst()
  return row !== undefined
}

/** Puts an answer into the held box; nothing of when, by whom or about which matter can be read from its row. */
export async function holdAnswer(db: Db, countyId: number, key: RatingKey, held: Omit<Held, 'heldId'>): Promise<void> {
  const { heldId, sealed } = key.close(held)
  await db.insertInto('rating_held').values({ county_id: countyId, held_id: heldId, sealed }).execute()
}

/** All that waits, locked. What another key sealed opens for nobody and stays where it is. */
export async function listHeld(db: Db, countyId: number, key: RatingKey): Promise<Held[]> {
  const rows = await db
    .selectFrom('rating_held')
    .select(['held_id', 'sealed'])
    .where('county_id', '=', countyId)
    .orderBy('held_id')
    .forUpdate()
    .execute()
  return rows.flatMap((row) => key.open(row.held_id, row.sealed) ?? [])
}

/**
 * Takes these out and puts those that go on waiting back as new rows in a random order, so that not even the database's
 * own bookkeeping tells which of them came with which call.
 */
export async function mixHeld(
  db: Db,
  countyId: number,
  key: RatingKey,
  { before, left }: { readonly before: readonly Held[]; readonly left: readonly Held[] },
): Promise<void> {
  const gone = before.map((it) => it.heldId)
  await sql`delete from rating_held where county_id = ${countyId} and held_id = any(${gone}::uuid[])`.execute(db)
  const again = left.map(({ heldId: _, ...held }) => key.close(held)).sort((a, b) => (a.heldId < b.heldId ? -1 : 1))
  // As two lists: a statement takes 65,535 values, and a large county may have more answers waiting than a third of that.
  await sql`insert into rating_held (county_id, held_id, sealed)
    select ${countyId}, held_id, sealed
    from unnest(${again.map((it) => it.heldId)}::uuid[], ${again.map((it) => it.sealed)}::text[]) as it(held_id, sealed)`.execute(
    db,
  )
}
