import type { Projection } from '../../fact/append.ts'
import type { Fact } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'
import { after, type RequestFact, requestFactKinds, requestIdOf } from './rules/standing.ts'
import { keptOf, rowOf } from './table.ts'

/** Keeps `request` in step with its facts. */
export const requestProjection: Projection = {
  name: 'request',
  tables: ['request'],
  kinds: requestFactKinds,
  async apply(db, facts) {
    for (const fact of facts) if (isRequestFact(fact)) await applyOne(db, fact)
  },
}

const kinds: ReadonlySet<string> = new Set(requestFactKinds)
const isRequestFact = (fact: Fact): fact is RequestFact => kinds.has(fact.kind)

async function applyOne(db: Db, fact: RequestFact): Promise<void> {
  const before = await db
    .selectFrom('request')
    .selectAll()
    .where('county_id', '=', fact.countyId)
    .where('request_id', '=', requestIdOf(fact))
    .executeTakeFirst()
  const kept = after(before && keptOf(before), fact)
  if (!kept) return

  const row = rowOf(kept)
  await db
    .insertInto('request')
    .values({ county_id: fact.countyId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'request_id']).doUpdateSet(row))
    .execute()
}
