import { deviation, median } from './numbers.ts'
import type { LivenessPolicy } from './policy.ts'
import type { Reading, Trail } from './reading.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * Whether the face differs as living faces do: no two captures are the same, and a head that turns does not look the same to
 * a recogniser in every pose. Value: the smaller of
 * - `distance`: 1 − the highest likeness to a capture of another day, as the last description has it, and
 * - `spread`: standard deviation of the cosines within the attempt, where the head turned,
 *
 * each over what living captures keep at least: 1 is the limit, larger is living. Parts: both, in their own unit, and
 * `toTemplate`, the likeness to the enrolment. That one does not count: the print of one of the enrolment's pictures is no
 * nearer to the mean of them than the living person a minute later.
 *
 * Stops one picture used day after day. Cannot stop a fresh picture that nobody saw.
 */
export function readTemplate(trail: Trail, { template }: LivenessPolicy): Reading {
  const { descriptions } = trail
  const likeness = descriptions.findLast(({ toEarlier }) => toEarlier !== undefined)?.toEarlier
  const spread = spreadOf(trail, template)
  if (likeness === undefined && spread === null) return unusableOf('template', 'nothingRemembered')
  const distance = likeness === undefined ? null : Math.max(0, 1 - likeness)
  const value = Math.min(
    distance === null ? Number.POSITIVE_INFINITY : distance / template.livingDistance,
    spread === null ? Number.POSITIVE_INFINITY : spread / template.livingSpread,
  )
  return measuredOf('template', value, {
    distance: distance ?? Number.NaN,
    spread: spread ?? Number.NaN,
    toTemplate: descriptions.findLast(({ toTemplate }) => toTemplate !== undefined)?.toTemplate ?? Number.NaN,
    descriptions: descriptions.length,
  })
}

/** Null where the head was not described both turned and straight, so that nothing had to differ. */
function spreadOf({ descriptions, frames }: Trail, policy: LivenessPolicy['template']): number | null {
  const later = descriptions.slice(1)
  if (later.length < 3) return null
  const usual = median(frames.map(({ face }) => face.turn))
  const turns = new Map(frames.map(({ at, face }) => [at, Math.abs(face.turn - usual)]))
  const turned = later.some(({ frameAt }) => (turns.get(frameAt) ?? 0) >= policy.turnAtLeast)
  return turned ? deviation(later.map(({ sameAsTrack }) => sameAsTrack)) : null
}
