import type { Change } from '../../contract/proposals.ts'
import type { OutputOf } from '../../contract/route.ts'
import * as routes from '../../contract/routes/proposals.ts'
import { type Answer, type Ask, answer, callerOf } from '../../http/answer.ts'
import { Refusal, refuse } from '../../kit/refusals.ts'
import { type AnyAct, inNameOf, type Prepared } from '../proposing.ts'
import { judgeOpen } from '../rules/proposal.ts'
import { findCaller } from '../store/accounts.ts'
import { findProposal, lockProposal, type ProposalKept } from '../store/proposals.ts'
import { demandLines } from '../texts.ts'
import { judgeFor } from './proposalJudging.ts'
import { proposalListAnswers } from './proposalLists.ts'

const done = { done: true } as const

/** What waits for a second person, and what that person does; the acts themselves are the rooms'. */
export const proposalAnswers = (acts: readonly AnyAct[]): readonly Answer[] => [
  ...proposalListAnswers,

  answer(routes.confirmProposal, async ({ params }, ask) => {
    await confirm(ask, acts, params.proposalId)
    return done
  }),

  answer(routes.confirmProposals, async ({ body }, ask) => {
    const each: OutputOf<typeof routes.confirmProposals> = []
    for (const proposalId of body.proposalIds) {
      each.push({ proposalId, refusal: await refusalOf(() => ask.part((part) => confirm(part, acts, proposalId))) })
    }
    return each
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

/** Makes one proposed change so; confirmed by this very account before, it is left as it is. */
async function confirm(ask: Ask, acts: readonly AnyAct[], proposalId: string): Promise<void> {
  const proposal = await getLocked(ask, proposalId)
  if (isMine(proposal, ask)) return
  await demandConfirmer(ask, proposal)
  const { told, keep } = await prepareAs(ask, acts, proposal)
  if (!isSaid(told.before, proposal.told.before)) refuse('proposalOutdated')
  const facts = await keep()
  const body = { proposalId: proposal.proposalId, factIds: facts.map((it) => it.id) }
  await ask.record('changeConfirmed', body, keyOf(proposal))
}

/** The name of what refuses it; null where it is done. A surprise stays one. */
async function refusalOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (failure) {
    if (failure instanceof Refusal) return failure.refusal
    throw failure
  }
}

/** A proposal as it is once nobody else is at work on it. */
async function getLocked({ db, countyId, now }: Ask, proposalId: string): Promise<ProposalKept> {
  await lockProposal(db, countyId, proposalId)
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
