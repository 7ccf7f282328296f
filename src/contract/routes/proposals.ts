import { z } from 'zod'
import { Half, Words } from '../attendance.ts'
import { Done, day, uuid } from '../common.ts'
import { ChangeGroup, Proposal, Shelf } from '../proposals.ts'
import { route } from '../route.ts'

const officers = ['systemAdmin', 'securityAdmin', 'county', 'head', 'clerk'] as const

const readers = [...officers, 'auditAdmin', 'inspector'] as const

const sought = z.object({
  group: ChangeGroup.optional(),
  /** Concerning the unit or one below it. */
  unitId: uuid.optional(),
})

/** Proposals on one page. */
export const proposalsOnPage = 50

export const listProposals = route({
  name: 'listProposals',
  method: 'GET',
  path: '/api/proposals',
  summary:
    'What takes two persons, newest first, 50 at once: what the caller may confirm, what he proposed himself, and the rest of the units he looks after. Audit administrators and inspectors read all. `before` is the last one seen.',
  who: readers,
  query: sought.extend({ shelf: Shelf.optional(), before: uuid.optional() }),
  /** `next` is what to ask `before` for the following page; null at the end. */
  output: z.object({ proposals: z.array(Proposal).max(proposalsOnPage), next: uuid.nullable() }),
})

export const countProposals = route({
  name: 'countProposals',
  method: 'GET',
  path: '/api/proposals/count',
  summary: 'How many changes wait: for the caller, made by him, and for others.',
  who: readers,
  query: sought,
  output: z.object({ mine: z.number().int(), own: z.number().int(), others: z.number().int() }),
})

export const listAwaited = route({
  name: 'listAwaited',
  method: 'GET',
  path: '/api/proposals/awaited',
  summary: 'What waits for a second person of one group, in short; of half-days also which they are.',
  who: readers,
  query: z.object({ group: ChangeGroup }),
  output: z.object({
    count: z.number().int(),
    newest: z.array(z.object({ proposalId: uuid, what: Words, proposedBy: z.string() })).max(5),
    halves: z.array(z.object({ staffId: uuid, day, half: Half })),
  }),
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

export const confirmProposals = route({
  name: 'confirmProposals',
  method: 'POST',
  path: '/api/proposals/confirm',
  summary:
    'Confirms several proposed changes, each by itself: what cannot be confirmed says why and keeps none of the others back.',
  who: officers,
  body: z.object({ proposalIds: z.array(uuid).min(1).max(200) }),
  /** In the order asked; `refusal` is the name of one, null where it is confirmed. */
  output: z.array(z.object({ proposalId: uuid, refusal: z.string().nullable() })),
  inParts: true,
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
