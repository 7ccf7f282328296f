import { z } from 'zod'
import { clockTime, Half, LeaveKind } from './attendance.ts'
import { day, iso, uuid } from './common.ts'

const period = z.object({ from: clockTime, to: clockTime })
const name = z.string().trim().min(1).max(60)

/** A shift as data: one to four periods in order; one that ends at or before its start crosses midnight. */
export const Shift = z.object({
  shiftId: uuid,
  unitId: uuid.nullable(),
  name,
  kind: z.enum(['work', 'duty', 'field']),
  periods: z.array(period).min(1).max(4),
  /** Minutes somebody may come later if he goes as much later. */
  flex: z.number().int().min(0).max(240),
  retired: z.boolean(),
})
export type Shift = z.infer<typeof Shift>

/**
 * A row of days that comes again and again: seven from Monday for a weekly one, else counted from the first day of the
 * assignment, moved by its `phase`. `null` is a free day. The 三三制 of a place is such a pattern.
 */
export const Pattern = z.object({
  patternId: uuid,
  unitId: uuid.nullable(),
  name,
  turns: z.enum(['weekly', 'cycle']),
  days: z.array(uuid.nullable()).min(1).max(62),
  /** Free on days off and at work on make-up workdays; otherwise the calendar does not matter (shifts around the clock). */
  followsCalendar: z.boolean(),
  retired: z.boolean(),
})
export type Pattern = z.infer<typeof Pattern>

/** Who works by which pattern from when to when; without a pattern, by the office hours of the unit's rule. */
export const Assignment = z
  .object({
    assignmentId: uuid,
    staffId: uuid,
    patternId: uuid.nullable(),
    from: day,
    to: day.nullable(),
    phase: z.number().int().min(0).max(61),
    post: z.enum(['full', 'part']),
  })
  .refine((it) => it.to === null || it.from <= it.to)
export type Assignment = z.infer<typeof Assignment>

/** A published opening time for which nobody is rostered. */
export const Gap = z.object({ siteId: uuid, starts: iso, ends: iso })
export type Gap = z.infer<typeof Gap>

/** Two people exchange duties, or one takes over another's: done when both want it. */
export const Swap = z.object({
  swapId: uuid,
  dutyId: uuid,
  fromStaffId: uuid,
  toStaffId: uuid,
  /** The duty given in return, if any. */
  returnDutyId: uuid.nullable(),
  note: z.string(),
  /** `lapsed`: a duty of it began before anybody answered. */
  state: z.enum(['asked', 'agreed', 'declined', 'withdrawn', 'lapsed']),
  askedAt: z.string(),
})
export type Swap = z.infer<typeof Swap>

const halfDay = z.object({ day, half: Half })

export const correctionReasons = ['forgot', 'kioskTrouble', 'cameFromField', 'meetingElsewhere', 'other'] as const

/** What somebody asks for. An outing holds from the moment it is noted; the rest holds when it is approved. */
export const Wish = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('leave'),
    leave: LeaveKind,
    from: halfDay,
    to: halfDay,
    note: z.string().trim().max(200),
  }),
  z.object({
    kind: z.literal('outing'),
    siteId: uuid,
    starts: iso,
    ends: iso,
    where: z.string().trim().max(80),
  }),
  z.object({
    kind: z.literal('correction'),
    day,
    half: Half,
    what: z.enum(['arrival', 'departure']),
    /** When he came or went, on the county's clock. */
    at: clockTime,
    reason: z.enum(correctionReasons),
    note: z.string().trim().max(200),
  }),
  z.object({ kind: z.literal('appeal'), day, half: Half, text: z.string().trim().min(1).max(1000) }),
])
export type Wish = z.infer<typeof Wish>

export const Request = z.object({
  requestId: uuid,
  staffId: uuid,
  wish: Wish,
  state: z.enum(['waiting', 'approved', 'refused', 'withdrawn']),
  madeAt: z.string(),
  /** Somebody else wrote it down for the person (a paper note, a phone call). */
  onBehalf: z.boolean(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string(),
})
export type Request = z.infer<typeof Request>
