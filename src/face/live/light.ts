import type { LiveSignals, Zone } from '../../contract/signals.ts'
import { type Extent, extentOf, type Mesh, pointOf } from '../mesh.ts'
import type { Picture } from '../picture.ts'
import { type Gathered, gather, gatherNone, meanOf } from './linear.ts'

type SkinZone = Exclude<Zone, 'background'>

/**
 * Corners of the zones by their number in the mesh, around each: upper outer, upper inner, lower inner, lower outer for the
 * zones in pairs (which mirror each other), upper right, upper left, lower left, lower right of the others.
 */
const corners: Readonly<Record<SkinZone, readonly [number, number, number, number]>> = {
  forehead: [69, 299, 336, 107],
  rightCheek: [117, 118, 205, 187],
  leftCheek: [346, 347, 425, 411],
  rightNose: [174, 3, 45, 198],
  leftNose: [399, 248, 275, 420],
  chin: [201, 421, 396, 171],
}

/** Pixels along each side of a zone: 144 for each zone of skin. */
const side = 12

/** Mean linear light of every zone; nothing when less than half of one is in the picture. */
export function findLight(picture: Picture, mesh: Mesh): LiveSignals['light'] | undefined {
  const light: Partial<LiveSignals['light']> = {}
  for (const [zone, around] of Object.entries(corners) as [SkinZone, (typeof corners)[SkinZone]][]) {
    const seen = gatherZone(picture, mesh, around)
    if ((seen[3] as number) < (side * side) / 2) return undefined
    light[zone] = meanOf(seen)
  }
  const behind = gatherBehind(picture, extentOf(mesh, 0))
  if (behind === undefined) return undefined
  return { ...(light as Record<SkinZone, [number, number, number]>), background: meanOf(behind) }
}

function gatherZone(picture: Picture, mesh: Mesh, around: readonly number[]): Gathered {
  const [a, b, c, d] = around.map((index) => pointOf(mesh, index)) as [Place, Place, Place, Place]
  const into = gatherNone()
  for (let i = 0; i < side; i += 1) {
    const down = (i + 0.5) / side
    for (let j = 0; j < side; j += 1) {
      const along = (j + 0.5) / side
      const x = (1 - down) * ((1 - along) * a[0] + along * b[0]) + down * ((1 - along) * d[0] + along * c[0])
      const y = (1 - down) * ((1 - along) * a[1] + along * b[1]) + down * ((1 - along) * d[1] + along * c[1])
      gather(picture, x, y, into)
    }
  }
  return into
}
type Place = readonly [number, number]

/** Least pixels that stand for the background. */
const fewest = 12

/** Whatever is beside and above the head, not below it, where the shoulders are; nearer to it where the face fills the picture. */
function gatherBehind(picture: Picture, face: Extent): Gathered | undefined {
  for (const margin of [1.5, 1.25, 1.1]) {
    const seen = gatherAround(picture, face, margin)
    if ((seen[3] as number) >= fewest) return seen
  }
  return undefined
}

const columns = 28
const rows = 18

/** Up to 500 pixels from the part of the picture within 1.5 face sizes of the face, down to the chin, but for the face itself. */
function gatherAround(picture: Picture, face: Extent, margin: number): Gathered {
  const left = Math.max(0, face.x - 1.5 * face.width)
  const right = Math.min(picture.width - 1, face.x + 1.5 * face.width)
  const top = Math.max(0, face.y - 1.5 * face.height)
  const bottom = Math.min(picture.height - 1, face.y + 0.5 * face.height)
  const into = gatherNone()
  for (let i = 0; i < rows; i += 1) {
    const y = top + ((i + 0.5) / rows) * (bottom - top)
    const beside = Math.abs(y - face.y) < (margin / 2) * face.height
    for (let j = 0; j < columns; j += 1) {
      const x = left + ((j + 0.5) / columns) * (right - left)
      if (beside && Math.abs(x - face.x) < (margin / 2) * face.width) continue
      gather(picture, x, y, into)
    }
  }
  return into
}
