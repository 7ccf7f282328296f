import type { FactOf } from '../../fact/fact.ts'
import type { Projection } from '../../fact/fold.ts'
import type { Db } from '../../store/open.ts'
import { afterFact, type LineKind, lineKinds } from './line.ts'
import { findLine } from './store.ts'
import './tables.ts'

type LineFactKept = { [K in LineKind]: FactOf<K> }[LineKind]

/** Queues and the lines of their days. */
export const queueProjection: Projection = {
  name: 'queue',
  tables: ['queue', 'queue_line', 'queue_ticket'],
  kinds: ['queueKept', ...lineKinds],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'queueKept') await keepQueue(db, fact)
      else await keepLine(db, fact as LineFactKept)
    }
  },
}

async function keepQueue(db: Db, { countyId, body }: FactOf<'queueKept'>): Promise<void> {
  const { siteId, open } = body
  const counters = JSON.stringify(body.counters)
  await db
    .insertInto('queue')
    .values({ county_id: countyId, site_id: siteId, open, counters })
    .onConflict((clash) => clash.columns(['county_id', 'site_id']).doUpdateSet({ open, counters }))
    .execute()
}

async function keepLine(db: Db, fact: LineFactKept): Promise<void> {
  const { countyId, body } = fact
  const { siteId, day } = body
  if (fact.kind === 'numberTaken') await keepTicket(db, fact)
  const line = JSON.stringify(afterFact(await findLine(db, countyId, siteId, day), fact))
  await db
    .insertInto('queue_line')
    .values({ county_id: countyId, site_id: siteId, day, line })
    .onConflict((clash) => clash.columns(['county_id', 'site_id', 'day']).doUpdateSet({ line }))
    .execute()
}

async function keepTicket(db: Db, { countyId, at, simulated, body }: FactOf<'numberTaken'>): Promise<void> {
  const { ticketId, codeHash, siteId, day } = body
  await db
    .insertInto('queue_ticket')
    .values({
      ...{ county_id: countyId, ticket_id: ticketId, code_hash: codeHash, site_id: siteId },
      ...{ day, taken_at: at, simulated },
    })
    .onConflict((clash) => clash.columns(['county_id', 'ticket_id']).doNothing())
    .execute()
}
