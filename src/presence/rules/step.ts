import type { Action } from '../../contract/signals.ts'
import { covers, isExactly, type Showing } from './actions.ts'
import type { Blink } from './blink.ts'
import { type Component, componentsOf } from './challenge.ts'
import type { AttemptPolicy } from './policy.ts'

/** What was done between the neutral face and the return to it. `did` never depends on what was asked for. */
export interface StepRead {
  readonly asked: Action
  readonly promptAt: number
  /** From here on the face was read: neutral again after the former step. */
  readonly neutralAt: number
  readonly onsetAt: number
  readonly peakAt: number
  readonly endAt: number
  readonly did: readonly Component[]
  /** All of `did` was above its threshold in one and the same frame. */
  readonly together: boolean
  /** The frame at the peak that was given to the recognisers. */
  readonly describedAt: number | null
}

// [Note: The next prompt comes early]
// Whoever has shown what was asked for sees the next prompt at once, and reads it on the way back. Only the prompt is
// early: whatever is seen until the face is neutral belongs to the former step and makes it fail if it is more than was
// asked for; whatever begins less than `onsetAfterMs` after the prompt cannot be an answer and fails too. So from
// one neutral face a fixed stream still has one reading, whatever was asked.

/** A step under way. */
export interface StepReader {
  readonly promptAt: number
  readonly neutralAt: number
  readonly onsetAt: number | null
  readonly peakAt: number | null
  readonly seen: readonly Component[]
  readonly together: readonly Component[]
  readonly above: readonly Component[]
  readonly near: readonly Component[]
  readonly rest: boolean
  readonly blinks: readonly Blink[]
  readonly blinkOnsetAt: number | null
  readonly blinkedAt: number | null
  readonly describedAt: number | null
  readonly neutralDescribed: boolean
  /** A description was asked for on the way to the peak and came too early. */
  readonly earlyDescribed: boolean
}

/** One frame of a step, already read against the baseline. */
export interface StepFrame extends Showing {
  readonly at: number
  readonly blink: Blink | null
  readonly describing: boolean
}

type Limits = Pick<AttemptPolicy, 'onsetAfterMs' | 'blinkPairWithinMs'>

/** A step whose prompt came at `promptAt`, read from `neutralAt` on. */
export const openStep = (promptAt: number, neutralAt: number): StepReader => ({
  promptAt,
  neutralAt,
  onsetAt: null,
  peakAt: null,
  seen: [],
  together: [],
  above: [],
  near: [],
  rest: true,
  blinks: [],
  blinkOnsetAt: null,
  blinkedAt: null,
  describedAt: null,
  neutralDescribed: false,
  earlyDescribed: false,
})

/** Folds one frame into the step. */
export function readFrameOfStep(reader: StepReader, frame: StepFrame, asked: Action, limits: Limits): StepReader {
  const moved = readMovement(reader, frame)
  const blinked = readBlinks(moved, frame, limits)
  if (!frame.describing) return blinked
  if (isRipe(blinked, asked)) return { ...blinked, describedAt: blinked.describedAt ?? frame.at }
  return frame.rest ? { ...blinked, neutralDescribed: true } : { ...blinked, earlyDescribed: true }
}

/** Whether a description of the next frame is wanted: at rest after the prompt, and at the peak (asked for once on the way up). */
export function wantsDescription(reader: StepReader, asked: Action): boolean {
  if (isRipe(reader, asked)) return reader.describedAt === null
  if (reader.rest) return reader.onsetAt === null && !reader.neutralDescribed
  return asked !== 'blink' && covers(reader.near, componentsOf[asked]) && !reader.earlyDescribed
}

/**
 * The step's reading once the face is at rest again, or nothing while it is not. A reading that fits but was never
 * described at its peak (the person was too quick for the recognisers) is no reading: `again` starts the step anew.
 *
 * In the last step nothing needs to be neutral for a next prompt, so a double action is read at its described peak: it
 * cannot be half of anything else. A single movement could still become a double one and waits for rest.
 */
