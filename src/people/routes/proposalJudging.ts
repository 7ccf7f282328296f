import { type Ask, callerOf } from '../../http/answer.ts'
import { isSamePerson, mayConfirm, type Officer, subjectOf, type WhyNot } from '../rules/proposal.ts'
import type { Parents } from '../rules/tree.ts'
import { listOfficers } from '../store/officers.ts'
import type { ProposalKept } from '../store/proposals.ts'
import { readParents } from '../store/tree.ts'

/** What a proposal is to the caller. */
export interface Judged {
  readonly own: boolean
  readonly mayNot: WhyNot | null
}

/** Tells of any proposal what it is to the caller; reads what it takes once. */
export async function judgeFor(ask: Ask): Promise<(proposal: ProposalKept) => Judged> {
  const caller = callerOf(ask)
  const officers = await listOfficers(ask.db, ask.countyId)
  const parents = await readParents(ask.db, ask.countyId)
  const people = await personsOf(ask)
  return (proposal) => judgeOne(proposal, { caller, officers, parents, people })
}

interface Around {
  readonly caller: Officer
  readonly officers: readonly Officer[]
  readonly parents: Parents
  /** The person behind an account, closed ones included. */
  readonly people: ReadonlyMap<string, string | null>
}

function judgeOne({ by, change, concern }: ProposalKept, { caller, officers, parents, people }: Around): Judged {
  const proposer = { accountId: by ?? '', staffId: by === null ? null : (people.get(by) ?? null) }
  const may = mayConfirm(subjectOf(change, concern, parents), proposer, caller, officers)
  return { own: isSamePerson(proposer, caller), mayNot: may === 'yes' ? null : may }
}

async function personsOf({ db, countyId }: Ask): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db
    .selectFrom('account')
    .select(['account_id', 'staff_id'])
    .where('county_id', '=', countyId)
    .execute()
  return new Map(rows.map((row) => [row.account_id, row.staff_id]))
}
