import { z } from 'zod'
import { FrameSignals } from '../../contract/signals.ts'

const at = z.number()

const Ranked = z.object({ person: z.string(), score: z.number() })

/** The matcher's word as it stands in a recording; the face room's `Decision` fits into it. */
export const MatchDecision = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('matched'),
    person: z.string(),
    score: z.number(),
    margin: z.number(),
    scale: z.enum(['raw', 'siteCentred', 'asNorm', 'plugin']),
    threshold: z.number(),
  }),
  z.object({
    kind: z.literal('unsure'),
    why: z.enum(['galleryEmpty', 'belowThreshold', 'tooClose', 'notRankOne', 'otherModel', 'notEnrolled', 'badVector']),
    best: Ranked.optional(),
    worthAReview: z.boolean().optional(),
    scale: z.enum(['raw', 'siteCentred', 'asNorm', 'plugin']),
    threshold: z.number(),
  }),
])
export type MatchDecision = z.infer<typeof MatchDecision>

/**
 * What happens to an attempt. `at` is monotonic milliseconds of the station and never goes back between events.
 *
 * `frame`: `describing` says that a description of this very frame was asked of the engine and will follow.
 * `described`: `frameAt` is the `at` of that frame, `decision` the matcher's word on the mean of all descriptions so far,
 * `sameAsTrack` the cosine with the attempt's first description (1 for the first). `toTemplate` is its highest cosine with
 * a picture of the person's enrolment, `toEarlier` with any of the person's last check-ins at this station, `replayed` the
 * share of the attempt's frames so far that are near-duplicates of frames of one earlier attempt; all absent where nobody
 * was recognised or nothing is remembered. `takenAt` is the page's clock when the frame was taken; `lit` says when, on that
 * clock, the page began to play the challenge's light.
 * `unreadable`: a frame whose signals were not finite numbers. `cut`: the camera was lost.
 */
export const AttemptEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('frame'),
    at,
    signals: FrameSignals,
    describing: z.boolean().optional(),
    takenAt: z.number().optional(),
  }),
  z.object({ kind: z.literal('unreadable'), at }),
  z.object({
    kind: z.literal('described'),
    at,
    frameAt: z.number(),
    decision: MatchDecision,
    sameAsTrack: z.number(),
    toTemplate: z.number().optional(),
    toEarlier: z.number().optional(),
    replayed: z.number().optional(),
  }),
  z.object({ kind: z.literal('lit'), at, startedAt: z.number() }),
  z.object({ kind: z.literal('claimed'), at, person: z.string() }),
  z.object({ kind: z.literal('otherWay'), at }),
  z.object({ kind: z.literal('tick'), at }),
  z.object({ kind: z.literal('cut'), at }),
])
export type AttemptEvent = z.infer<typeof AttemptEvent>

/** A frame as it comes from an engine: what is not a frame of finite numbers is unreadable and never counts for anything. */
export function readFrame(at: number, signals: unknown, describing = false, takenAt?: number): AttemptEvent {
  const read = FrameSignals.safeParse(signals)
  if (!read.success) return { kind: 'unreadable', at }
  return { kind: 'frame', at, signals: read.data, describing, ...(takenAt !== undefined && { takenAt }) }
}
