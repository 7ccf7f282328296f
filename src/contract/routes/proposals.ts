import { z } from 'zod'
import { Done, uuid } from '../common.ts'
import { Proposal } from '../proposals.ts'
import { route } from '../route.ts'

const officers = ['systemAdmin', 'securityAdmin', 'county', 'head', 'clerk'] as const

export const listProposals = route({
  name: 'listProposals',
  method: 'GET',
  path: '/api/proposals',
  summary:
    'What waits for a second person, newest first: what the caller may confirm, what he proposed himself, and the rest of the units he looks after. Audit administrators and inspectors read all.',
  who: [...officers, 'auditAdmin', 'inspector'],
  query: z.object({ state: z.enum(['open', 'all']).optional() }),
  output: z.array(Proposal),
})

export const confirmProposal = route({
  name: 'confirmProposal',
  method: 'POST',
  path: '/api/proposals/:proposalId/confirm',
  summary:
    'Makes a proposed change so, in one step with its confirmation. Never by whoever proposed it or whom it concerns; refused when what it would change has changed meanwhile.',
  who: officers,
  params: z.object({ proposalId: uuid }),
  output: Done,
})

export const declineProposal = route({
  name: 'declineProposal',
  method: 'POST',
  path: '/api/proposals/:proposalId/decline',
  summary: 'Declines a proposed change, with a reason; by whoever might confirm it.',
  who: officers,
  params: z.object({ proposalId: uuid }),
  body: z.object({ reason: z.string().trim().min(1).max(300) }),
  output: Done,
})

export const withdrawProposal = route({
  name: 'withdrawProposal',
  method: 'POST',
  path: '/api/proposals/:proposalId/withdraw',
  summary: 'Takes back what one proposed oneself, while it waits.',
  who: officers,
  params: z.object({ proposalId: uuid }),
  output: Done,
})
