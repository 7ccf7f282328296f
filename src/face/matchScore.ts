import { blend, type Each, each, openNearest, place, type Spread } from './cohort.ts'
import type { Ranked, ScoreScale } from './decision.ts'
import type { Description } from './description.ts'
import type { Gallery, Shelf } from './matchGallery.ts'
import { shapeOf } from './matchGallery.ts'
import { inDeviations, type MatchPolicy } from './matchPolicy.ts'
import { isUsable } from './matchVectors.ts'

/** A probe against everybody: best first, one entry for each person; or why nobody could be compared. */
export type Ranking =
  | { readonly kind: 'ranked'; readonly scale: ScoreScale; readonly people: readonly Ranked[] }
  | { readonly kind: 'refused'; readonly why: 'galleryEmpty' | 'otherModel' | 'badVector'; readonly scale: ScoreScale }

/** Ranks everybody. `without` names people whom the comparison must not know of, as when somebody is enrolled again. */
export function rank(
  probe: Description,
  gallery: Gallery,
  policy: MatchPolicy,
  without: ReadonlySet<string> = new Set(),
): Ranking {
  if (!isUsable(probe)) return { kind: 'refused', why: 'badVector', scale: 'raw' }
  if (gallery.shelves.size === 0) return { kind: 'refused', why: 'galleryEmpty', scale: 'raw' }
  const shelf = gallery.shelves.get(probe.version)
  if (shelf === undefined) return { kind: 'refused', why: 'otherModel', scale: 'raw' }
  if (shapeOfShelf(shelf) !== shapeOf(probe)) return { kind: 'refused', why: 'badVector', scale: 'raw' }

  const { scale, scores } = scoreRows(probe, shelf, policy, without)
  const best = new Map<string, number>()
  for (const [row, person] of shelf.owners.entries()) {
    const score = scores[row] ?? Number.NEGATIVE_INFINITY
    if (!without.has(person)) best.set(person, Math.max(score, best.get(person) ?? Number.NEGATIVE_INFINITY))
  }
  const people = [...best].map(([person, score]) => ({ person, score }))
  people.sort((a, b) => b.score - a.score || (a.person < b.person ? -1 : 1))
  return { kind: 'ranked', scale, people }
}

const shapeOfShelf = ({ rows }: Shelf): string =>
  Object.entries(rows)
    .map(([name, { dimension }]) => `${name}:${dimension}`)
    .sort()
    .join(' ')

/** The score of each row of a shelf, in its order. The probe must be usable and of the shelf's shape. */
export function scoreRows(
  probe: Description,
  shelf: Shelf,
  policy: MatchPolicy,
  without: ReadonlySet<string> = new Set(),
): { readonly scale: ScoreScale; readonly scores: Float64Array } {
  const vectors = place(probe, shelf.cohort)
  const cosines: Record<string, Float32Array> = {}
  for (const [name, rows] of Object.entries(shelf.rows)) cosines[name] = rows.scan(vectors[name] ?? none)
  const plugged = Object.entries(policy.plugIns).filter(([name]) => cosines[name] !== undefined)
  const alone = plugged.find(([, { role }]) => role === 'replaces')
  if (alone !== undefined) {
    const [name, { calibration }] = alone
    return { scale: 'plugin', scores: Float64Array.from(cosines[name] ?? [], (c) => inDeviations(c, calibration)) }
  }

  const ours = each((name) => cosines[name] ?? none)
  const scores = scoreBuiltIn(ours, vectors, shelf, policy, without)
  for (const row of scores.keys()) {
    const others = plugged.map(([name, { calibration }]) =>
      inDeviations(cosines[name]?.[row] ?? Number.NaN, calibration),
    )
    scores[row] = [scores[row] ?? Number.NaN, ...others].reduce((sum, one) => sum + one, 0) / (1 + others.length)
  }
  return { scale: shelf.cohort.scale, scores }
}

const none = new Float32Array(0)

function scoreBuiltIn(
  cosines: Each<Float32Array>,
  vectors: Readonly<Record<string, Float32Array>>,
  shelf: Shelf,
  policy: MatchPolicy,
  without: ReadonlySet<string>,
): Float64Array {
  const { cohort, owners } = shelf
  const fill = (score: (cosine: Each<number>, row: number) => number) =>
    Float64Array.from(owners, (_, row) =>
      score(
        each((name) => cosines[name][row] ?? Number.NaN),
        row,
      ),
    )
  switch (cohort.scale) {
    case 'raw':
      return fill((cosine) => scoreRaw(cosine, policy))
    case 'siteCentred':
      return fill((cosine) => scoreInSite(cosine, cohort.strangers))
    case 'asNorm': {
      const near = each((name) => openNearest(vectors[name] ?? none, cohort.rows[name], cohort.owners, without))
      return fill((cosine, row) => {
        const [own, person = ''] = [shelf.nearest[row], owners[row]]
        if (own === undefined) return Number.NaN
        const { fa, fr, mf } = each((name) => above(cosine[name], own[name], near[name](person)))
        return (((fa + fr + mf) / 3) * 2 + siteWeight * scoreInSite(cosine, cohort.strangers)) / (2 + siteWeight)
      })
    }
    default:
      return cohort.scale satisfies never
  }
}

/**
 * Weight of the comparison with the whole site against the two comparisons with each face's own nearest colleagues. With
 * one photo on either side the site alone is best (East-Asian TAR at FAR 1e-3: 89.7 against 80.0), with three photos
 * enrolled the colleagues are (99.2 against 97.8); at 4 both keep within a point of their best.
 */
const siteWeight = 4

/** Below ten people: the blend on a fixed scale; any recogniser below its own floor brings the score below any bar. */
function scoreRaw(cosine: Each<number>, { raw, bars }: MatchPolicy): number {
  const score = inDeviations(blend(cosine), raw.blend)
  const allAgree = cosine.fa >= raw.leastFa && cosine.fr >= raw.leastFr && cosine.mf >= raw.leastMf
  return allAgree ? score : Math.min(score, bars.raw.review) - 1
}

const scoreInSite = (cosine: Each<number>, { mean, sd }: Spread): number => (blend(cosine) - mean) / Math.max(sd, tiny)

/** Deviations above what both faces have in common with their nearest others. */
const above = (cosine: number, a: Spread, b: Spread): number =>
  ((cosine - a.mean) / Math.max(a.sd, tiny) + (cosine - b.mean) / Math.max(b.sd, tiny)) / 2

/** Keeps a cohort of copies of one face from dividing by zero. */
const tiny = 1e-6
