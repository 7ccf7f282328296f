import { z } from 'zod'

const uuid = z.uuid()

/** Public problems that come from outside, and what of them everybody may read. */
export const open311Kinds = {
  open311KeyMade: z.object({ keyId: uuid, holder: z.string(), keySha256: z.string() }),
  open311KeyRevoked: z.object({ keyId: uuid }),
  problemReleased: z.object({ matterId: uuid }),
  problemHidden: z.object({ matterId: uuid, reason: z.string() }),
} as const
