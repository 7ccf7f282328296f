import { jumpBetween } from '../evidence.ts'
import type { Reading, Trail } from './reading.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * Whether one and the same face was there from first to last. Value: the lowest cosine of a description with the first
 * one, less a tenth of what the largest jump of the face is above what a head can do (`jumpBetween`, 1 is the limit).
 * Parts: `lowest`, `jump`, `descriptions`.
 *
 * Low, it tells a swap in the middle (the gate `samePerson` stops that). High, it tells a picture: to a recogniser a living
 * face with its mouth open is not quite the one it was before, a print or a cast stays itself whatever it does.
 */
export function readSameness(trail: Trail): Reading {
  const { descriptions, frames } = trail
  if (descriptions.length < 2) return unusableOf('sameness', 'tooFewFrames')
  const lowest = Math.min(...descriptions.map(({ sameAsTrack }) => sameAsTrack))
  let jump = 0
  for (const [i, { at, face }] of frames.entries()) {
    const before = frames[i - 1]
    if (before === undefined) continue
    const leap = jumpBetween(before.face, face, at - before.at)
    if (Number.isFinite(leap)) jump = Math.max(jump, leap)
  }
  return measuredOf('sameness', lowest - 0.1 * Math.max(0, jump - 1), {
    lowest,
    jump,
    descriptions: descriptions.length,
  })
}
