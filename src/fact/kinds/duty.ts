import { z } from 'zod'
import { Assignment, Pattern, Shift, Wish } from '../../contract/roster.ts'

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
    as: z.enum(['member', 'leader', 'deputy']).default('member'),
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

/** Who works when: shifts, the patterns they make, who follows which, and duties exchanged. */
export const rosterKinds = {
  shiftKept: Shift,
  patternKept: Pattern,
  assignmentKept: Assignment,
  assignmentEnded: z.object({ assignmentId: uuid, to: z.string(), reason: z.string() }),
  swapAsked: z.object({
    swapId: uuid,
    dutyId: uuid,
    fromStaffId: uuid,
    toStaffId: uuid,
    returnDutyId: uuid.nullable(),
    note: z.string(),
  }),
  /** With `agreed`, the duties change hands in the same breath (`dutyKept`). */
  swapAnswered: z.object({ swapId: uuid, answer: z.enum(['agreed', 'declined', 'withdrawn']) }),
  feedOpened: z.object({
    feedId: uuid,
    of: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('staff'), staffId: uuid }),
      z.object({ kind: z.literal('site'), siteId: uuid }),
    ]),
    /** Of the secret in the address; the secret itself is kept nowhere. */
    secretSha256: z.string(),
  }),
  feedClosed: z.object({ feedId: uuid }),
  /** The one notice of a working day to one person. */
  digestGiven: z.object({ staffId: uuid, day: z.string(), dutyIds: z.array(uuid) }),
} as const

/** What people ask for and what was answered. */
export const requestKinds = {
  requestMade: z.object({ requestId: uuid, staffId: uuid, wish: Wish, onBehalf: z.boolean() }),
  requestDecided: z.object({ requestId: uuid, decision: z.enum(['approved', 'refused']), reason: z.string() }),
  requestWithdrawn: z.object({ requestId: uuid }),
} as const
