import type { Square } from './crop.ts'
import { fillLetterbox, type Letterbox, letterboxOf } from './letterbox.ts'
import type { Net, NetShape } from './net.ts'
import type { Picture } from './picture.ts'

/** A face as a detector sees it, in picture pixels; `angle` is its roll, clockwise in the picture. */
export interface Detection {
  readonly score: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly angle: number
}

/** Finds faces; best score first, no two that overlap by 30 % or more. */
export type Detector = (picture: Picture, pad: number) => Promise<readonly Detection[]>

/** BlazeFace, 256 pixels: 896 anchors on two grids, each with a score, a box and six points. */
export const blazeFaceShape: NetShape = {
  name: 'detector',
  input: [1, 256, 256, 3],
  outputs: [
    { name: 'Identity', length: 512 },
    { name: 'Identity_1', length: 384 },
    { name: 'Identity_2', length: 512 * 16 },
    { name: 'Identity_3', length: 384 * 16 },
  ],
}

const leastScore = 0.3

/** BlazeFace as a detector. */
export function blazeFace(net: Net): Detector {
  return async (picture, pad) => {
    const box = letterboxOf(picture, 256, pad)
    fillLetterbox(picture, box, { size: 256, gain: 1 / 127.5, offset: -1 }, net.input)
    const [fineScores, coarseScores, fineBoxes, coarseBoxes] = await net.run()
    if (!fineScores || !coarseScores || !fineBoxes || !coarseBoxes) return []
    return apart([...read(fineScores, fineBoxes, fineGrid, box), ...read(coarseScores, coarseBoxes, coarseGrid, box)])
  }
}

/** Anchors lie `perCell` to a cell, `step` pixels apart. */
interface Grid {
  readonly step: number
  readonly perCell: number
}
const fineGrid: Grid = { step: 16, perCell: 2 }
const coarseGrid: Grid = { step: 32, perCell: 6 }

function read(scores: Float32Array, boxes: Float32Array, { step, perCell }: Grid, box: Letterbox): Detection[] {
  const across = 256 / step
  const found: Detection[] = []
  for (const [i, logit] of scores.entries()) {
    const score = 1 / (1 + Math.exp(-logit))
    if (score < leastScore) continue
    const cell = Math.floor(i / perCell)
    const numbers = boxes.subarray(i * 16, i * 16 + 16)
    found.push(
      detectionOf(score, numbers, step * ((cell % across) + 0.5), step * (Math.floor(cell / across) + 0.5), box),
    )
  }
  return found
}

function detectionOf(
  score: number,
  numbers: Float32Array,
  anchorX: number,
  anchorY: number,
  box: Letterbox,
): Detection {
  const [x = 0, y = 0, w = 0, h = 0, rightEyeX = 0, rightEyeY = 0, leftEyeX = 0, leftEyeY = 0] = numbers
  const width = w * box.scale
  const height = h * box.scale
  return {
    score,
    x: (x + anchorX) * box.scale + box.left - width / 2,
    y: (y + anchorY) * box.scale + box.top - height / 2,
    width,
    height,
    angle: Math.atan2(leftEyeY - rightEyeY, leftEyeX - rightEyeX),
  }
}

/** The best of every heap of overlapping detections. */
export function apart(found: readonly Detection[]): Detection[] {
  const kept: Detection[] = []
  for (const one of found.toSorted((a, b) => b.score - a.score))
    if (kept.every((other) => overlap(one, other) < 0.3)) kept.push(one)
  return kept
}

/** Shared area over joint area, 0 to 1. */
function overlap(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x))
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))
  const shared = width * height
  return shared / (a.width * a.height + b.width * b.height - shared)
}

type Box = Pick<Detection, 'x' | 'y' | 'width' | 'height'>

/** The square in which the mesh network looks for this face. */
export const squareOf = ({ x, y, width, height, angle }: Detection): Square => ({
  x: x + width / 2,
  y: y + height / 2,
  side: Math.max(width, height) * 1.5,
  angle,
})
