import type { Db } from '../../store/open.ts'

/** How many matters of each kind have not ended, by the id of the kind; kinds without any are left out. */
export async function countOpen(db: Db, countyId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('matter')
    .select(['type_id', (eb) => eb.fn.countAll<number>().as('open')])
    .where('county_id', '=', countyId)
    .where('ended_at', 'is', null)
    .groupBy('type_id')
    .execute()
  return new Map(rows.map(({ type_id, open }) => [type_id, open]))
}
