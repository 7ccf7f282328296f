import { flowPoints, trackedPoints } from '../../contract/signals.ts'
import { headShape } from '../rules/liveness/headShape.ts'

type Landmark = (typeof trackedPoints)[number]
/** Across to the picture's right, down, towards the camera; in eye distances about the middle of the eyes. */
export type Spot = readonly [x: number, y: number, z: number]

/**
 * What is before a simulated camera: a living head; a flat or gently bent picture; a paper mask cut along the face and worn,
 * with holes for eyes and mouth; one padded until it is as deep as a head, whose nose answers the light as paper does; a film of a
 * living head that is fed in instead of the camera's picture.
 */
export type Surface = 'living' | 'flat' | 'bent' | 'mask' | 'padded' | 'film'

/**
 * Share of a head's depth that the mesh network lends to paper, which it takes for a head: from the shift of the nose in
 * warped photographs, against the 0.61·tan θ of a head (0.05, 0.06 and 0.11 at 20°).
 */
const lent: Readonly<Record<Surface, number>> = { living: 1, flat: 0.23, bent: 0.27, mask: 0.5, padded: 1, film: 1 }

const isWhole = (surface: Surface): boolean => surface === 'living' || surface === 'padded' || surface === 'film'

/** A face at rest or with the mouth open (inner-lip ratio), before it turns. Proportions are of a canonical face mesh. */
export function headOf(surface: Surface, mouth: number): readonly Spot[] {
  return trackedPoints.map((landmark) => {
    const [x, y, z] = opened(landmark, isWhole(surface) ? mouth : 0)
    const share = lent[surface]
    return [x, y, share * z + (1 - share) * paperDepth(surface, x)]
  })
}

/** Share of a head's depth that followed points showed on rendered heads, against this geometry: patches hold several depths. */
const shown = 0.58

/** Share of that which paper shows that is worn on a nose: rendered masks measure 0.31 to 0.45 of a head. */
const worn = 0.4

/** Where the points of the flow seem to lie on what is really there: no network lends them anything. */
export const flowSpotsOf = (surface: Surface): readonly Spot[] =>
  flowPoints.map((point) => {
    const [x, y, z] = headShape[point]
    if (isWhole(surface)) return [x, y, shown * z]
    return [x, y, (surface === 'mask' ? worn * shown * z : 0) + paperDepth(surface, x)]
  })

/** How far the nose goes against the outline for a tangent of 1. */
export const shiftOf = (surface: Surface): number => {
  const head = headOf(surface, 0)
  const depthAt = (landmark: Landmark): number => head[trackedPoints.indexOf(landmark)]?.[2] ?? 0
  const width = 2 * canonical[454][0]
  return (depthAt(1) - depthAt(454)) / width
}

function paperDepth(surface: Surface, x: number): number {
  if (surface === 'bent') return -0.2 * x * x
  return surface === 'mask' ? -0.4 * x * x : 0
}

/** An open mouth takes the chin down, the jaw and the cheeks a little, and the corners inwards. */
function opened(landmark: Landmark, mouth: number): Spot {
  const [x, y, z] = canonical[landmark]
  const [down, inwards] = pulled[landmark] ?? [0, 0]
  return [x * (1 - inwards * mouth), y + down * mouth, z]
}

/** How far down (eye distances) and inwards (share) a mouth with the ratio 1 pulls. */
const pulled: Partial<Record<Landmark, readonly [number, number]>> = {
  152: [0.6, 0],
  199: [0.6, 0],
  172: [0.25, 0.04],
  397: [0.25, 0.04],
  61: [0.15, 0.2],
  291: [0.15, 0.2],
  205: [0.08, 0.03],
  425: [0.08, 0.03],
}

const canonical: Readonly<Record<Landmark, Spot>> = {
  10: [0, -1.15, 0.05],
  151: [0, -0.8, 0.18],
  9: [0, -0.42, 0.25],
  70: [-0.85, -0.38, -0.15],
  105: [-0.6, -0.48, 0.08],
  107: [-0.25, -0.38, 0.2],
  336: [0.25, -0.38, 0.2],
  334: [0.6, -0.48, 0.08],
  300: [0.85, -0.38, -0.15],
  33: [-0.72, 0, -0.1],
  133: [-0.28, 0.02, 0.03],
  362: [0.28, 0.02, 0.03],
  263: [0.72, 0, -0.1],
  168: [0, -0.15, 0.22],
  6: [0, 0.02, 0.26],
  197: [0, 0.22, 0.5],
  4: [0, 0.5, 0.78],
  1: [0, 0.58, 0.76],
  98: [-0.22, 0.68, 0.28],
  327: [0.22, 0.68, 0.28],
  50: [-0.68, 0.42, 0.05],
  280: [0.68, 0.42, 0.05],
  117: [-0.55, 0.3, 0.1],
  346: [0.55, 0.3, 0.1],
  205: [-0.6, 0.65, 0.1],
  425: [0.6, 0.65, 0.1],
  61: [-0.4, 1, 0.15],
  291: [0.4, 1, 0.15],
  199: [0, 1.5, 0.22],
  152: [0, 1.72, 0.12],
  172: [-0.85, 1.15, -0.35],
  397: [0.85, 1.15, -0.35],
  234: [-1.1, 0.2, -0.9],
  454: [1.1, 0.2, -0.9],
}
