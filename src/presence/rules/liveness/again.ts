import type { Action } from '../../../contract/signals.ts'
import { isMeasured, type LiveFrame } from '../liveFrame.ts'
import type { LivenessPolicy } from './policy.ts'

/** A perceptual hash of 64 bits as two words. */
export type Hash = readonly [high: number, low: number]

/** What a frame looked like, and when, in milliseconds of any clock that only runs. */
export interface Mark {
  readonly at: number
  readonly hash: Hash
}

export const hashFrom = (hex: string): Hash => [Number.parseInt(hex.slice(0, 8), 16), Number.parseInt(hex.slice(8), 16)]

/** Bits in which two hashes differ. */
export const bitsBetween = (a: Hash, b: Hash): number => ones(a[0] ^ b[0]) + ones(a[1] ^ b[1])

/** What the frames of an attempt looked like; those without a hash are left out. */
export const marksOf = (frames: readonly LiveFrame[]): readonly Mark[] =>
  frames.filter(isMeasured).map(({ at, face: { live } }) => ({ at, hash: hashFrom(live.hash) }))

/** One mark for each span of time from the first on: what is remembered of an attempt. */
export function thinMarks(marks: readonly Mark[], everyMs: number): readonly Mark[] {
  const spans = new Set<number>()
  return marks.filter((mark) => {
    const span = spanOf(mark, marks, everyMs)
    return !spans.has(span) && spans.add(span)
  })
}

/**
 * Whether a film of an attempt that was asked `earlier` holds what is asked `now`: all of it in a row. Any other film is
 * refused by what it shows, so that nobody needs to be compared with it; people look the same on many days.
 */
export const couldAnswer = (earlier: readonly Action[], now: readonly Action[]): boolean =>
  earlier.some((_, from) => now.every((step, i) => earlier[from + i] === step))

/**
 * The share of an attempt's spans in which frames of one earlier attempt come again, always so much later, give or take
 * `driftMs`: a film runs at its own pace, while a living face only now and then looks as it did. `earlier` is thinned,
 * `now` is not: of two thinned attempts the frames would hardly ever meet. Nothing of fewer than `spansAtLeast` spans.
 */
export function shareAgain(
  now: readonly Mark[],
  earlier: readonly Mark[],
  { everyMs, againBits, driftMs, spansAtLeast }: LivenessPolicy['replay'],
): number | undefined {
  const spans = new Set(now.map((mark) => spanOf(mark, now, everyMs)))
  if (spans.size < spansAtLeast) return undefined
  const twins: Twin[] = []
  for (const mark of now)
    for (const { at, hash } of earlier)
      if (bitsBetween(hash, mark.hash) <= againBits)
        twins.push({ span: spanOf(mark, now, everyMs), later: mark.at - at })
  return mostInStep(twins, driftMs) / spans.size
}

interface Twin {
  readonly span: number
  readonly later: number
}

/** The most spans whose twins lie the same time apart. */
function mostInStep(twins: readonly Twin[], driftMs: number): number {
  const inOrder = twins.toSorted((a, b) => a.later - b.later)
  const counts = new Map<number, number>()
  let most = 0
  let oldest = 0
  for (const twin of inOrder) {
    counts.set(twin.span, (counts.get(twin.span) ?? 0) + 1)
    for (
      let gone = inOrder[oldest];
      gone !== undefined && twin.later - gone.later > 2 * driftMs;
      gone = inOrder[oldest]
    ) {
      const left = (counts.get(gone.span) ?? 1) - 1
      if (left === 0) counts.delete(gone.span)
      else counts.set(gone.span, left)
      oldest += 1
    }
    most = Math.max(most, counts.size)
  }
  return most
}

const spanOf = ({ at }: Mark, [first]: readonly Mark[], everyMs: number): number =>
  Math.floor((at - (first?.at ?? at)) / everyMs)

/** Bits set in 32. */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
