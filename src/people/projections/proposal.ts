import type { ColumnType } from 'kysely'
import type { Change, ChangeKind, Concern, Told } from '../../contract/proposals.ts'
import type { Projection } from '../../fact/append.ts'
import type { Actor, Fact, FactOf } from '../../fact/fact.ts'
import type { Db } from '../../store/open.ts'

declare module '../../store/tables.ts' {
  interface Tables {
    proposal: ProposalRow
  }
}

type Json<T> = ColumnType<T, string, string>

export interface ProposalRow {
  county_id: number
  proposal_id: string
  kind: ChangeKind
  change: Json<Change>
  told: Json<Told>
  concern: Json<Concern>
  reason: string
  proposed_by: string | null
  proposed_at: string
  simulated: boolean
  state: 'open' | 'confirmed' | 'declined' | 'withdrawn' | 'alone'
  settled_by: string | null
  settled_at: string | null
  settle_reason: string
}

/** Keeps `proposal` in step with its facts. */
export const proposalProjection: Projection = {
  name: 'proposal',
  tables: ['proposal'],
  kinds: ['changeProposed', 'changeMadeAlone', 'changeConfirmed', 'changeDeclined', 'changeWithdrawn'],
  async apply(db, facts) {
    for (const fact of facts) await applyOne(db, fact)
  },
}

async function applyOne(db: Db, fact: Fact): Promise<void> {
  if (fact.kind === 'changeProposed' || fact.kind === 'changeMadeAlone') await propose(db, fact)
  else if (fact.kind === 'changeConfirmed') await settle(db, fact, 'confirmed')
  else if (fact.kind === 'changeDeclined') await settle(db, fact, 'declined')
  else if (fact.kind === 'changeWithdrawn') await settle(db, fact, 'withdrawn')
}

async function propose(db: Db, fact: FactOf<'changeProposed'> | FactOf<'changeMadeAlone'>): Promise<void> {
  const { proposalId, change, told, concern, reason } = fact.body
  const alone = fact.kind === 'changeMadeAlone'
  const by = accountOf(fact.by)
  await db
    .insertInto('proposal')
    .values({
      county_id: fact.countyId,
      proposal_id: proposalId,
      kind: change.kind,
      change: JSON.stringify(change),
      told: JSON.stringify(told),
      concern: JSON.stringify(concern),
      reason,
      proposed_by: by,
      proposed_at: fact.at,
      simulated: fact.simulated,
      state: alone ? 'alone' : 'open',
      settled_by: alone ? by : null,
      settled_at: alone ? fact.at : null,
      settle_reason: '',
    })
    .onConflict((clash) => clash.columns(['county_id', 'proposal_id']).doNothing())
    .execute()
}

type Settling = FactOf<'changeConfirmed'> | FactOf<'changeDeclined'> | FactOf<'changeWithdrawn'>

/** What came first counts. */
async function settle(db: Db, fact: Settling, state: 'confirmed' | 'declined' | 'withdrawn'): Promise<void> {
  const reason = fact.kind === 'changeDeclined' ? fact.body.reason : ''
  await db
    .updateTable('proposal')
    .set({ state, settled_by: accountOf(fact.by), settled_at: fact.at, settle_reason: reason })
    .where('county_id', '=', fact.countyId)
    .where('proposal_id', '=', fact.body.proposalId)
    .where('state', '=', 'open')
    .execute()
}

const accountOf = (by: Actor): string | null => (by.kind === 'account' ? by.id : null)
