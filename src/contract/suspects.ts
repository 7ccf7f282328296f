import { z } from 'zod'
import { Because, Words } from './attendance.ts'
import { uuid } from './common.ts'
import { GateFinding, SignalReading } from './signals.ts'

/**
 * Why the machine may call check-ins `suspect`. `series`: one person, several faces at one station within minutes.
 * `allAtOnce`: a whole unit within seconds, day after day. `twoSites`: one person at two sites too quickly.
 * `terminalBurst`: the same people at another maker's terminal within seconds, day after day.
 */
export const suspectRules = ['series', 'allAtOnce', 'twoSites', 'terminalBurst'] as const
export const SuspectRule = z.enum(suspectRules)
export type SuspectRule = z.infer<typeof SuspectRule>

/** What a rule looks at: those of a series, then those of whole days. */
export const suspectSigns = [
  ...(['gap', 'body', 'place', 'manner', 'light', 'response', 'alive', 'solidity', 'edge'] as const),
  ...(['faces', 'together', 'days', 'change'] as const),
] as const
export const SuspectSign = z.enum(suspectSigns)
export type SuspectSign = z.infer<typeof SuspectSign>

/**
 * One thing a rule looked at: what was measured, from where on it counts, and how much it weighed in all (0: it did not;
 * below: it spoke against).
 */
export const SuspectFinding = z.object({
  sign: SuspectSign,
  /**
   * Of the weakest link of the chain; null where it could not be read. Gaps in seconds, light as relief (flat 0, a face
   * about 0.15), place and manner in steps of what one person differs from himself, clothes as cosine.
   */
  value: z.number().nullable(),
  limit: z.number(),
  weight: z.number(),
})
export type SuspectFinding = z.infer<typeof SuspectFinding>

/** A member of a suspect as its fact has it: whose it was is known only by the check-in, never of a failed face. */
export const SuspectMember = z.object({ attemptId: uuid.nullable(), checkInId: uuid.nullable(), at: z.string() })
export type SuspectMember = z.infer<typeof SuspectMember>

export const suspectDecisions = ['confirmed', 'innocent', 'cannotTell'] as const
/** 认定作弊, 排除, 无法判断: only ever said by a person. */
export const SuspectDecision = z.enum(suspectDecisions)
export type SuspectDecision = z.infer<typeof SuspectDecision>

/** `stands`: the decision stays as it is. `lifted`: it does not hold for whoever appealed. */
export const AppealOutcome = z.enum(['stands', 'lifted'])
export type AppealOutcome = z.infer<typeof AppealOutcome>

/** How long after a decision the person concerned may appeal. */
export const appealDays = 30

const Decided = z.object({
  decision: SuspectDecision,
  reason: z.string(),
  at: z.string(),
  by: z.string(),
  /** Members' check-ins that were not made by whom they name; empty unless confirmed. */
  checkInIds: z.array(uuid),
})

const Appeal = z.object({
  staffId: uuid,
  text: z.string(),
  at: z.string(),
  decided: z.object({ outcome: AppealOutcome, reason: z.string(), at: z.string(), by: z.string() }).nullable(),
})

/** Check-ins a machine doubts, as somebody above the unit sees them. They count until a person decides. */
export const Suspect = z.object({
  suspectId: uuid,
  rule: SuspectRule,
  siteId: uuid,
  unitId: uuid,
  raisedAt: z.string(),
  from: z.string(),
  to: z.string(),
  score: z.number(),
  /** Score from which the rule calls it suspect. */
  limit: z.number(),
  because: Because,
  findings: z.array(SuspectFinding),
  members: z.array(
    SuspectMember.extend({
      /** null: a failed attempt names nobody. */
      staffId: uuid.nullable(),
      name: z.string().nullable(),
      verdict: z.enum(['passed', 'failed', 'leftForOtherWay', 'gone']).nullable(),
    }),
  ),
  decided: Decided.nullable(),
  appeals: z.array(Appeal),
  caseFiled: z.boolean(),
  simulated: z.boolean(),
  /** What this caller may do now: nobody about himself, and an appeal is decided by another person. */
  mayDecide: z.boolean(),
  mayDecideAppeals: z.boolean(),
})
export type Suspect = z.infer<typeof Suspect>

/** The same for the person concerned: his own check-ins, the reasons, the decision; of others only how many. */
export const OwnSuspect = z.object({
  suspectId: uuid,
  rule: SuspectRule,
  siteId: uuid,
  raisedAt: z.string(),
  /** What is told: what happened, what it means, what he may do. */
  notice: Words,
  because: Because,
  checkIns: z.array(z.object({ checkInId: uuid, at: z.string() })),
  others: z.number().int(),
  /** `concerned`: the decision says that one of his own check-ins was not made by him. */
  decided: Decided.omit({ checkInIds: true }).extend({ concerned: z.boolean() }).nullable(),
  appeal: Appeal.omit({ staffId: true }).nullable(),
  /** Until when he may appeal; null: nothing to appeal against, done already, or over. */
  appealUntil: z.string().nullable(),
  simulated: z.boolean(),
})
export type OwnSuspect = z.infer<typeof OwnSuspect>

/** The numbers an attempt left, for drawing them again over time. No picture, no landmarks, no vector was ever kept. */
export const AttemptReplay = z.object({
  attemptId: uuid,
  at: z.string(),
  verdict: z.string(),
  why: z.array(z.string()),
  durationMs: z.number(),
  steps: z.array(
    z.object({
      action: z.string(),
      promptAtMs: z.number(),
      onsetMs: z.number().nullable(),
      peakMs: z.number().nullable(),
    }),
  ),
  /** `atMs` and, value for value beside it, `turn`, `mouth`, `eyes`, `irisEyes`, `scale`, `luma`. */
  curves: z.record(z.string(), z.array(z.number())),
  gates: z.array(GateFinding),
  /** What signals of liveness said; null in records from before they were read. */
  liveness: z
    .object({
      score: z.number(),
      threshold: z.number(),
      /** The species of attack that explains the readings best; null where no doubt was left. */
      like: z.string().nullable(),
      readings: z.array(SignalReading),
    })
    .nullable(),
})
export type AttemptReplay = z.infer<typeof AttemptReplay>

export const caseParts = ['checkedIn', 'enrolled', 'witnessed', 'rostered', 'approved', 'headed'] as const

/** Somebody who had a part in what is in a case, by the fact that says so. */
export const CasePart = z.object({
  part: z.enum(caseParts),
  accountId: uuid.nullable(),
  staffId: uuid.nullable(),
  /** The fact it was read from, and when that happened; null for being the head at the time of filing. */
  factId: uuid.nullable(),
  at: z.string(),
  /** The check-in it is about; null where it is about the site. */
  checkInId: uuid.nullable(),
})
export type CasePart = z.infer<typeof CasePart>

/** What an inspector of the upper level gets once a suspect was confirmed. */
export const CaseFile = z.object({
  caseId: uuid,
  suspectId: uuid,
  filedAt: z.string(),
  parts: z.array(CasePart.extend({ name: z.string().nullable() })),
  /** When the first suspect with one of these people at this site was raised: since then it could be seen. */
  visibleSince: z.string(),
  /** Earlier suspects with one of these people at this site. */
  earlier: z.array(uuid),
})
export type CaseFile = z.infer<typeof CaseFile>
