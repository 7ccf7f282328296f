import { z } from 'zod'

/** Fractions of the frame, from its left and top edge. */
export const FaceBox = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type FaceBox = z.infer<typeof FaceBox>

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
