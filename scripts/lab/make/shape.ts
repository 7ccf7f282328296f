import type { Mesh } from '../../../src/face/mesh.ts'
import { innerLowerLip, innerUpperLip, type Topology } from './topology.ts'

/** The mesh network makes faces too deep: with this the tip of the nose lies 25 to 30 mm before the outer corners of the eyes. */
const depth = 0.78

/** The head's own axes in the picture: to the right of the picture, down, and away. */
function axesOf(mesh: Mesh): readonly [Vector, Vector, Vector] {
  const ears = minus(pointOf(mesh, 454), pointOf(mesh, 234))
  const corners = minus(pointOf(mesh, 263), pointOf(mesh, 33))
  const x = unit([ears[0] + corners[0], ears[1] + corners[1], ears[2] + corners[2]])
  const down = minus(pointOf(mesh, 152), pointOf(mesh, 10))
  const along = dot(down, x)
  const y = unit([down[0] - along * x[0], down[1] - along * x[1], down[2] - along * x[2]])
  return [x, y, cross(x, y)]
}

/**
 * The shape in millimetres, looking at the camera: eyes 63 mm apart, between the ears the origin, x to the right of the
 * picture, y down, z away from the camera; both sides alike, mouth shut.
 */
export function shapeOf(mesh: Mesh, { mirror }: Topology): Float32Array {
  const [x, y, z] = axesOf(mesh)
  const middle = (a: number, b: number): Vector => {
    const [p, q] = [pointOf(mesh, a), pointOf(mesh, b)]
    return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2]
  }
  const scale = 63 / Math.hypot(...minus(middle(33, 133), middle(263, 362)))
  const origin = middle(234, 454)
  const own = new Float32Array(468 * 3)
  for (let i = 0; i < 468; i += 1) {
    const from = minus(pointOf(mesh, i), origin)
    own.set([dot(from, x) * scale, dot(from, y) * scale, dot(from, z) * scale * depth], 3 * i)
  }
  return shutMouth(evenly(own, mirror))
}

function evenly(own: Float32Array, mirror: Uint16Array): Float32Array {
  const out = new Float32Array(own.length)
  for (let i = 0; i < mirror.length; i += 1) {
    const j = mirror[i] ?? i
    out[3 * i] = ((own[3 * i] as number) - (own[3 * j] as number)) / 2
    for (const k of [1, 2]) out[3 * i + k] = ((own[3 * i + k] as number) + (own[3 * j + k] as number)) / 2
  }
  return out
}

function shutMouth(shape: Float32Array): Float32Array {
  for (const [n, upper] of innerUpperLip.entries()) {
    const lower = innerLowerLip[n] ?? upper
    for (const k of [1, 2]) {
      const middle = ((shape[3 * upper + k] as number) + (shape[3 * lower + k] as number)) / 2
      shape[3 * upper + k] = middle - (k === 1 ? 0.3 : 0)
      shape[3 * lower + k] = middle + (k === 1 ? 0.3 : 0)
    }
  }
  return shape
}

export type Vector = readonly [number, number, number]
export const pointOf = ({ points }: { readonly points: Float32Array }, i: number): Vector => [
  points[3 * i] ?? 0,
  points[3 * i + 1] ?? 0,
  points[3 * i + 2] ?? 0,
]
export const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
export const unit = (a: Vector): Vector => {
  const length = Math.hypot(...a)
  return [a[0] / length, a[1] / length, a[2] / length]
}
