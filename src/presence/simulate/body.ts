import type { FrameSignals } from '../../contract/signals.ts'
import { between, normal, type Random } from './random.ts'

/** A face as a camera would measure it when neutral, with its place in the picture. */
export interface Body {
  readonly turn: number
  readonly mouth: number
  readonly widthPx: number
  readonly eyes: number
  readonly irisEyes: number
  readonly luma: number
  readonly sharpness: number
  readonly centre: { readonly x: number; readonly y: number }
}

/** What the body does at a moment, against neutral: `turn` as an offset, `closer` as a factor, `eyes` 1 is open. */
export interface Pose {
  readonly turn: number
  readonly mouth: number
  readonly closer: number
  readonly eyes: number
  readonly x: number
  readonly y: number
  readonly luma: number
  readonly secondFace: number
  readonly present: boolean
}

export const still: Pose = {
  turn: 0,
  mouth: 0,
  closer: 1,
  eyes: 1,
  x: 0,
  y: 0,
  luma: 1,
  secondFace: 0,
  present: true,
}

const frameWidthPx = 640
const frameHeightPx = 480

/** A body within the ranges measured on clips: frontal faces at 0.37 to 0.58, open eyes 0.22 to 0.36, closed mouth up to 0.06. */
export function anyBody(random: Random): Body {
  return {
    turn: between(random, 0.43, 0.56),
    mouth: between(random, 0.005, 0.05),
    widthPx: between(random, 125, 230),
    eyes: between(random, 0.22, 0.36),
    irisEyes: between(random, 0.25, 0.4),
    luma: between(random, 70, 170),
    sharpness: between(random, 50, 220),
    centre: { x: between(random, 0.42, 0.58), y: between(random, 0.42, 0.55) },
  }
}

/** One frame of a body in a pose, with the noise of mesh and camera (chosen: about twice what still clips show). */
export function measure(body: Body, pose: Pose, random: Random): FrameSignals {
  if (!pose.present) return { faces: 0 }
  const widthPx = body.widthPx * pose.closer * (1 - 0.5 * Math.min(Math.abs(pose.turn), 0.4)) * normal(random, 1, 0.006)
  const width = widthPx / frameWidthPx
  const height = (widthPx * 1.3) / frameHeightPx
  const x = body.centre.x + pose.x + 0.25 * pose.turn * width + normal(random, 0, 0.002)
  const y = body.centre.y + pose.y + normal(random, 0, 0.002)
  const eye = (open: number, noise: number): number =>
    Math.max(0.02, open * (0.3 + 0.7 * pose.eyes) + normal(random, 0, noise))
  return {
    faces: pose.secondFace > 0 ? 2 : 1,
    face: {
      box: { x: x - width / 2, y: y - height / 2, width, height },
      widthPx,
      secondFace: pose.secondFace,
      sharpness: body.sharpness * between(random, 0.8, 1.2),
      luma: body.luma * pose.luma + normal(random, 0, 2),
      turn: body.turn + pose.turn + normal(random, 0, 0.008),
      roll: normal(random, 0, 0.02),
      pitch: normal(random, 0, 0.02),
      eyes: { left: eye(body.eyes, 0.012), right: eye(body.eyes, 0.012) },
      irisEyes: { left: eye(body.irisEyes, 0.02), right: eye(body.irisEyes, 0.02) },
      mouth: Math.max(0, body.mouth + pose.mouth + normal(random, 0, 0.01)),
      scale:
        0.62 *
        (body.widthPx / frameWidthPx) *
        pose.closer *
        (1 - 0.8 * pose.turn * pose.turn) *
        normal(random, 1, 0.006),
      confidence: between(random, 0.93, 1),
    },
  }
}
