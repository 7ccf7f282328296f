import type { Attempt } from '../../src/presence/rules/attempt.ts'
import type { AttemptEvent } from '../../src/presence/rules/events.ts'
import { calibration } from '../../src/presence/rules/liveness/calibration.ts'
import { fuse } from '../../src/presence/rules/liveness/fuse.ts'
import { livenessPolicy } from '../../src/presence/rules/liveness/policy.ts'
import { readLiveness } from '../../src/presence/rules/liveness/read.ts'
import type { LiveFrame, Reading, Trail } from '../../src/presence/rules/liveness/reading.ts'

/** What the signals of liveness say of one attempt, and what they come to together. */
export interface Liveness {
  readonly readings: readonly Reading[]
  readonly score: number
}

/** Reads the product's signals off an attempt and the events it was folded from; null where nothing was ever asked. */
export function livenessOf(attempt: Attempt, events: readonly AttemptEvent[]): Liveness | null {
  const trail = trailOf(attempt, events)
  if (trail === null) return null
  const readings = readLiveness(trail, livenessPolicy)
  return { readings, score: fuse(readings, calibration, livenessPolicy.fuse).score }
}

/** The neutral frames before the first prompt, and all frames with a face after it. */
function trailOf({ evidence, challenge, policy }: Attempt, events: readonly AttemptEvent[]): Trail | null {
  const { promptedAt, litAt, reads, descriptions } = evidence
  if (promptedAt === null) return null
  const frames = events.flatMap((event): LiveFrame[] => {
    const face = event.kind === 'frame' ? event.signals.face : undefined
    return event.kind !== 'frame' || face === undefined ? [] : [{ at: event.at, takenAt: event.takenAt ?? null, face }]
  })
  const prompted = frames.findIndex(({ at }) => at >= promptedAt)
  const { light } = challenge
  return {
    frames: frames.slice(Math.max(0, prompted + 1 - policy.baselineFrames)),
    promptedAt,
    reads,
    emission: light === undefined || litAt === null ? null : { sequence: light, startedAt: litAt },
    descriptions,
  }
}
