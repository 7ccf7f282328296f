import type { EndedAttempt } from './ended.ts'
import type { SeriesPolicy } from './policy.ts'

export const seriesSigns = ['gap', 'body', 'place', 'edge', 'light'] as const
export type SeriesSign = (typeof seriesSigns)[number]

/** One sign between two attempts: what was measured (null: could not be), whether it holds, and what it weighs. */
export interface SignRead {
  readonly value: number | null
  readonly holds: boolean
  readonly weight: number
}

export interface Link {
  readonly from: EndedAttempt
  readonly to: EndedAttempt
  readonly signs: Readonly<Record<SeriesSign, SignRead>>
  /** S = 2B + A + C + D + E. */
  readonly strength: number
}

/**
 * What two attempts with different faces have in common. An edge counts only beside the same flat answer to light: a door
 * frame behind the head is there for everybody, but a nose in front of it has two sides.
 */
export function linkOf(from: EndedAttempt, to: EndedAttempt, policy: SeriesPolicy): Link {
  const gap = read((to.beganAt - from.endedAt) / 1000, (value) => value < policy.gapBelowMs / 1000)
  const body = read(cosine(from.body, to.body), (value) => value >= policy.bodyAtLeast, 2)
  const place = read(displacement(from, to, policy), (value) => value < policy.placeBelow)
  const light = read(lightOf(from, to, policy), (value) => value < policy.lightBelow)
  const edge = read(lesser(from.edge, to.edge), (value) => value >= policy.edgeAtLeast && light.holds)
  const signs = { gap, body, place, edge, light }
  return { from, to, signs, strength: seriesSigns.reduce((sum, sign) => sum + signs[sign].weight, 0) }
}

/** Clothes that can be seen and differ are two people. */
export const isLinked = ({ signs, strength }: Link, policy: SeriesPolicy): boolean =>
  strength >= policy.linkAtLeast && (signs.body.value === null || signs.body.holds)

/** Two names, or where one has none two faces that are clearly not one. */
export function areDifferent(a: EndedAttempt, b: EndedAttempt, policy: SeriesPolicy): boolean {
  if (a.staffId !== null && b.staffId !== null) return a.staffId !== b.staffId
  const likeness = cosine(a.face, b.face)
  return likeness !== null && likeness < policy.otherFaceBelow
}

const read = (value: number | null, holds: (value: number) => boolean, weight = 1): SignRead => {
  const held = value !== null && holds(value)
  return { value, holds: held, weight: held ? weight : 0 }
}

/** The largest share by which place or scale differ; a head held otherwise counts as one elsewhere. */
function displacement(a: EndedAttempt, b: EndedAttempt, policy: SeriesPolicy): number | null {
  if (a.place === null || b.place === null || a.pose === null || b.pose === null) return null
  const turned = Math.max(Math.abs(a.pose.roll - b.pose.roll), Math.abs(a.pose.pitch - b.pose.pitch))
  const moved = Math.max(
    Math.abs(a.place.x - b.place.x),
    Math.abs(a.place.y - b.place.y),
    Math.abs(Math.log(a.place.scale / b.place.scale)),
  )
  return Math.max(moved, (turned / policy.poseBelow) * policy.placeBelow)
}

/** The less flat of both, or 1 where they differ too much to be of one material. */
function lightOf(a: EndedAttempt, b: EndedAttempt, policy: SeriesPolicy): number | null {
  if (a.light === null || b.light === null) return null
  return Math.abs(a.light - b.light) < policy.lightDiffersBelow ? Math.max(a.light, b.light) : 1
}

const lesser = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : Math.min(a, b))

function cosine(a: ArrayLike<number> | null, b: ArrayLike<number> | null): number | null {
  if (a === null || b === null || a.length !== b.length) return null
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb)
}
