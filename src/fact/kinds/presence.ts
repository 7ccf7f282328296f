import { z } from 'zod'
import { Trouble } from '../../contract/kiosk.ts'
import { LogHead } from '../../contract/routes/station.ts'
import { Action, GateFinding, LightSequence, SignalReading } from '../../contract/signals.ts'

const uuid = z.uuid()

/** How the time of a check-in was known: readings at the station, and the last time beacon it had from the center. */
export const TimeReading = z.object({
  wall: z.string(),
  monotonicMs: z.number(),
  bootId: uuid,
  beacon: z
    .object({
      id: z.string(),
      centerTime: z.string(),
      monotonicMs: z.number(),
      wall: z.string(),
      roundTripMs: z.number(),
      /** The newest published checkpoint then, so that the record cannot be older than it; absent where there was none. */
      log: LogHead.optional(),
    })
    .nullable(),
  clockJumped: z.boolean(),
})
export type TimeReading = z.infer<typeof TimeReading>

export const ModelVersion = z.object({ name: z.string(), version: z.string() })
export type ModelVersion = z.infer<typeof ModelVersion>

/** Derived numbers of one attempt: never a frame, never a vector. */
export const AttemptRecord = z.object({
  attemptId: uuid,
  sessionId: uuid,
  number: z.number().int(),
  challenge: z.array(Action),
  steps: z.array(
    z.object({ action: Action, promptAtMs: z.number(), onsetMs: z.number().nullable(), peakMs: z.number().nullable() }),
  ),
  gates: z.array(GateFinding),
  scores: z.array(z.object({ name: z.string(), value: z.number(), threshold: z.number().nullable() })),
  curves: z.record(z.string(), z.array(z.number())),
  frames: z.number().int(),
  durationMs: z.number(),
  models: z.array(ModelVersion),
  /** What the signals of liveness said, each with its share of the score; absent in records from before they were read. */
  liveness: z
    .object({
      score: z.number(),
      threshold: z.number(),
      readings: z.array(SignalReading),
      light: LightSequence.nullable(),
      /** The species of attack that explains the readings best; only where the score left a doubt. */
      like: z.string().optional(),
      /** An action was added because the others left a doubt. */
      reserveAsked: z.boolean(),
    })
    .optional(),
})
export type AttemptRecord = z.infer<typeof AttemptRecord>

export const presenceKinds = {
  checkIn: z.object({
    checkInId: uuid,
    staffId: uuid,
    siteId: uuid,
    method: z.enum(['face', 'pin', 'card', 'clerk']),
    direction: z.enum(['arrival', 'departure', 'again']),
    time: TimeReading,
    attemptId: uuid.nullable(),
    reason: z.string().nullable(),
  }),
  countersigned: z.object({
    checkInId: uuid,
    staffId: uuid,
    siteId: uuid,
    witness: z.enum(['staff', 'clerk', 'villager']),
    witnessStaffId: uuid.nullable(),
  }),
  attemptJudged: z.object({
    siteId: uuid,
    record: AttemptRecord,
    verdict: z.enum(['passed', 'failed', 'leftForOtherWay', 'gone']),
    why: z.array(z.string()),
    staffId: uuid.nullable(),
  }),
  otherWayRefused: z.object({ siteId: uuid, claim: z.string(), why: z.enum(['unknown', 'pin', 'locked', 'left']) }),
  templateEnrolled: z.object({
    templateId: uuid,
    staffId: uuid,
    siteId: uuid,
    consentId: uuid,
    clerkAccountId: uuid,
    confirmedBy: z.enum(['pin', 'account']),
    frames: z.number().int(),
    models: z.array(ModelVersion),
    attemptId: uuid,
  }),
  enrolmentRefused: z.object({ siteId: uuid, staffId: uuid, why: z.string(), sameAsStaffId: uuid.nullable() }),
  /** The deletion certificate of a template: its wrapped key and ciphertext were destroyed. */
  templateErased: z.object({
    templateId: uuid,
    staffId: uuid,
    siteId: uuid,
    consentId: uuid,
    why: z.enum(['consentWithdrawn', 'replaced', 'staffLeft', 'stationRevoked']),
    ciphertextSha256: z.string(),
    keyId: z.string(),
  }),
  kioskBound: z.object({ siteId: uuid, kioskId: uuid, publicKey: z.string(), revoked: z.boolean() }),
  stationStarted: z.object({
    siteId: uuid,
    bootId: uuid,
    version: z.string(),
    models: z.array(ModelVersion),
    /** Where its kiosk page is for a browser beside it; absent in starts of earlier versions. */
    kioskOrigin: z.string().optional(),
  }),
  kioskTrouble: z.object({
    siteId: uuid,
    /** `cameraHint` and `snapshotDoubted` are the station's own, all others the page's. */
    trouble: z.enum([...Trouble.options, 'cameraHint', 'snapshotDoubted']),
    detail: z.string(),
  }),
} as const
