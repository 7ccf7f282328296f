import type { Decision, Ranked, ScoreScale, Unsure } from './decision.ts'
import type { Description, Template } from './description.ts'
import type { Gallery } from './matchGallery.ts'
import type { MatchPolicy } from './matchPolicy.ts'
import { type Ranking, rank } from './matchScore.ts'

/** 1:N, for sites of up to 30 people: who is this, if anybody? A stranger, or a tie, is nobody. */
export function identify(probe: Description, gallery: Gallery, policy: MatchPolicy): Decision {
  const ranking = rank(probe, gallery, policy)
  const threshold = policy.bars[ranking.scale].identify
  if (ranking.kind === 'refused') return unsure(ranking.why, ranking, threshold, policy)

  const [best, next] = ranking.people
  if (best === undefined) return unsure('galleryEmpty', ranking, threshold, policy)
  return judge(best, next, ranking, threshold, policy)
}

/** 1:1 with a claim: is this `person`? They must pass the threshold and lead everybody else by the margin. */
export function verify(probe: Description, gallery: Gallery, person: string, policy: MatchPolicy): Decision {
  const ranking = rank(probe, gallery, policy)
  const threshold = policy.bars[ranking.scale].verify
  if (ranking.kind === 'refused') return unsure(ranking.why, ranking, threshold, policy)

  const claimed = ranking.people.find((one) => one.person === person)
  if (claimed === undefined) return unsure(whyMissing(person, gallery), ranking, threshold, policy)
  const rival = ranking.people.find((one) => one.person !== person)
  if (rival !== undefined && claimed.score < rival.score) return unsure('notRankOne', ranking, threshold, policy)
  return judge(claimed, rival, ranking, threshold, policy)
}

/**
 * The duplicate check of an enrolment: the person in the gallery whose face this already is. It looks at `verify`'s
 * threshold, the lower one: an official decides, and missing a double enrolment is worse than asking.
 */
export function findSame(template: Template, gallery: Gallery, policy: MatchPolicy): Ranked | undefined {
  const ranking = rank(template, gallery, policy, new Set([template.person]))
  if (ranking.kind === 'refused') return undefined
  const [best] = ranking.people
  return best !== undefined && best.score >= policy.bars[ranking.scale].verify ? best : undefined
}

/** Scores of every template against every other person's: the site's own impostors, for `recalibrate`. */
export function impostorScores(
  gallery: Gallery,
  templates: readonly Template[],
  policy: MatchPolicy,
): { readonly scale: ScoreScale; readonly scores: readonly number[] } {
  const rankings = templates.map((template) => rank(template, gallery, policy, new Set([template.person])))
  const ranked = rankings.flatMap((ranking) => (ranking.kind === 'ranked' ? [ranking] : []))
  return {
    scale: ranked[0]?.scale ?? 'raw',
    scores: ranked.flatMap(({ people }) => people.map(({ score }) => score)),
  }
}

function judge(
  best: Ranked,
  next: Ranked | undefined,
  ranking: Ranking,
  threshold: number,
  policy: MatchPolicy,
): Decision {
  const margin = best.score - (next?.score ?? 0)
  // A score that is not a number must fail here, so the comparisons ask for what is good.
  if (!(best.score >= threshold)) return unsure('belowThreshold', ranking, threshold, policy)
  if (!(next === undefined || margin >= policy.margin)) return unsure('tooClose', ranking, threshold, policy)
  return { kind: 'matched', ...best, margin, scale: ranking.scale, threshold }
}

function unsure(why: Unsure, ranking: Ranking, threshold: number, policy: MatchPolicy): Decision {
  const { scale } = ranking
  const best = ranking.kind === 'ranked' ? ranking.people[0] : undefined
  if (best === undefined) return { kind: 'unsure', why, worthAReview: false, scale, threshold }
  return { kind: 'unsure', why, best, worthAReview: best.score >= policy.bars[scale].review, scale, threshold }
}

/** A person enrolled only under another model version must be enrolled again; anybody else is not enrolled. */
const whyMissing = (person: string, { shelves }: Gallery): Unsure =>
  [...shelves.values()].some(({ owners }) => owners.includes(person)) ? 'otherModel' : 'notEnrolled'
