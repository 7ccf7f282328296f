import Delaunator from 'delaunator'
import type { Mesh } from '../../src/face/mesh.ts'
import type { Picture } from '../../src/face/picture.ts'

/** How a simulated face moves. All 0 is the photograph itself. */
export interface Pose {
  /** Degrees; positive turns to the person's own left. */
  readonly turn: number
  /** 0 closed as in the photograph, 1 wide open. */
  readonly mouth: number
  /** 0 as in the photograph, 1 both eyes shut. */
  readonly blink: number
  /** Zoom about the face: 1 as in the photograph. */
  readonly closer: number
}

export const still: Pose = { turn: 0, mouth: 0, blink: 0, closer: 1 }

/** A photograph with its mesh, cut into triangles once, ready to be posed: a SIMULATED living face. */
export interface Puppet {
  readonly picture: Picture
  /** x, y, z of the 468 mesh points, then of the border points. */
  readonly points: Float64Array
  readonly triangles: Uint32Array
}

const upperInnerLip = [191, 80, 81, 82, 13, 312, 311, 310, 415]
const lowerInnerLip = [95, 88, 178, 87, 14, 317, 402, 318, 324]
const lowerOuterLip = [146, 91, 181, 84, 17, 314, 405, 321, 375]
const lids = [
  { upper: [246, 161, 160, 159, 158, 157, 173], lower: [7, 163, 144, 145, 153, 154, 155] },
  { upper: [466, 388, 387, 386, 385, 384, 398], lower: [249, 390, 373, 374, 380, 381, 382] },
]

type Corner = readonly [x: number, y: number]
const outline = (points: Float64Array, ring: readonly number[]): Corner[] =>
  ring.map((i) => [points[i * 3]!, points[i * 3 + 1]!])

/** Cuts a photograph into triangles between its mesh points and its border. */
export function makePuppet(picture: Picture, mesh: Mesh): Puppet {
  const border: number[] = []
  for (let i = 0; i <= 8; i += 1) {
    const x = ((picture.width - 1) * i) / 8
    const y = ((picture.height - 1) * i) / 8
    border.push(x, 0, 0, x, picture.height - 1, 0)
    if (i > 0 && i < 8) border.push(0, y, 0, picture.width - 1, y, 0)
  }
  const points = Float64Array.from([...mesh.points.subarray(0, 468 * 3), ...border])
  const flat = new Float64Array((points.length / 3) * 2)
  for (let i = 0; i < points.length / 3; i += 1) {
    flat[i * 2] = points[i * 3]!
    flat[i * 2 + 1] = points[i * 3 + 1]!
  }
  return { picture, points, triangles: new Delaunator(flat).triangles }
}

/** Draws the puppet in a pose: width × height × 3 bytes, same size as the photograph. */
export function pose(puppet: Puppet, how: Pose): Uint8Array {
  const moved = moveMouth(puppet, Float64Array.from(puppet.points), how.mouth)
  const turned = turn(moved, how.turn)
  zoom(turned, how.closer)
  const out = draw(puppet, turned)
  const { width } = puppet.picture
  if (how.mouth > 0)
    fill(out, width, outline(turned, [78, ...upperInnerLip, 308, ...lowerInnerLip.toReversed()]), () => insideMouth)
  if (how.blink > 0) for (const lid of lids) shut(out, width, turned, lid, how.blink)
  return out
}

/** The jaw drops: the lower lip opens as half an ellipse, the chin follows; the upper lip stays. */
function moveMouth({ points }: Puppet, out: Float64Array, mouth: number): Float64Array {
  const middle = (points[13 * 3 + 1]! + points[14 * 3 + 1]!) / 2
  const chin = points[152 * 3 + 1]!
  const half = Math.abs(points[291 * 3]! - points[61 * 3]!) / 2
  const centre = (points[291 * 3]! + points[61 * 3]!) / 2
  const drop = half * 1.1 * mouth
  const lips = new Set([...lowerInnerLip, ...lowerOuterLip])
  for (let i = 0; i < 468; i += 1) {
    const y = points[i * 3 + 1]!
    const below = y > middle + (chin - middle) * 0.15
    if ((!lips.has(i) && !below) || upperInnerLip.includes(i) || i === 78 || i === 308 || i === 61 || i === 291)
      continue
    const aside = Math.abs(points[i * 3]! - centre) / half
    const share = lips.has(i) ? Math.sqrt(Math.max(0, 1 - aside * aside)) : Math.max(0, 1 - aside * aside * 0.18)
    out[i * 3 + 1] = out[i * 3 + 1]! + drop * share
  }
  return out
}

/** Rotates the head about an upright axis between the ears; the border stays. */
function turn(points: Float64Array, degrees: number): Float64Array {
  const out = Float64Array.from(points)
  const angle = (degrees * Math.PI) / 180
  const axisX = (points[234 * 3]! + points[454 * 3]!) / 2
  const axisZ = (points[234 * 3 + 2]! + points[454 * 3 + 2]!) / 2
  for (let i = 0; i < 468; i += 1) {
    const x = points[i * 3]! - axisX
    const z = points[i * 3 + 2]! - axisZ
    out[i * 3] = axisX + x * Math.cos(angle) - z * Math.sin(angle)
    out[i * 3 + 2] = axisZ + z * Math.cos(angle) + x * Math.sin(angle)
  }
  return out
}

