import { type Affine, mapSquare } from '../crop.ts'
import { type Extent, squareAround } from '../mesh.ts'
import type { Picture } from '../picture.ts'
import { lumaFrom } from '../quality.ts'
import { sample } from '../sample.ts'

/** Pixels along the side of the square that is searched: twice the face. */
const size = 64
const margin = 2
const middle = (size - 1) / 2
/** Samples along each side of a pixel: more cost twice the time and find no more. */
const samples = 2
/** The ring in which an edge is looked for, in face sizes. */
const inner = 1.05
const outer = 1.9
/** Contrast that counts, as a share of the mean square root of luma. */
const leastContrast = 0.08
/** Pixels a run may miss. */
const largestGap = 2
/** How far beside the line they may lie. */
const straightness = 0.75
/** Runs, in face heights, from which an edge counts and at which it is certain: outlines of hair reach 0.5. */
const countsFrom = 0.4
const certainAt = 1

/** Steps of a full turn, for a line has a light side, and of the distance from the middle. */
const turns = 72
const distances = 96
const cos = Float32Array.from({ length: turns }, (_, i) => Math.cos((2 * Math.PI * i) / turns))
const sin = Float32Array.from({ length: turns }, (_, i) => Math.sin((2 * Math.PI * i) / turns))

/**
 * The strongest straight edge around the upright face (a held print's border, a frame), 0 to 1: the longest run of pixels
 * along one line whose contrast points the same way across it, in face heights. Looked for above the chin only, for
 * shoulders and collars are straight. A door frame behind is an edge too: weak evidence.
 */
export function edgeOf(picture: Picture, face: Extent): number {
  const square = squareAround(face, margin)
  const slopes = slopesOf(picture, mapSquare(square, size), face)
  const height = (face.height / square.side) * size
  const run = longestRun(slopes, strongestLine(slopes)) / height
  return Math.min(1, Math.max(0, (run - countsFrom) / (certainAt - countsFrom)))
}

/** Pixels with contrast: their places from the middle of the square and the direction of the light side, in steps of a turn. */
interface Slopes {
  count: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly turn: Uint8Array
}

function slopesOf(picture: Picture, map: Affine, face: Extent): Slopes {
  const luma = rootLuma(picture, map)
  // Sobel's operator sums four differences over two pixels.
  const least = leastContrast * 4 * meanOf(luma)
  const room = size * size
  const slopes: Slopes = { count: 0, x: new Float32Array(room), y: new Float32Array(room), turn: new Uint8Array(room) }
  const half = { width: (face.width * size) / (2 * sideOf(face)), height: (face.height * size) / (2 * sideOf(face)) }
  for (let row = 1; row < size - 1; row += 1)
    for (let column = 1; column < size - 1; column += 1)
      if (inRing(column - middle, row - middle, half) && isInside(picture, map, column, row))
        addSlope(luma, row * size + column, least, slopes)
  return slopes
}

const sideOf = (face: Extent): number => squareAround(face, margin).side

function rootLuma(picture: Picture, map: Affine): Float32Array {
  const rgb = new Float32Array(size * size * 3)
  sample(picture, map, { size, samples, gain: 1, at: 0, outside: 'edge' }, false, rgb)
  const luma = new Float32Array(size * size)
  for (let i = 0, p = 0; i < luma.length; i += 1, p += 3)
    luma[i] = Math.sqrt(lumaFrom(rgb[p] as number, rgb[p + 1] as number, rgb[p + 2] as number))
  return luma
}

function meanOf(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number
  return sum / values.length
}

/** Whether a place is outside of the face by `inner`, inside of `outer`, and not below the chin. */
function inRing(x: number, y: number, half: { readonly width: number; readonly height: number }): boolean {
  const across = Math.abs(x) / half.width
  const down = y / half.height
  if (down > 1 || down < -outer || across > outer) return false
  return across > inner || down < -inner
}

/** Whether a pixel of the square and its neighbours lie in the picture: beyond its border there are no edges. */
function isInside({ width, height }: Picture, [a, b, c, d, e, f]: Affine, column: number, row: number): boolean {
  const reach = 1.5 * (Math.abs(a) + Math.abs(b))
  const x = a * column + b * row + c
  const y = d * column + e * row + f
  return x >= reach && y >= reach && x < width - reach && y < height - reach
}

function addSlope(luma: Float32Array, i: number, least: number, slopes: Slopes): void {
  const upperLeft = luma[i - size - 1] as number
  const upperRight = luma[i - size + 1] as number
  const lowerLeft = luma[i + size - 1] as number
  const lowerRight = luma[i + size + 1] as number
  const falling = lowerRight - upperLeft
  const rising = upperRight - lowerLeft
  const down = falling - rising + 2 * ((luma[i + size] as number) - (luma[i - size] as number))
  const right = falling + rising + 2 * ((luma[i + 1] as number) - (luma[i - 1] as number))
  if (right * right + down * down <= least * least) return
  slopes.x[slopes.count] = (i % size) - middle
  slopes.y[slopes.count] = Math.floor(i / size) - middle
  slopes.turn[slopes.count] = (Math.round((Math.atan2(down, right) / (2 * Math.PI)) * turns) + turns) % turns
  slopes.count += 1
}

/** A line by its normal, in steps of a turn, and its distance from the middle, in pixels. */
interface Line {
  readonly turn: number
  readonly distance: number
}

const distanceOf = ({ x, y }: Slopes, i: number, turn: number): number =>
  (x[i] as number) * (cos[turn] as number) + (y[i] as number) * (sin[turn] as number)

/** Hough: every pixel votes for the three lines through it that its own direction allows; the most votes win. */
function strongestLine(slopes: Slopes): Line {
  const votes = new Uint16Array(turns * distances)
  let best = 0
  for (let i = 0; i < slopes.count; i += 1) {
    for (let step = -1; step <= 1; step += 1) {
      const turn = ((slopes.turn[i] as number) + step + turns) % turns
      const place = turn * distances + Math.round(distanceOf(slopes, i, turn)) + distances / 2
      votes[place] = (votes[place] as number) + 1
      if ((votes[place] as number) > (votes[best] as number)) best = place
    }
  }
  return { turn: Math.floor(best / distances), distance: (best % distances) - distances / 2 }
}

/** Length in pixels of the longest run along a line, of contrast within one step of the line's. */
function longestRun(slopes: Slopes, { turn, distance }: Line): number {
  const along = new Uint8Array(distances)
  for (let i = 0; i < slopes.count; i += 1) {
    const turned = ((slopes.turn[i] as number) - turn + 1 + turns) % turns
    if (turned > 2 || Math.abs(distanceOf(slopes, i, turn) - distance) > straightness) continue
    along[Math.round(distanceOf(slopes, i, (turn + turns / 4) % turns)) + distances / 2] = 1
  }
  return longestOf(along)
}

/** From the first to the last mark of the longest row of marks that are no more than `largestGap` apart. */
function longestOf(marks: Uint8Array): number {
  let longest = 0
  let from = -1
  let last = -1
  for (let i = 0; i < marks.length; i += 1) {
    if (marks[i] === 0) continue
    if (last < 0 || i - last > largestGap + 1) from = i
    last = i
    longest = Math.max(longest, last - from + 1)
  }
  return longest
}
