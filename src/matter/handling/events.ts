import { factOf } from '../../fact/store.ts'
import type { Db } from '../../store/open.ts'
import type { MatterFact } from './matter.ts'

/** Everything that was kept about a matter, in order; what was erased is left out. */
export async function listMatterFacts(db: Db, countyId: number, matterId: string): Promise<MatterFact[]> {
  const rows = await db
    .selectFrom('matter_event')
    .innerJoin('fact', (on) =>
      on.onRef('fact.county_id', '=', 'matter_event.county_id').onRef('fact.id', '=', 'matter_event.fact_id'),
    )
    .selectAll('fact')
    .where('matter_event.county_id', '=', countyId)
    .where('matter_event.matter_id', '=', matterId)
    .where('fact.body', 'is not', null)
    .orderBy('fact.position')
    .execute()
  return rows.map((row) => factOf(row) as MatterFact)
}
