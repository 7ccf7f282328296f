import { z } from 'zod'
import {
  CallOutcome,
  ExclusionReason,
  RatingAnswer,
  RatingPeriod,
  RatingRound,
  RatingSource,
} from '../../contract/ratings.ts'

const uuid = z.uuid()
const reason = z.string()

/** What citizens said about endings, never one by one; who is asked, and who is left out. */
export const ratingKinds = {
  /** A right to rate was used: neither by whom nor how. `mark` is a digest only the center can make. */
  ratingRightUsed: z.object({ mark: z.string().regex(/^[0-9a-f]{64}$/), round: RatingRound }),
  /** Somebody who works here tried to rate. */
  ratingRefused: z.object({ round: RatingRound }),
  /** At least five answers together, in an order that tells nothing. `unitId` null: the whole county. */
  ratingsReleased: z.object({
    unitId: uuid.nullable(),
    /** Units below whose answers were too few to be told by themselves. */
    withUnits: z.array(uuid),
    period: RatingPeriod,
    round: RatingRound,
    source: RatingSource,
    answers: z.array(RatingAnswer).min(5),
  }),
  exclusionAsked: z.object({ matterId: uuid, unitId: uuid, because: ExclusionReason, note: reason }),
  exclusionDecided: z.object({ matterId: uuid, granted: z.boolean(), note: reason }),
  /** Who may be drawn is fixed: the first checkpoint of the log that holds this draws. */
  callBackAnnounced: z.object({
    callBackId: uuid,
    unitId: uuid,
    callerUnitId: uuid,
    period: RatingPeriod,
    size: z.number().int().min(1),
    population: z.array(uuid).min(1),
  }),
  callBackDrawn: z.object({
    callBackId: uuid,
    /** Hex root of the checkpoint. */
    beacon: z.string(),
    /** Of the checkpoint. */
    logSize: z.number().int(),
    matterIds: z.array(uuid),
  }),
  /** One call; what was answered is told with others' answers, never here. */
  callBackCalled: z.object({ callBackId: uuid, matterId: uuid, attempt: z.number().int(), outcome: CallOutcome }),
} as const
