import type { Change, Proposal } from '../../contract/proposals.ts'
import * as routes from '../../contract/routes/proposals.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { refuse } from '../../kit/refusals.ts'
import { type AnyAct, inNameOf, type Prepared } from '../proposing.ts'
import {
  isSamePerson,
  judgeOpen,
  lapsesAt,
  mayConfirm,
  type Officer,
  subjectOf,
  type WhyNot,
} from '../rules/proposal.ts'
import type { Parents } from '../rules/tree.ts'
import { findCaller } from '../store/accounts.ts'
import {
  findProposal,
  listKeptProposals,
  listOfficers,
  lockProposal,
  namesOfAccounts,
  type ProposalKept,
} from '../store/proposals.ts'
import { readParents } from '../store/tree.ts'
import { demandLines } from '../texts.ts'

const done = { done: true } as const

/** What waits for a second person, and what that person does; the acts themselves are the rooms'. */
export const proposalAnswers = (acts: readonly AnyAct[]): readonly Answer[] => [
  answer(routes.listProposals, async ({ query }, ask) => {
    const { db, countyId, now } = ask
    const kept = await listKeptProposals(db, countyId, now, query.state !== 'all')
    const judge = await judgeFor(ask)
    const seen = kept
      .map((it) => ({ it, ...judge(it) }))
      .filter(({ own, mayNot }) => own || mayNot !== 'confirmNoOffice' || readsAll(ask))
    const accountIds = seen.flatMap(({ it }) => [it.by, settledBy(it)]).filter((id) => id !== null)
    const names = await namesOfAccounts(db, countyId, accountIds)
    return seen.map(({ it, own, mayNot }) => described(it, own, mayNot, names))
  }),

  answer(routes.confirmProposal, async ({ params }, ask) => {
    const proposal = await getLocked(ask, params.proposalId)
    if (isMine(proposal, ask)) return done
    await demandConfirmer(ask, proposal)
    const { told, keep } = await prepareAs(ask, acts, proposal)
    if (!isSaid(told.before, proposal.told.before)) refuse('proposalOutdated')
    const facts = await keep()
    const body = { proposalId: proposal.proposalId, factIds: facts.map((it) => it.id) }
    await ask.record('changeConfirmed', body, keyOf(proposal))
    return done
  }),

  answer(routes.declineProposal, async ({ params, body: { reason } }, ask) => {
    demandLines('reason', reason)
    const proposal = await getLocked(ask, params.proposalId)
    await demandConfirmer(ask, proposal)
    await ask.record('changeDeclined', { proposalId: proposal.proposalId, reason }, keyOf(proposal))
    return done
  }),

  answer(routes.withdrawProposal, async ({ params }, ask) => {
    const proposal = await getLocked(ask, params.proposalId)
    if (proposal.by !== callerOf(ask).accountId) refuse('notFound')
    if (proposal.standing.state === 'withdrawn') return done
    demandOpen(proposal)
    await ask.record('changeWithdrawn', { proposalId: proposal.proposalId }, keyOf(proposal))
    return done
  }),
]

/** A proposal as it is once nobody else is at work on it. */
async function getLocked({ db, countyId, now }: Ask, proposalId: string): Promise<ProposalKept> {
  await lockProposal(db, countyId, proposalId.toLowerCase())
  return (await findProposal(db, countyId, proposalId, now)) ?? refuse('notFound')
}

/** Confirmed by this very account before: a repeated call. */
const isMine = ({ standing }: ProposalKept, ask: Ask): boolean =>
  standing.state === 'confirmed' && standing.by === callerOf(ask).accountId

async function demandConfirmer(ask: Ask, proposal: ProposalKept): Promise<void> {
  const { mayNot } = (await judgeFor(ask))(proposal)
  // Whoever has nothing to do with it does not hear that it exists.
  if (mayNot === 'confirmNoOffice') refuse('notFound')
  if (mayNot !== null) refuse(mayNot)
  demandOpen(proposal)
}

function demandOpen({ standing }: ProposalKept): void {
  const open = judgeOpen(standing)
  if (open !== 'yes') refuse(open)
}

/** One settling of a proposal, whichever it is. */
const keyOf = ({ proposalId, simulated }: ProposalKept) => ({ idemKey: `changeSettled:${proposalId}`, simulated })

/** Looks into the change anew, on behalf of whoever proposed it, with the offices he holds now. */
async function prepareAs(ask: Ask, acts: readonly AnyAct[], { by, change }: ProposalKept): Promise<Prepared> {
  const proposer = by === null ? null : await findCaller(ask.db, by)
  if (proposer === null) return refuse('proposalOutdated')
  const found = acts.find((it) => it.kind === change.kind)
  if (found === undefined) throw new Error(`nobody knows how to do ${change.kind}`)
  return (found.prepare as (ask: Ask, change: Change) => Promise<Prepared>)(inNameOf(ask, proposer), change)
}

const isSaid = (a: { zh: string; en: string }, b: { zh: string; en: string }): boolean => a.zh === b.zh && a.en === b.en

interface Judged {
  readonly own: boolean
  readonly mayNot: WhyNot | null
}

async function judgeFor(ask: Ask): Promise<(proposal: ProposalKept) => Judged> {
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

const readsAll = (ask: Ask): boolean =>
  callerOf(ask).grants.some(({ role }) => role === 'auditAdmin' || role === 'inspector' || role === 'county')

const settledBy = ({ standing }: ProposalKept): string | null => ('by' in standing ? standing.by : null)

function described(
  { standing, by, at, concern: _, ...it }: ProposalKept,
  own: boolean,
  mayNot: WhyNot | null,
  names: ReadonlyMap<string, string>,
): Proposal {
  const settler = 'by' in standing ? standing.by : null
  return {
    ...it,
    proposedBy: (by !== null && names.get(by)) || '',
    own,
    at,
    lapsesAt: lapsesAt(at),
    state: standing.state,
    settledBy: settler === null ? null : (names.get(settler) ?? null),
    settledAt: 'at' in standing ? standing.at : null,
    settleReason: standing.state === 'declined' ? standing.reason : '',
    mayNot,
  }
}
