import { baselineOf } from '../actions.ts'
import type { Component } from '../challenge.ts'
import type { StepRead } from '../step.ts'
import { deviation, median, ramp } from './numbers.ts'
import type { LivenessPolicy } from './policy.ts'
import type { LiveFrame, Reading, Trail } from './reading.ts'
import { measuredOf, unusableOf } from './say.ts'

/**
 * Whether the answers are timed and move as a person's do. Value, 0 to 1: the smallest of
 * - `prompt`: the quickest reaction, from 0 at `quickestReactionMs` to 1 at `usualReactionMs` (nobody sees and moves sooner),
 * - `varied`: standard deviation of the reactions (three or more), 0.5 for equal ones, 1 from `usualSpreadMs` on,
 * - `rises`: share of movements that were met on their way up (a swapped picture is there at once), between 0.5 and 1
 *   where only some were, since quick people open their mouths between two frames,
 * - `rough`: movements are never as smooth as a drawn curve: median second difference over the size of the movement.
 *
 * Parts: these, and `reactionMs`, the median.
 *
 * Stops films cut together and drawn faces. Cannot stop anybody who moves a mask by his own body. Weak by itself: frames
 * come 70 ms apart.
 */
export function readTiming(trail: Trail, { timing, neutralFrames }: LivenessPolicy): Reading {
  const { reads, frames } = trail
  if (reads.length === 0 || frames.length < neutralFrames) return unusableOf('timing', 'tooFewFrames')
  const reactions = reads.map(({ onsetAt, promptAt }) => onsetAt - promptAt)
  const moves = reads.flatMap((read) => moveOf(read, trail, timing) ?? [])
  const prompt = ramp(Math.min(...reactions), timing.quickestReactionMs, timing.usualReactionMs)
  const varied = reads.length < 3 ? 1 : 0.5 + 0.5 * ramp(deviation(reactions), 0, timing.usualSpreadMs)
  const met = moves.length === 0 ? 1 : moves.filter(({ rises }) => rises).length / moves.length
  const rises = met === 0 ? 0 : 0.5 + 0.5 * met
  const roughness = moves.length === 0 ? Number.POSITIVE_INFINITY : median(moves.map((move) => move.roughness))
  const rough = ramp(roughness, 0, timing.roughnessAtLeast)
  return measuredOf('timing', Math.min(prompt, varied, rises, rough), {
    prompt,
    varied,
    rises,
    rough,
    reactionMs: median(reactions),
  })
}

interface Move {
  readonly rises: boolean
  readonly roughness: number
}

/** How a step's first movement went up; nothing for blinks and where frames are too far apart to tell. */
function moveOf(read: StepRead, trail: Trail, policy: LivenessPolicy['timing']): Move | undefined {
  const component = read.did.find((one) => one !== 'blink')
  if (component === undefined) return undefined
  const neutral = baselineOf(trail.frames.filter(({ at }) => at <= trail.promptedAt).map(({ face }) => face))
  const course = trail.frames.filter(({ at }) => at >= read.neutralAt && at <= read.endAt)
  const extents = course.map(({ face }) => extentOf(face, component, neutral))
  const top = Math.max(...extents)
  const peak = extents.indexOf(top)
  if (!(top > 0) || course.length < 4) return undefined
  const start = extents.slice(0, peak).findLastIndex((extent) => extent < policy.riseFrom * top)
  const onTheWay = extents.slice(start + 1, peak).some((extent) => extent < policy.riseTo * top)
  const leap = start < 0 ? Number.NaN : gapBetween(course[start], course[start + 1])
  if (!(leap <= policy.frameGapMs)) return undefined
  const bends = extents.slice(2).map((extent, i) => Math.abs(extent - 2 * (extents[i + 1] ?? 0) + (extents[i] ?? 0)))
  return { rises: onTheWay, roughness: median(bends) / top }
}

const gapBetween = (a: LiveFrame | undefined, b: LiveFrame | undefined): number =>
  a === undefined || b === undefined ? Number.NaN : b.at - a.at

function extentOf(
  face: LiveFrame['face'],
  component: Exclude<Component, 'blink'>,
  neutral: ReturnType<typeof baselineOf>,
): number {
  switch (component) {
    case 'left':
      return neutral.turn - face.turn
    case 'right':
      return face.turn - neutral.turn
    case 'mouth':
      return face.mouth - neutral.mouth
    case 'closer':
      return face.scale / neutral.scale - 1
    default:
      return component satisfies never
  }
}
