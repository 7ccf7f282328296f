import { z } from 'zod'

/** What villagers say about their visits. Nothing of who they are. */
export const visitKinds = {
  /** A villager's word at the duty board of a site. Its receipt is the villager's: it names nobody who works there. */
  visitSaid: z.object({ siteId: z.uuid(), outcome: z.literal('served') }),
} as const
