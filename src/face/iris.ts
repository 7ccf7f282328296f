import { crop, mapSquare, mirrorMap, type Square } from './crop.ts'
import { type Mesh, pointOf, rollOf } from './mesh.ts'
import type { Net, NetShape } from './net.ts'
import type { Picture } from './picture.ts'

/** How far each eye is open: height over width. Left and right are the person's own. */
export interface EyeOpenings {
  readonly left: number
  readonly right: number
}

/** The iris network, two eyes of 64 pixels at once: 76 points each (71 of the eye's contour, 5 of the iris). */
export const irisShape: NetShape = {
  name: 'iris',
  input: [2, 64, 64, 3],
  outputs: [{ name: 'Identity', length: 2 * 228 }],
}
const size = 64

/** Eye openings as the iris network sees them: finer than the mesh for narrow eyes and far faces. */
export async function readIrises(net: Net, picture: Picture, mesh: Mesh): Promise<EyeOpenings> {
  // The network knows the person's left eye; the right one is shown to it in a mirror, which changes no distance.
  const right = mirrorMap(mapSquare(eyeSquare(mesh, 33, 133), size), size)
  const left = mapSquare(eyeSquare(mesh, 362, 263), size)
  crop(picture, right, size, net.input, { gain: 1 / 255 })
  crop(picture, left, size, net.input, { gain: 1 / 255, at: size * size * 3 })
  const [points] = await net.run()
  if (!points) throw new Error('the iris network gave no output')
  return { right: openingOf(points.subarray(0, 228)), left: openingOf(points.subarray(228)) }
}

function eyeSquare(mesh: Mesh, corner: number, otherCorner: number): Square {
  const [ax, ay] = pointOf(mesh, corner)
  const [bx, by] = pointOf(mesh, otherCorner)
  return { x: (ax + bx) / 2, y: (ay + by) / 2, side: Math.hypot(ax - bx, ay - by) * 2.3, angle: rollOf(mesh) }
}

/** Contour points 0 and 8 are the corners; 3, 4, 5 lie below 11, 12, 13. */
function openingOf(points: Float32Array): number {
  const apart = (i: number, j: number) =>
    Math.hypot(
      (points[i * 3] as number) - (points[j * 3] as number),
      (points[i * 3 + 1] as number) - (points[j * 3 + 1] as number),
    )
  return (apart(3, 11) + apart(4, 12) + apart(5, 13)) / (3 * apart(0, 8))
}
