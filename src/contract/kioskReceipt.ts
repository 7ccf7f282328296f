import { z } from 'zod'
import { MatterStanding } from './matters.ts'
import { VisitOutcome } from './visits.ts'

/** As somebody typed it, or as a page has it; what it is is decided by whoever reads it. */
export const TypedCode = z.string().max(40)

/**
 * Where a matter stands, for a screen that others see too: posts and times only. Whatever somebody wrote (title, result,
 * reasons) may name a person, and stays on the page of whoever holds the receipt.
 */
export const KioskMatter = MatterStanding.pick({
  typeName: true,
  unitName: true,
  siteName: true,
  dutyPhone: true,
  state: true,
  takenAt: true,
  post: true,
  heldSeconds: true,
  dueAt: true,
  overdue: true,
  missing: true,
  endedAt: true,
}).extend({
  steps: z.array(MatterStanding.shape.steps.element.pick({ name: true, state: true })),
  /** Something was written beside the list of what is missing. */
  missingMore: z.boolean(),
  /** The clock stands still, as the law allows; a plain day or an instant. */
  pausedUntil: z.string().nullable(),
  extended: z.boolean(),
  mayReopen: z.boolean(),
})
export type KioskMatter = z.infer<typeof KioskMatter>

/** A visit for a screen that others see too. */
export const KioskVisit = z.object({
  siteName: z.string(),
  begunAt: z.string(),
  words: z.array(z.object({ at: z.string(), outcome: VisitOutcome })),
  /** Another word is still taken. */
  open: z.boolean(),
  /** The last word there is, which the next one follows; empty before the first. */
  after: z.string(),
})
export type KioskVisit = z.infer<typeof KioskVisit>
