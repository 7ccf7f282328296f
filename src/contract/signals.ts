import { z } from 'zod'
import { lightColours } from './lightColours.ts'

/** Fractions of the frame, from its left and top edge. */
export const FaceBox = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type FaceBox = z.infer<typeof FaceBox>

/** A 64-bit number as 16 hex digits. */
const Hash = z.string().regex(/^[0-9a-f]{16}$/)
/** Mean light of a zone: red, green, blue with the sRGB curve undone, 0 to 1. */
const Light = z.tuple([z.number(), z.number(), z.number()])

/** Zones of bare skin, and of whatever is beside the head. `left` and `right` are the person's own. */
export const zones = ['forehead', 'leftCheek', 'rightCheek', 'leftNose', 'rightNose', 'chin', 'background'] as const
export type Zone = (typeof zones)[number]

/**
 * Points of the face mesh that are followed from frame to frame, by their index in the mesh: brows, eye corners, ridge and
 * wings of the nose, cheeks, mouth corners, chin, jaw and outline.
 */
export const trackedPoints = [
  10, 151, 9, 70, 105, 107, 336, 334, 300, 33, 133, 362, 263, 168, 6, 197, 4, 1, 98, 327, 50, 280, 117, 346, 205, 425,
  61, 291, 199, 152, 172, 397, 234, 454,
] as const

/**
 * Points that are followed by optical flow, by the index in the mesh of where each began: nose, brows, corners of the eyes,
 * temples, forehead and cheeks. None of the mouth and jaw, which move by themselves, nor of the outline, which shows another
 * place of the head as it turns.
 */
export const flowPoints = [
  168, 6, 197, 195, 5, 4, 1, 2, 98, 327, 48, 278, 115, 344, 220, 440, 122, 351, 9, 151, 107, 336, 66, 296, 105, 334, 63,
  293, 70, 300, 108, 337, 67, 297, 139, 368, 33, 263, 133, 362, 111, 340, 117, 346, 119, 348, 50, 280, 36, 266, 205,
  425, 164,
] as const

/**
 * What the rules of liveness look at. Absent where the stream does not say (recordings of simulated numbers); no part of
 * it but derived readings ever leaves the station.
 */
export const LiveSignals = z.object({
  /** Image places of `trackedPoints`: x and y in turn, both as fractions of the frame's width, so that distances are true. */
  points: z.array(z.number()).length(2 * trackedPoints.length),
  light: z.record(z.enum(zones), Light),
  /** Perceptual hash of the upright face: near-equal pictures differ in few bits. */
  hash: Hash,
  /** Colours below the chin: three bands of eight numbers, each a share; null where nothing of the body is in the picture. */
  body: z.array(z.number()).length(24).nullable(),
  /** The strongest straight edge near the outline of the face, 0 to 1. */
  edge: z.number(),
  /**
   * Image places of `flowPoints` followed by optical flow, x and y in turn, in fractions of the frame's width; null in both
   * where a point tells no place or is lost. Of frames with one `anchor` each point is one spot of whatever is seen; another
   * number means that all points were laid anew.
   */
  flow: z
    .object({
      anchor: z.number().int().min(0),
      points: z.array(z.number().nullable()).length(2 * flowPoints.length),
    })
    .optional(),
})
export type LiveSignals = z.infer<typeof LiveSignals>

/**
 * What one frame showed, as numbers: all that may leave the face engine besides vectors, and all that is ever recorded.
 * Ratios have no unit; absent face means `faces: 0` and no `face`.
 */
export const FrameSignals = z.object({
  faces: z.number().int().min(0),
  face: z
    .object({
      box: FaceBox,
      /** Width of the face in camera pixels; recognition wants at least 100. */
      widthPx: z.number(),
      /** Width of the second largest face divided by that of the largest, 0 when alone. */
      secondFace: z.number(),
      /** Variance of the Laplacian over the face, resampled to 96 px width. */
      sharpness: z.number(),
      /** Mean skin luma, 0 to 255; below 40 is too dark to recognise. */
      luma: z.number(),
      /** Place of the nose between the cheeks, 0 to 1; about 0.5 looks straight ahead, smaller is a turn to the person's own left. */
      turn: z.number(),
      /** Radians, positive clockwise in the picture. */
      roll: z.number(),
      /** Soft signal: nose height between eyes and chin minus 0.5. */
      pitch: z.number(),
      /** Eye aspect ratio from the mesh, person's left and right eye. */
      eyes: z.object({ left: z.number(), right: z.number() }),
      /** Eye aspect ratio from the iris model. */
      irisEyes: z.object({ left: z.number(), right: z.number() }),
      /** Inner-lip opening over inner-lip width; closed is at most 0.06. */
      mouth: z.number(),
      /** Distance of the outer eye corners over the frame width: grows as the person comes closer. */
      scale: z.number(),
      /** The mesh network's own confidence that this is a face, 0 to 1. */
      confidence: z.number(),
      /** Scores of plugged-in passive models by their name, 1 is genuine. Weak evidence. */
      passive: z.record(z.string(), z.number()).optional(),
      live: LiveSignals.optional(),
    })
    .optional(),
})
export type FrameSignals = z.infer<typeof FrameSignals>
export type FaceSignals = NonNullable<FrameSignals['face']>

export const actions = [
  'turnLeft',
  'turnRight',
  'openMouth',
  'blink',
  'comeCloser',
  'openMouthTurnLeft',
  'openMouthTurnRight',
  'openMouthComeCloser',
] as const
/** A required movement. `openMouthTurnLeft` asks for both at once. */
export const Action = z.enum(actions)
export type Action = z.infer<typeof Action>

const LightColour = z.enum(lightColours)

/**
 * A sequence of light that a kiosk page plays while the actions are asked for: each flash lights the left and the right
 * half of the screen (as the person sees it) for `flashMs`. Never more than three changes a second.
 */
export const LightSequence = z.object({
  flashMs: z.number().int().min(334).max(1000),
  flashes: z
    .array(z.tuple([LightColour, LightColour]))
    .min(4)
    .max(16),
})
export type LightSequence = z.infer<typeof LightSequence>

/** A hard gate's word in a record: `measured` and `limit` are in the gate's own unit. */
export const GateFinding = z.object({
  gate: z.string(),
  passed: z.boolean(),
  measured: z.number().nullable(),
  limit: z.number().nullable(),
})

/** What a signal of liveness said in a record: a value, or why it said nothing. */
export const SignalReading = z.object({
  signal: z.string(),
  value: z.number().nullable(),
  /** Natural logarithm of how much likelier the value is for a living person than for an attack; 0 where unusable. */
  evidence: z.number(),
  why: z.string().nullable(),
})
