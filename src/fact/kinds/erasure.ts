import { z } from 'zod'

export const erasureKinds = {
  /** The certificate that stays for each destroyed content: which fact's, and why. It is never destroyed itself. */
  factErased: z.object({ factId: z.uuid(), reason: z.string().min(1) }),
} as const