export function findRead(reader: StepReader, asked: Action, at: number, last: boolean): StepRead | 'again' | undefined {
  if (last && isWhole(reader, asked)) return movementOf(reader, asked, at)
  if (!reader.rest) return undefined
  const read = reader.seen.length > 0 ? movementOf(reader, asked, at) : blinkOf(reader, asked, at)
  if (read?.describedAt !== null) return read
  return isExactly(read.did, componentsOf[asked]) ? 'again' : read
}

const isWhole = (reader: StepReader, asked: Action): boolean =>
  componentsOf[asked].length > 1 &&
  reader.describedAt !== null &&
  isExactly(reader.seen, componentsOf[asked]) &&
  isExactly(reader.together, componentsOf[asked])

function movementOf(reader: StepReader, asked: Action, at: number): StepRead {
  const blinkedToo = reader.blinkedAt !== null && asked === 'blink'
  return {
    asked,
    promptAt: reader.promptAt,
    neutralAt: reader.neutralAt,
    onsetAt: reader.onsetAt ?? at,
    peakAt: reader.peakAt ?? at,
    endAt: at,
    did: blinkedToo ? [...reader.seen, 'blink'] : reader.seen,
    together: reader.together.length === reader.seen.length,
    describedAt: reader.describedAt,
  }
}

function blinkOf(reader: StepReader, asked: Action, at: number): StepRead | undefined {
  const { promptAt, neutralAt, blinkOnsetAt, blinkedAt, describedAt } = reader
  if (blinkOnsetAt === null || blinkedAt === null || describedAt === null) return undefined
  return {
    asked,
    promptAt,
    neutralAt,
    onsetAt: blinkOnsetAt,
    peakAt: blinkedAt,
    endAt: at,
    did: ['blink'],
    together: true,
    describedAt,
  }
}

/** The asked action has been at its peak: from here on nobody waits for the person. */
export const isAnswered = (reader: StepReader, asked: Action): boolean =>
  asked === 'blink' ? reader.blinkedAt !== null : covers(reader.together, componentsOf[asked])

/** Exactly the asked action was at its peak and is described there: nothing keeps the next prompt back. */
export const isDone = (reader: StepReader, asked: Action): boolean =>
  isAnswered(reader, asked) && reader.describedAt !== null && reader.seen.length === movementsIn(asked)

const movementsIn = (asked: Action): number => (asked === 'blink' ? 0 : componentsOf[asked].length)

/** The action (any action that is not merely half of the one asked for) is at its peak, or the two blinks are done. */
export function isRipe(reader: StepReader, asked: Action): boolean {
  if (reader.above.length === 0) return reader.blinkedAt !== null && reader.seen.length === 0
  const wanted = componentsOf[asked]
  return covers(reader.above, wanted) || !covers(wanted, reader.above)
}

function readMovement(reader: StepReader, frame: StepFrame): StepReader {
  const seen = [...new Set([...reader.seen, ...frame.above])].toSorted()
  const fuller = frame.above.length > reader.together.length
  const stillness = frame.rest && seen.length === 0
  return {
    ...reader,
    seen,
    above: frame.above,
    near: frame.near,
    rest: frame.rest,
    together: fuller ? frame.above : reader.together,
    // What was described before the first movement, after two blinks, is not the peak of that movement.
    describedAt: reader.seen.length === 0 && seen.length > 0 ? null : reader.describedAt,
    peakAt: fuller ? frame.at : reader.peakAt,
    onsetAt: stillness ? null : (reader.onsetAt ?? frame.at),
  }
}

/** Blinks count at rest only and in pairs only: one blink is involuntary, and a moving head bends the eye ratio. */
function readBlinks(reader: StepReader, frame: StepFrame, limits: Limits): StepReader {
  const { blink } = frame
  if (blink === null || reader.seen.length > 0 || !frame.rest) return reader
  const from = Math.max(reader.promptAt, reader.neutralAt)
  if (blink.startedAt < from + limits.onsetAfterMs || reader.blinkedAt !== null) return reader

  const first = reader.blinks.find((earlier) => blink.startedAt - earlier.startedAt <= limits.blinkPairWithinMs)
  const blinks = [...reader.blinks, blink]
  if (first === undefined) return { ...reader, blinks }
  return { ...reader, blinks, blinkOnsetAt: first.startedAt, blinkedAt: frame.at }
}
