import { listKept, type PlacedFact } from '../../src/fact/order.ts'
import type { Db } from '../../src/store/open.ts'

/** What the ledger may know of the facts that follow a position, in order: nothing of what they say. */
export async function listCommitments(
  db: Db,
  countyId: number,
  afterPosition: number,
  limit: number,
): Promise<Omit<PlacedFact, 'kept'>[]> {
  return (await listKept(db, countyId, afterPosition, limit)).map(({ kept: _, ...commitment }) => commitment)
}
