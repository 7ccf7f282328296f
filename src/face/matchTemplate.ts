import { blend, each, place } from './cohort.ts'
import type { Description, Template } from './description.ts'
import { dot } from './kernel.ts'
import { shapeOf } from './matchGallery.ts'
import { inDeviations, type MatchPolicy } from './matchPolicy.ts'
import { isUsable, meanOf, unit } from './matchVectors.ts'

/** One look at a face and how good it was; `quality` is any positive number, only proportions count. */
export interface Shot {
  readonly description: Description
  readonly quality: number
}

/** What came of several shots. `notOnePerson` names the shot that does not look like the others. */
export type Averaged<T> =
  | { readonly kind: 'made'; readonly made: T }
  | { readonly kind: 'refused'; readonly why: 'tooFew' | 'otherModel' | 'badVector' }
  | { readonly kind: 'refused'; readonly why: 'notOnePerson'; readonly shot: number }

/**
 * A template from 3 to 5 enrolment shots, better shots weighing more. Each shot is compared with the mean of the others,
 * so that nobody else's face slips in between; `mean` is what centres `fr` before a site has its own (`faceresMean`).
 */
export function makeTemplate(
  person: string,
  shots: readonly Shot[],
  mean: ArrayLike<number>,
  policy: MatchPolicy,
): Averaged<Template> {
  if (shots.length < 3) return { kind: 'refused', why: 'tooFew' }

  const averaged = averageProbe(shots)
  if (averaged.kind === 'refused') return averaged
  const stray = shots.findIndex((shot) => {
    const others = averageProbe(shots.filter((other) => other !== shot))
    return others.kind === 'refused' || !(alike(shot.description, others.made, mean, policy) >= policy.oneFace)
  })
  if (stray >= 0) return { kind: 'refused', why: 'notOnePerson', shot: stray }
  return { kind: 'made', made: { person, ...averaged.made } }
}

/** One description from the frames of an attempt: the weighted mean of their vectors, each at unit length. */
export function averageProbe(shots: readonly Shot[]): Averaged<Description> {
  const [first] = shots
  if (first === undefined) return { kind: 'refused', why: 'tooFew' }
  const { version } = first.description
  if (shots.some(({ description }) => description.version !== version)) return { kind: 'refused', why: 'otherModel' }
  if (!shots.every((shot) => isGood(shot, first.description))) return { kind: 'refused', why: 'badVector' }

  const weights = shots.map(({ quality }) => quality)
  const names = Object.keys(first.description.vectors)
  const means = names.map((name) => {
    const vectors = shots.map(({ description }) => unit(description.vectors[name] ?? []))
    return [name, unit(meanOf(vectors, weights))] as const
  })
  return { kind: 'made', made: { version, vectors: Object.fromEntries(means) } }
}

const isGood = ({ description, quality }: Shot, like: Description): boolean =>
  quality > 0 && Number.isFinite(quality) && isUsable(description) && shapeOf(description) === shapeOf(like)

/** How alike two descriptions are outside of any site, in the unit of `ScoreScale`. */
function alike(a: Description, b: Description, mean: ArrayLike<number>, { raw }: MatchPolicy): number {
  const [one, other] = [place(a, { centre: mean }), place(b, { centre: mean })]
  return inDeviations(blend(each((name) => dot(one[name] ?? [], other[name] ?? []))), raw.blend)
}
