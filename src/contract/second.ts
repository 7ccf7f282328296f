import { z } from 'zod'
import { uuid } from './common.ts'

/**
 * What became of a change that may need a second person: it was done at once; it waits for somebody else to confirm it;
 * or it was done by one alone because nobody else could confirm it, which is marked and counted publicly.
 */
export const Second = z.discriminatedUnion('state', [
  z.object({ state: z.literal('notNeeded') }),
  z.object({ state: z.literal('awaited'), proposalId: uuid }),
  z.object({ state: z.literal('alone'), proposalId: uuid }),
])
export type Second = z.infer<typeof Second>

/** Why somebody wants the change: for whoever confirms it. */
export const why = z.string().trim().max(300).optional()
