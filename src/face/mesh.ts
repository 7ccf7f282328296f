import { crop, mapSquare, type Point, type Square } from './crop.ts'
import type { Net, NetShape } from './net.ts'
import type { Picture } from './picture.ts'

/** FaceMesh's 468 points in picture pixels, three numbers each (x, y, z), and how sure the network is of a face. */
export interface Mesh {
  readonly points: Float32Array
  /** 0 to 1. */
  readonly confidence: number
}

/** FaceMesh, 192 pixels. */
export const meshShape: NetShape = {
  name: 'mesh',
  input: [1, 192, 192, 3],
  outputs: [
    { name: 'Identity_1', length: 1 },
    { name: 'Identity_2', length: 468 * 3 },
  ],
}
const size = 192

/** Lays the mesh on the face in the square. */
export async function meshIn(net: Net, picture: Picture, square: Square): Promise<Mesh> {
  const map = mapSquare(square, size)
  crop(picture, map, size, net.input, { gain: 1 / 255 })
  const [confidence, raw] = await net.run()
  if (!confidence || !raw) throw new Error('the mesh network gave no output')

  const [a, b, c, d, e, f] = map
  const depth = square.side / size
  const points = new Float32Array(raw.length)
  for (let i = 0; i < raw.length; i += 3) {
    const x = raw[i] as number
    const y = raw[i + 1] as number
    points[i] = a * x + b * y + c
    points[i + 1] = d * x + e * y + f
    points[i + 2] = (raw[i + 2] as number) * depth
  }
  return { points, confidence: confidence[0] ?? 0 }
}

/** One mesh point in picture pixels. */
export const pointOf = ({ points }: Mesh, index: number): Point => [
  points[index * 3] ?? Number.NaN,
  points[index * 3 + 1] ?? Number.NaN,
]

/** Outer eye corners: the person's right eye is 33, the left eye 263. */
export const outerCorners = [33, 263] as const

/** Roll: the direction from the right to the left outer eye corner, radians, clockwise in the picture. */
export function rollOf(mesh: Mesh): number {
  const [rx, ry] = pointOf(mesh, outerCorners[0])
  const [lx, ly] = pointOf(mesh, outerCorners[1])
  return Math.atan2(ly - ry, lx - rx)
}

/** The face upright: centre, width and height of the mesh once its roll is taken away. */
export interface Extent {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly angle: number
}

export function extentOf(mesh: Mesh, angle = rollOf(mesh)): Extent {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  let left = Number.POSITIVE_INFINITY
  let right = Number.NEGATIVE_INFINITY
  let top = Number.POSITIVE_INFINITY
  let bottom = Number.NEGATIVE_INFINITY
  for (let i = 0; i < mesh.points.length; i += 3) {
    const px = mesh.points[i] as number
    const py = mesh.points[i + 1] as number
    const x = cos * px + sin * py
    const y = cos * py - sin * px
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
  }
  const x = (left + right) / 2
  const y = (top + bottom) / 2
  return { x: cos * x - sin * y, y: sin * x + cos * y, width: right - left, height: bottom - top, angle }
}

/** The square around a face, `margin` times its longer side: 1.5 for the next mesh, 1.4 for faceres. */
export const squareAround = ({ x, y, width, height, angle }: Extent, margin: number): Square => ({
  x,
  y,
  side: Math.max(width, height) * margin,
  angle,
})
