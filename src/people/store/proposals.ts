import { type Selectable, sql } from 'kysely'
import type { Change, ChangeKind, ChangeOf, Concern, Told } from '../../contract/proposals.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { ProposalRow } from '../projections/proposal.ts'
import { lapsesAt, type ProposalStanding, standingBy } from '../rules/proposal.ts'

/** A proposal as its facts make it, standing as it does by an instant. */
export interface ProposalKept {
  readonly proposalId: string
  readonly change: Change
  readonly told: Told
  readonly concern: Concern
  readonly reason: string
  /** The account that proposed it; null: nobody's, at the set-up. */
  readonly by: string | null
  readonly at: Iso
  readonly simulated: boolean
  readonly standing: ProposalStanding
}

export interface ProposalFilter {
  /** `open`: can still be confirmed; `settled`: everything else. */
  readonly standing: 'open' | 'settled' | 'any'
  readonly kinds?: readonly ChangeKind[] | undefined
  /** Only those listed after this one. */
  readonly before?: string | undefined
}

const readAtOnce = 500

/** Proposals newest first, as long as somebody wants more: who may read which is told only afterwards. */
export async function* walkProposals(
  db: Db,
  countyId: number,
  now: Iso,
  filter: ProposalFilter,
): AsyncGenerator<ProposalKept> {
  for (let { before } = filter; ; ) {
    const rows = await selectProposals(db, countyId, now, { ...filter, before })
    for (const row of rows) yield keptOf(row, now)
    if (rows.length < readAtOnce) return
    before = rows.at(-1)?.proposal_id
  }
}

function selectProposals(db: Db, countyId: number, now: Iso, { standing, kinds, before }: ProposalFilter) {
  let query = db.selectFrom('proposal').selectAll().where('county_id', '=', countyId)
  const oldest = oldestOpen(now)
  if (standing === 'open') query = query.where('state', '=', 'open').where('proposed_at', '>', oldest)
  if (standing === 'settled') {
    query = query.where((it) => it.or([it('state', '<>', 'open'), it('proposed_at', '<=', oldest)]))
  }
  if (kinds !== undefined) query = query.where('kind', 'in', [...kinds])
  if (before !== undefined) {
    query = query.where(sql<boolean>`(proposed_at, proposal_id) < (
      select proposed_at, proposal_id from proposal where county_id = ${countyId} and proposal_id = ${before})`)
  }
  return query.orderBy('proposed_at', 'desc').orderBy('proposal_id', 'desc').limit(readAtOnce).execute()
}

const oldestOpen = (now: Iso): Iso => toIso(2 * toMs(now) - toMs(lapsesAt(now)))

export async function findProposal(
  db: Db,
  countyId: number,
  proposalId: string,
  now: Iso,
): Promise<ProposalKept | undefined> {
  const row = await db
    .selectFrom('proposal')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst()
  return row && keptOf(row, now)
}

/** The same change, proposed by the same account and still waiting. */
export async function findSameOpen(
  db: Db,
  countyId: number,
  { by, change }: Pick<ProposalKept, 'by' | 'change'>,
  now: Iso,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('proposal')
    .select('proposal_id')
    .where('county_id', '=', countyId)
    .where('state', '=', 'open')
    .where('proposed_at', '>', oldestOpen(now))
    .where('proposed_by', '=', by)
    .where('kind', '=', change.kind)
    .where(sql<boolean>`change = ${JSON.stringify(change)}::jsonb`)
    .limit(1)
    .executeTakeFirst()
  return row?.proposal_id
}

/** Makes everything about one proposal wait for each other until the transaction ends. Before facts are appended. */
export async function lockProposal(db: Db, countyId: number, proposalId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`proposal ${proposalId}`}, ${countyId}))`.execute(db)
}

/** The changes of a kind that somebody confirmed, by any of these accounts of his. */
export async function listConfirmedBy<K extends ChangeKind>(
  db: Db,
  countyId: number,
  kind: K,
  own: ReadonlySet<string>,
): Promise<ChangeOf<K>[]> {
  const rows = await db
    .selectFrom('proposal')
    .select('change')
    .where('county_id', '=', countyId)
    .where('kind', '=', kind)
    .where('state', '=', 'confirmed')
    .where('settled_by', 'in', [...own])
    .execute()
  return rows.map((row) => row.change as ChangeOf<K>)
}

const keptOf = (row: Selectable<ProposalRow>, now: Iso): ProposalKept => ({
  proposalId: row.proposal_id,
  change: row.change,
  told: row.told,
  concern: row.concern,
  reason: row.reason,
  by: row.proposed_by,
  at: row.proposed_at,
  simulated: row.simulated,
  standing: standingBy(standingOf(row), row.proposed_at, now),
})

function standingOf({ state, settled_at, settled_by, settle_reason }: Selectable<ProposalRow>): ProposalStanding {
  if (state === 'open') return { state }
  const settled = { at: settled_at ?? '', by: settled_by }
  return state === 'declined' ? { state, ...settled, reason: settle_reason } : { state, ...settled }
}
