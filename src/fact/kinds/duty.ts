import { z } from 'zod'

const uuid = z.uuid()

/** A duty is a person, a site, a start and an end; a field day is approved work elsewhere, with a phone. */
export const dutyKinds = {
  dutyKept: z.object({
    dutyId: uuid,
    staffId: uuid,
    siteId: uuid,
    starts: z.string(),
    ends: z.string(),
    note: z.string(),
  }),
  dutyCancelled: z.object({ dutyId: uuid, reason: z.string() }),
  outingKept: z.object({
    outingId: uuid,
    staffId: uuid,
    siteId: uuid,
    starts: z.string(),
    ends: z.string(),
    where: z.string(),
  }),
  outingEnded: z.object({ outingId: uuid, ends: z.string() }),
} as const
