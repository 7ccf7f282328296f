import type { AttemptRecord } from '../../../fact/kinds/presence.ts'
import type { Attempt } from '../attempt.ts'
import type { AttemptEvent } from '../events.ts'
import { calibration } from './calibration.ts'
import { fuse } from './fuse.ts'
import { type LivenessPolicy, livenessPolicy } from './policy.ts'
import { readLiveness } from './read.ts'
import type { LiveFrame, Reading, Trail } from './reading.ts'

/**
 * What the signals of liveness say of an attempt, for its record; nothing before the first prompt. The score is evidence
 * for people and for series: no attempt fails by it, the hard gates of `gates.ts` decide.
 */
export function livenessOf(
  attempt: Attempt,
  events: readonly AttemptEvent[],
  policy: LivenessPolicy = livenessPolicy,
): AttemptRecord['liveness'] {
  const trail = findTrail(attempt, events)
  if (trail === undefined) return undefined
  const readings = readLiveness(trail, policy)
  const { score, parts } = fuse(readings, calibration, policy.fuse)
  return {
    score,
    threshold: policy.fuse.failsBelow,
    readings: readings.map((reading) => ({
      signal: reading.signal,
      ...saidBy(reading),
      evidence: parts.find(({ signal }) => signal === reading.signal)?.evidence ?? 0,
    })),
    light: trail.emission?.sequence ?? null,
    reserveAsked: false,
  }
}

/** The trail of an attempt; nothing where nobody was ever asked anything. */
function findTrail({ evidence, challenge }: Attempt, events: readonly AttemptEvent[]): Trail | undefined {
  const { promptedAt, reads, descriptions, litAt } = evidence
  if (promptedAt === null) return undefined
  const frames = events.flatMap((event): LiveFrame[] => {
    if (event.kind !== 'frame' || event.signals.face === undefined) return []
    return [{ at: event.at, takenAt: event.takenAt ?? null, face: event.signals.face }]
  })
  const emission =
    challenge.light === undefined || litAt === null ? null : { sequence: challenge.light, startedAt: litAt }
  return { frames, promptedAt, reads, descriptions, emission }
}

const saidBy = (reading: Reading): { readonly value: number | null; readonly why: string | null } =>
  reading.kind === 'measured' ? { value: reading.value, why: null } : { value: null, why: reading.why }
