import type { Decision } from '../../face/decision.ts'
import type { Description } from '../../face/description.ts'
import { averageProbe, type Shot } from '../../face/matchTemplate.ts'
import type { MatchDecision } from '../rules/events.ts'
import type { SiteGallery } from '../station/gallery.ts'

/** What was seen of one face during an attempt, in memory only. */
export interface Sight {
  readonly shots: readonly Shot[]
}

export const noSight: Sight = { shots: [] }

/** Adds a description and says whom all of them together show, and how like the first the new one is. */
export function takeSight(
  sight: Sight,
  description: Description,
  gallery: SiteGallery,
  claimed: string | null,
): { readonly sight: Sight; readonly decision: MatchDecision; readonly sameAsTrack: number } {
  const shots = [...sight.shots, { description, quality: 1 }]
  const probe = averageProbe(shots)
  const first = shots[0]?.description ?? description
  // A description that cannot be averaged is judged by itself: the matcher knows what is wrong with it.
  const made = probe.kind === 'made' ? probe.made : description
  const decision = claimed === null ? gallery.identify(made) : gallery.verify(made, claimed)
  return { sight: { shots }, decision: toRecorded(decision), sameAsTrack: likeness(first, description) }
}

/** Cosine of the `fa` vectors; 0 when they cannot be compared. */
export function likeness(a: Description, b: Description): number {
  const [{ fa: x }, { fa: y }] = [a.vectors, b.vectors]
  if (x === undefined || y === undefined || x.length !== y.length || a.version !== b.version) return 0
  let [xy, xx, yy] = [0, 0, 0]
  for (const [i, value] of x.entries()) {
    const other = y[i] ?? 0
    xy += value * other
    xx += value * value
    yy += other * other
  }
  const cosine = xy / Math.sqrt(xx * yy)
  return Number.isFinite(cosine) ? cosine : 0
}

/** The matcher's word as recordings have it. */
function toRecorded(decision: Decision): MatchDecision {
  if (decision.kind === 'matched') return decision
  const { why, scale, threshold, best } = decision
  return {
    kind: 'unsure',
    why: why === 'notEnrolled' ? 'galleryEmpty' : why === 'badVector' ? 'otherModel' : why,
    scale,
    threshold,
    ...(best !== undefined && { best }),
  }
}
