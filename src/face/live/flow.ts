import { flowPoints, type LiveSignals } from '../../contract/signals.ts'
import type { Point } from '../crop.ts'
import type { Mesh } from '../mesh.ts'
import type { Picture } from '../picture.ts'
import { inPicture, type Look, lookOf } from './flowLook.ts'
import { findPatch, type Patch, seek } from './patch.ts'

/**
 * What is remembered of a followed face so that its points can be found in the next frame: two small grey pictures of it
 * upright, where the points were laid (`anchor`) and where they were last.
 */
export interface Flow {
  /** How often points were laid before in this stream. */
  readonly anchor: number
  readonly first: Look
  readonly laid: Places
  /** What is looked for; nothing where the skin is too smooth to tell a place. */
  readonly patches: readonly (Patch | undefined)[]
  readonly last: Look
  readonly places: Places
}
/** Places in the small picture, in the order of `flowPoints`; nothing for a lost point. */
type Places = readonly (Point | undefined)[]

/** Patches reach this far to each side, in pixels of the small picture (44 between the eyes) and of the one half as large. */
const reach = 4
const coarseReach = 5
/** Luma per pixel in the direction that tells least, below which a patch tells no place. */
const leastTexture = 0.6
/** With fewer points than this all are laid anew. */
const fewest = 16

/** Likeness to the laid patch from which the point is there, and of a lost one, which only the mesh says where to look for. */
const alikeLaid = 0.93
const alikeLost = 0.93
const alikeLast = 0.7
/** A point that goes there and back must return within so many pixels. */
const returns = 0.7
/** How far from the guess a point is looked for, in pixels. */
const farthest = 4

/**
 * Follows the points of a face into the next picture, or lays them. Each is looked for as it was laid, so that nothing
 * drifts; where it no longer looks like that (a turned head), as it was in the frame before, there and back. The guess is
 * where the mesh went.
 */
export function followFlow(before: Flow | undefined, picture: Picture, mesh: Mesh, anchors = 0): Flow {
  const look = lookOf(picture, mesh)
  if (before === undefined) return layPoints(look, anchors)
  const places = flowPoints.map((_, n) => findLaid(before, look, n) ?? findLast(before, look, n))
  const found = places.filter((place) => place !== undefined).length
  return found < fewest ? layPoints(look, before.anchor + 1) : { ...before, last: look, places }
}

/** The points as they go out, rounded to a hundredth of a pixel of a usual frame. */
export const flowSignalOf = ({ anchor, last, places }: Flow, { width }: Picture): NonNullable<LiveSignals['flow']> => ({
  anchor,
  points: places.flatMap((place) =>
    place === undefined ? [null, null] : inPicture(last, place).map((at) => Math.round((at / width) * 1e5) / 1e5),
  ),
})

function layPoints(look: Look, anchor: number): Flow {
  const patches = look.mesh.map((place) => {
    const patch = findPatch(look.fine, place, reach)
    return patch === undefined || patch.texture < leastTexture ? undefined : patch
  })
  const places = look.mesh.map((place, n) => (patches[n] === undefined ? undefined : place))
  return { anchor, first: look, laid: places, patches, last: look, places }
}

function findLaid({ patches, places, laid, last, first }: Flow, look: Look, n: number): Point | undefined {
  const patch = patches[n]
  const place = places[n]
  const from = place ?? laid[n]
  if (patch === undefined || from === undefined) return undefined
  const guess = carried(from, place === undefined ? first : last, look, n)
  const found = seek(patch, look.fine, guess, farthest)
  return found !== undefined && found.alike >= (place === undefined ? alikeLost : alikeLaid) ? found.place : undefined
}

function findLast({ places, last }: Flow, look: Look, n: number): Point | undefined {
  const place = places[n]
  if (place === undefined) return undefined
  const guess = carried(place, last, look, n)
  const there = track(last, look, place, guess)
  if (there === undefined) return undefined
  const back = track(look, last, there, [place[0] + there[0] - guess[0], place[1] + there[1] - guess[1]])
  return back !== undefined && Math.hypot(back[0] - place[0], back[1] - place[1]) <= returns ? there : undefined
}

/** Where a place goes if it moves as the mesh does there. */
function carried([x, y]: Point, from: Look, to: Look, n: number): Point {
  const [fx, fy] = from.mesh[n] ?? [0, 0]
  const [tx, ty] = to.mesh[n] ?? [0, 0]
  return [x + tx - fx, y + ty - fy]
}

/** From one picture into another, first in the halves, for a guess may be pixels off. */
function track(from: Look, to: Look, place: Point, guess: Point): Point | undefined {
  const coarse = findPatch(from.coarse, half(place), coarseReach)
  const rough = coarse && seek(coarse, to.coarse, half(guess), farthest)
  const fine = findPatch(from.fine, place, reach)
  if (fine === undefined) return undefined
  const found = seek(
    fine,
    to.fine,
    rough !== undefined && rough.alike > alikeLast ? twice(rough.place) : guess,
    farthest,
  )
  return found !== undefined && found.alike >= alikeLast ? found.place : undefined
}

const half = ([x, y]: Point): Point => [(x - 0.5) / 2, (y - 0.5) / 2]
const twice = ([x, y]: Point): Point => [2 * x + 0.5, 2 * y + 0.5]
