import type { Action } from '../../contract/signals.ts'
import type { Decision } from '../../face/decision.ts'
import type { Description } from '../../face/description.ts'
import { averageProbe, type Shot } from '../../face/matchTemplate.ts'
import type { MatchDecision } from '../rules/events.ts'
import type { LiveFrame } from '../rules/liveFrame.ts'
import { couldAnswer, marksOf, shareAgain, thinMarks } from '../rules/liveness/again.ts'
import { livenessPolicy } from '../rules/liveness/policy.ts'
import { type Captures, faceOf, likenessOf } from '../station/captures.ts'
import type { SiteGallery } from '../station/gallery.ts'
import type { Says } from './lookEvents.ts'

/** What was seen of one face during an attempt, in memory only. */
export interface Sight {
  readonly shots: readonly Shot[]
}

export const noSight: Sight = { shots: [] }

/** What a station remembers, and what the attempt that is under way at a monotonic time is asked and has shown so far. */
export interface Memory {
  readonly captures: Captures
  readonly steps: readonly Action[]
  readonly frames: readonly LiveFrame[]
  readonly now: number
}

/** Adds a description and says whom all of them together show, how like the first the new one is, and what has come again. */
export function takeSight(
  sight: Sight,
  description: Description,
  gallery: SiteGallery,
  claimed: string | null,
  memory?: Memory,
): Says & { readonly sight: Sight } {
  const shots = [...sight.shots, { description, quality: 1 }]
  const first = shots[0]?.description ?? description
  const made = meanOf({ shots }) ?? description
  const decision = claimed === null ? gallery.identify(made) : gallery.verify(made, claimed)
  const sameAsTrack = likeness(first, description)
  const recorded = { sight: { shots }, decision: toRecorded(decision), sameAsTrack }
  if (decision.kind !== 'matched') return recorded
  const toTemplate = gallery.likeness(made, decision.person)
  return {
    ...recorded,
    ...(toTemplate !== undefined && { toTemplate }),
    ...(memory && recalled(made, decision.person, memory)),
  }
}

/** Remembers a passed attempt of a person. */
export function keepSight(sight: Sight, person: string, { captures, steps, frames, now }: Memory): void {
  const made = meanOf(sight)
  const marks = thinMarks(marksOf(frames), livenessPolicy.replay.everyMs)
  captures.keep(person, { at: now, face: made && faceOf(made), steps, marks })
}

/** Nothing where the descriptions cannot be averaged: the matcher knows what is wrong with one by itself. */
function meanOf({ shots }: Sight): Description | undefined {
  const probe = averageProbe(shots)
  return probe.kind === 'made' ? probe.made : undefined
}

/**
 * How like a person's own earlier captures a description is, and the frames before it those of attempts that could answer
 * this one; others' are not looked at.
 */
function recalled(
  made: Description,
  person: string,
  { captures, steps, frames, now }: Memory,
): Pick<Says, 'toEarlier' | 'replayed'> {
  const { template, replay } = livenessPolicy
  const earlier = captures.of(person, now)
  const face = faceOf(made)
  const likenesses = earlier.flatMap((one) =>
    now - one.at < template.apartMs ? [] : (likenessOf(face, one.face) ?? []),
  )
  const marks = marksOf(frames)
  const fitting = earlier.filter((one) => couldAnswer(one.steps, steps))
  const shares = fitting.flatMap((one) => shareAgain(marks, one.marks, replay) ?? [])
  return {
    ...(likenesses.length > 0 && { toEarlier: Math.max(...likenesses) }),
    ...(shares.length > 0 && { replayed: Math.max(...shares) }),
  }
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
