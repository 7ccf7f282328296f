import type { EndedAttempt } from './ended.ts'
import { mannersApart } from './manner.ts'
import { type SeriesPolicy, type SeriesSign, seriesSigns } from './policy.ts'
import { type Compared, pointsOf, type Usual } from './usual.ts'

/** One sign between two attempts: what was measured (null: could not be), and how many points it speaks for one person. */
export interface SignRead {
  readonly value: number | null
  readonly points: number
}

export interface Link {
  readonly from: EndedAttempt
  readonly to: EndedAttempt
  readonly signs: Readonly<Record<SeriesSign, SignRead>>
}

/** What two attempts with different faces have in common, against what is usual here. */
export function linkOf(from: EndedAttempt, to: EndedAttempt, usual: Usual, policy: SeriesPolicy): Link {
  const both = compare(from, to, policy)
  const read = (sign: SeriesSign): SignRead => {
    const values = ofEach.has(sign) ? [from, to].flatMap((one) => lookOf(one, sign) ?? []) : [both[sign]]
    const points = values.flatMap((it) => (it === null ? [] : [pointsOf(sign, it, usual, policy)]))
    // Of a sign that each attempt has for itself the link has the mean, and neither must be missing.
    const complete = points.length === (ofEach.has(sign) ? 2 : 1)
    return complete
      ? { value: shown(sign, both[sign], from, to), points: points.reduce((a, b) => a + b, 0) / points.length }
      : { value: null, points: 0 }
  }
  return { from, to, signs: Object.fromEntries(seriesSigns.map((sign) => [sign, read(sign)])) as never }
}

const ofEach: ReadonlySet<SeriesSign> = new Set(['light', 'alive', 'solidity'])
const lookOf = (one: EndedAttempt, sign: SeriesSign): number | null =>
  sign === 'light' ? one.light : sign === 'alive' ? one.alive : one.solidity

/** The signs of two neighbours as they are compared and learnt; of those that each has for itself, the later one's. */
export function compare(from: EndedAttempt, to: EndedAttempt, policy: SeriesPolicy): Compared {
  const edge = lesser(from.edge, to.edge)
  const likeness = clothesAlike(from.body, to.body)
  return {
    gap: Math.log(Math.max(1, (to.beganAt - from.endedAt) / 1000)),
    body: likeness === null ? null : Math.log(Math.max(0, 1 - likeness) + 0.002),
    place: logOf(apart(from, to, policy)),
    manner: from.manner && to.manner && logOf(mannersApart(from.manner, to.manner, policy.moods)),
    light: to.light,
    alive: to.alive,
    solidity: to.solidity,
    edge: edge === null ? null : 1 - edge,
  }
}

/** The reading in units that people know: seconds, cosine, steps of sway; of both attempts the one nearer to a face. */
function shown(sign: SeriesSign, compared: number | null, from: EndedAttempt, to: EndedAttempt): number | null {
  if (compared === null) return null
  if (ofEach.has(sign)) return Math.max(lookOf(from, sign) ?? 0, lookOf(to, sign) ?? 0)
  return plain(sign, compared)
}

/** A compared value in units that people know. */
export function plain(sign: SeriesSign, compared: number): number {
  switch (sign) {
    case 'gap':
      return Math.exp(compared)
    case 'body':
      return 1.002 - Math.exp(compared)
    case 'place':
    case 'manner':
      return Math.exp(compared) - least
    case 'edge':
      return 1 - compared
    case 'light':
    case 'alive':
    case 'solidity':
      return compared
    default:
      return sign satisfies never
  }
}

/** Two names, or where one has none two faces that are clearly not one. */
export function areDifferent(a: EndedAttempt, b: EndedAttempt, policy: SeriesPolicy): boolean {
  if (a.staffId !== null && b.staffId !== null) return a.staffId !== b.staffId
  const likeness = cosine(a.face, b.face)
  return likeness !== null && likeness < policy.otherFaceBelow
}

/** How far place, size and pose are apart, counted in the sway of one standing person. */
function apart(a: EndedAttempt, b: EndedAttempt, { sway }: SeriesPolicy): number | null {
  if (a.place === null || b.place === null || a.pose === null || b.pose === null) return null
  return Math.hypot(
    (a.place.x - b.place.x) / sway.place,
    (a.place.y - b.place.y) / sway.place,
    Math.log(a.place.scale / b.place.scale) / sway.scale,
    (a.pose.roll - b.pose.roll) / sway.roll,
    (a.pose.pitch - b.pose.pitch) / sway.pitch,
  )
}

/** Nothing at all between two attempts is as good as very little. */
const least = 0.1
const logOf = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.log(value + least)

const lesser = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : Math.min(a, b))

/** Numbers of one band of clothes. */
const inBand = 8
/** So far below the other's, in bands, the clothes of one may begin. */
const lowerBy = [0.25, 0.5, 0.75, 1]

/**
 * Cosine of the clothes, at best of some heights: their bands hang from the chin, and a mask with a longer face has its
 * chin further down on the same body.
 */
function clothesAlike(a: readonly number[] | null, b: readonly number[] | null): number | null {
  const level = cosine(a, b)
  if (a === null || b === null || level === null) return null
  const lowered = lowerBy.flatMap((by) => [cosine(lower(a, by), b) ?? level, cosine(a, lower(b, by)) ?? level])
  return Math.max(level, ...lowered)
}

/** What bands would show that begin so much lower; the lowest is taken to go on below. */
const lower = (body: readonly number[], by: number): number[] =>
  body.map((share, i) => (1 - by) * share + by * (body[i + inBand] ?? share))

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
