import type { FaceSignals } from '../contract/signals.ts'
import type { EyeOpenings } from './iris.ts'
import { type Extent, extentOf, type Mesh, outerCorners, pointOf, rollOf } from './mesh.ts'
import type { Picture } from './picture.ts'
import { lumaOf, sharpnessOf } from './quality.ts'

/**
 * One face's frame signals, all but the detector's and plug-ins' share. The picture must be as the camera saw it, not
 * mirrored, or left and right change places.
 */
export function signalsOf(picture: Picture, mesh: Mesh, irisEyes: EyeOpenings): Omit<FaceSignals, 'secondFace'> {
  const extent = extentOf(mesh)
  return {
    box: boxOf(picture, mesh),
    widthPx: extent.width,
    sharpness: sharpnessOf(picture, extent),
    luma: lumaOf(picture, mesh),
    turn: turnOf(mesh),
    roll: rollOf(mesh),
    pitch: pitchOf(mesh),
    eyes: eyesOf(mesh),
    irisEyes,
    mouth: apart(mesh, 13, 14) / apart(mesh, 78, 308),
    scale: apart(mesh, ...outerCorners) / picture.width,
    confidence: mesh.confidence,
  }
}

/** Whether every number is one. */
export const areNumbers = (signals: object): boolean =>
  Object.values(signals).every((value) => (typeof value === 'object' ? areNumbers(value) : Number.isFinite(value)))

function boxOf({ width, height }: Picture, mesh: Mesh): FaceSignals['box'] {
  const upright: Extent = extentOf(mesh, 0)
  return {
    x: (upright.x - upright.width / 2) / width,
    y: (upright.y - upright.height / 2) / height,
    width: upright.width / width,
    height: upright.height / height,
  }
}

/**
 * Where the nose (1) stands on the line from the person's left cheek (454) to the right one (234). Only the picture
 * plane is used: the mesh network invents its depths.
 */
export const turnOf = (mesh: Mesh): number => shareAlong(pointOf(mesh, 1), pointOf(mesh, 454), pointOf(mesh, 234))

/** Nose height between the middle of the eyes and the chin (152), minus 0.5. */
function pitchOf(mesh: Mesh): number {
  const corners = [33, 133, 362, 263].map((index) => pointOf(mesh, index))
  const x = corners.reduce((sum, [cx]) => sum + cx, 0) / corners.length
  const y = corners.reduce((sum, [, cy]) => sum + cy, 0) / corners.length
  return shareAlong(pointOf(mesh, 1), [x, y], pointOf(mesh, 152)) - 0.5
}

/** Eye aspect ratio: mean of two lid distances over the distance of the corners. */
function eyesOf(mesh: Mesh): EyeOpenings {
  return {
    right: (apart(mesh, 160, 144) + apart(mesh, 158, 153)) / (2 * apart(mesh, 33, 133)),
    left: (apart(mesh, 385, 380) + apart(mesh, 387, 373)) / (2 * apart(mesh, 362, 263)),
  }
}

function shareAlong([x, y]: readonly [number, number], from: readonly number[], to: readonly number[]): number {
  const [fx = 0, fy = 0] = from
  const [tx = 0, ty = 0] = to
  const dx = tx - fx
  const dy = ty - fy
  return ((x - fx) * dx + (y - fy) * dy) / (dx * dx + dy * dy)
}

function apart(mesh: Mesh, i: number, j: number): number {
  const [ax, ay] = pointOf(mesh, i)
  const [bx, by] = pointOf(mesh, j)
  return Math.hypot(ax - bx, ay - by)
}
