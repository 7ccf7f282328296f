import { z } from 'zod'
import { Because } from '../../contract/attendance.ts'
import { SpotCheckFound } from '../../contract/spotChecks.ts'
import {
  AppealOutcome,
  CasePart,
  SuspectDecision,
  SuspectFinding,
  SuspectMember,
  SuspectRule,
} from '../../contract/suspects.ts'

const uuid = z.uuid()

/** What the machine doubts, and what people decided about it. */
export const suspectKinds = {
  /**
   * The machine's strongest word, by a station or the center. Names nobody: whose a check-in is, its own fact says. The
   * same suspect again has grown by members: the last one holds.
   */
  suspectRaised: z.object({
    suspectId: uuid,
    siteId: uuid,
    rule: SuspectRule,
    members: z.array(SuspectMember).min(1),
    from: z.string(),
    to: z.string(),
    score: z.number(),
    limit: z.number(),
    findings: z.array(SuspectFinding),
    because: Because,
  }),
  suspectDecided: z.object({
    suspectId: uuid,
    decision: SuspectDecision,
    reason: z.string(),
    /** Check-ins not made by whom they name; empty unless confirmed. */
    checkInIds: z.array(uuid),
  }),
  suspectAppealed: z.object({ suspectId: uuid, staffId: uuid, text: z.string() }),
  suspectAppealDecided: z.object({ suspectId: uuid, staffId: uuid, outcome: AppealOutcome, reason: z.string() }),
  /** What other facts say about a confirmed suspect, gathered when it was confirmed. */
  caseFiled: z.object({
    caseId: uuid,
    suspectId: uuid,
    parts: z.array(CasePart),
    visibleSince: z.string(),
    earlier: z.array(uuid),
  }),
} as const

/** Spot checks: who may be drawn and by which number, the draw, and what was found. */
export const spotCheckKinds = {
  spotCheckAnnounced: z.object({
    spotCheckId: uuid,
    unitId: uuid,
    confidence: z.number(),
    rate: z.number(),
    size: z.number().int(),
    /** Everybody who may be drawn, in the order of the ids. */
    staffIds: z.array(uuid),
    beaconSource: z.string(),
    beaconAt: z.string(),
  }),
  spotCheckDrawn: z.object({
    spotCheckId: uuid,
    beacon: z.string(),
    publishedAt: z.string(),
    staffIds: z.array(uuid),
  }),
  spotCheckRecorded: z.object({
    spotCheckId: uuid,
    staffId: uuid,
    found: SpotCheckFound,
    foundAt: z.string(),
    note: z.string(),
    onPaper: z.boolean(),
    checkedIn: z.boolean(),
  }),
} as const