function zoom(points: Float64Array, factor: number): void {
  const x = points[1 * 3]!
  const y = points[1 * 3 + 1]!
  for (let i = 0; i < points.length; i += 3) {
    points[i] = x + (points[i]! - x) * factor
    points[i + 1] = y + (points[i + 1]! - y) * factor
  }
}

/** Far triangles first, so that a turned nose covers the far cheek. */
function draw({ picture, points, triangles }: Puppet, to: Float64Array): Uint8Array {
  const out = Uint8Array.from(picture.rgb)
  const order = Array.from({ length: triangles.length / 3 }, (_, i) => i * 3)
  const depth = (t: number): number =>
    to[triangles[t]! * 3 + 2]! + to[triangles[t + 1]! * 3 + 2]! + to[triangles[t + 2]! * 3 + 2]!
  order.sort((a, b) => depth(b) - depth(a))
  for (const t of order) {
    const corners = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!] as const
    drawTriangle(picture, points, to, corners, out)
  }
  return out
}

const insideMouth = [46, 14, 18] as const

function drawTriangle(
  picture: Picture,
  from: Float64Array,
  to: Float64Array,
  [a, b, c]: readonly [number, number, number],
  out: Uint8Array,
): void {
  const [ax, ay, bx, by, cx, cy] = [to[a * 3]!, to[a * 3 + 1]!, to[b * 3]!, to[b * 3 + 1]!, to[c * 3]!, to[c * 3 + 1]!]
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
  if (Math.abs(area) < 1e-6) return
  const left = Math.max(0, Math.floor(Math.min(ax, bx, cx)))
  const right = Math.min(picture.width - 1, Math.ceil(Math.max(ax, bx, cx)))
  const top = Math.max(0, Math.floor(Math.min(ay, by, cy)))
  const bottom = Math.min(picture.height - 1, Math.ceil(Math.max(ay, by, cy)))
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const u = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area
      const v = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area
      if (u < -1e-3 || v < -1e-3 || u + v > 1.001) continue
      const at = (y * picture.width + x) * 3
      const sx = from[a * 3]! + u * (from[b * 3]! - from[a * 3]!) + v * (from[c * 3]! - from[a * 3]!)
      const sy =
        from[a * 3 + 1]! + u * (from[b * 3 + 1]! - from[a * 3 + 1]!) + v * (from[c * 3 + 1]! - from[a * 3 + 1]!)
      sample(picture, sx, sy, out, at)
    }
  }
}

/** Draws the upper lid down over the eye: skin as below the eye, and lashes along its new edge. */
function shut(
  out: Uint8Array,
  width: number,
  points: Float64Array,
  { upper, lower }: (typeof lids)[number],
  blink: number,
): void {
  const top = outline(points, upper)
  const low = outline(points, lower)
  const height = Math.max(3, low[3]![1] - top[3]![1])
  const edge = top.map(
    ([x, y], i): Corner => [x + (low[i]![0] - x) * blink, y + (low[i]![1] + height * 0.1 - y) * blink],
  )
  const brow = top.map(([x, y]): Corner => [x, y - height * 0.35])
  const skin = meanColour(out, width, low[3]![0], low[3]![1] + height * 0.9, height * 0.4)
  fill(out, width, [...brow, ...edge.toReversed()], () => skin)
  const lashes = edge.map(([x, y]): Corner => [x, y + Math.max(1.2, height * 0.1)])
  fill(out, width, [...edge, ...lashes.toReversed()], () => skin.map((value) => value * 0.35))
}

function meanColour(rgb: Uint8Array, width: number, x: number, y: number, radius: number): number[] {
  const sum = [0, 0, 0]
  let n = 0
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      const at = (Math.round(y + dy) * width + Math.round(x + dx)) * 3
      for (let k = 0; k < 3; k += 1) sum[k] = sum[k]! + rgb[at + k]!
      n += 1
    }
  }
  return sum.map((value) => value / n)
}

/** Fills a polygon (even-odd). */
function fill(
  out: Uint8Array,
  width: number,
  ring: readonly Corner[],
  colour: (x: number, y: number) => readonly number[],
): void {
  const ys = ring.map(([, y]) => y)
  for (let y = Math.ceil(Math.min(...ys)); y <= Math.max(...ys); y += 1) {
    const cuts: number[] = []
    ring.forEach(([x0, y0], i) => {
      const [x1, y1] = ring[(i + 1) % ring.length]!
      if (y0 <= y !== y1 <= y) cuts.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
    })
    cuts.sort((a, b) => a - b)
    for (let k = 0; k + 1 < cuts.length; k += 2) {
      for (let x = Math.ceil(cuts[k]!); x <= cuts[k + 1]!; x += 1) out.set(colour(x, y), (y * width + x) * 3)
    }
  }
}

function sample({ rgb, width, height }: Picture, x: number, y: number, out: Uint8Array, at: number): void {
  const x0 = Math.min(width - 2, Math.max(0, Math.floor(x)))
  const y0 = Math.min(height - 2, Math.max(0, Math.floor(y)))
  const fx = Math.min(1, Math.max(0, x - x0))
  const fy = Math.min(1, Math.max(0, y - y0))
  const i = (y0 * width + x0) * 3
  for (let k = 0; k < 3; k += 1) {
    const top = rgb[i + k]! * (1 - fx) + rgb[i + 3 + k]! * fx
    const bottom = rgb[i + width * 3 + k]! * (1 - fx) + rgb[i + width * 3 + 3 + k]! * fx
    out[at + k] = top * (1 - fy) + bottom * fy
  }
}
