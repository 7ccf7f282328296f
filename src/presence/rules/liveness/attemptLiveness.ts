import type { AttemptRecord } from '../../../fact/kinds/presence.ts'
import type { Case } from '../attemptState.ts'
import type { Evidence } from '../evidence.ts'
import { isMeasured } from '../liveFrame.ts'
import { calibration } from './calibration.ts'
import { fuse, judgeScore } from './fuse.ts'
import { type LivenessPolicy, livenessPolicy } from './policy.ts'
import { readLiveness } from './read.ts'
import type { Reading, Trail } from './reading.ts'
import type { Said } from './said.ts'

/** Reads the signals of liveness off an attempt so far; nothing before the first prompt. */
export function readAttempt(attempt: Case, policy: LivenessPolicy = policyOf(attempt)): Said | undefined {
  const trail = findTrail(attempt)
  if (trail === undefined) return undefined
  const readings = readLiveness(trail, policy)
  return { readings, ...fuse(readings, calibration) }
}

/** Attempts from before both sides were looked at, or spectacles and errors, faint light or people's habits, are read as they were then. */
function policyOf({ policy }: Case): LivenessPolicy {
  const { light, solidity, replay } = livenessPolicy
  const before = policy.carefulDoubt !== true
  return {
    ...livenessPolicy,
    replay: { ...replay, ...(policy.carefulMemory !== true && { livingAgain: 0.4, filmAgain: 0.8 }) },
    light: { ...light, ...(before && { gainAtLeast: 0.06, absentBelow: null }) },
    solidity: {
      ...solidity,
      bySide: policy.otherSideBelow !== undefined,
      ...(before && { rimsAhead: 0.15, flatterWeight: 1, errorAtMost: 0.15, byError: false }),
      ...(policy.carefulDepth !== true && { rimsAhead: null, errorAtMost: null }),
    },
  }
}

/** What the gate `alive` judges by: the score, and the least it must be; and what it was read off. */
export function judgeAlive(attempt: Case): Pick<Evidence, 'aliveness' | 'said'> {
  const said = readAttempt(attempt)
  if (said === undefined) return { aliveness: null, said: null }
  return { aliveness: { score: said.score, atLeast: livenessPolicy.fuse.failsBelow }, said }
}

/**
 * Whether one more action is worth asking for: the score is low, or frames were measured and yet the head's depth is not known:
 * nobody saw it turn, or only to one side and not as deep as a head surely is. A good answer to the light does not take that
 * place: paper before this very screen answers as skin does.
 */
export function leavesDoubt(attempt: Case): boolean {
  const said = readAttempt(attempt)
  if (said === undefined || !attempt.evidence.trail.some(isMeasured)) return false
  return !isSurelyDeep(said.readings, attempt.policy) || judgeScore(said.score, livenessPolicy.fuse) !== 'alive'
}

function isSurelyDeep(readings: readonly Reading[], { otherSideBelow = 0 }: Case['policy']): boolean {
  const depth = readings.find(({ signal }) => signal === 'solidity')
  if (depth?.kind !== 'measured') return false
  return depth.parts.sides === 2 || depth.value >= otherSideBelow
}

/** What the signals of liveness said of an attempt, for its record; nothing before the first prompt. */
export function livenessOf(attempt: Case): AttemptRecord['liveness'] {
  const said = attempt.evidence.said ?? readAttempt(attempt)
  if (said === undefined) return undefined
  const { challenge, evidence } = attempt
  const isDoubted = judgeScore(said.score, livenessPolicy.fuse) !== 'alive'
  const worth = new Map(said.parts.map(({ signal, evidence: nats }) => [signal, nats]))
  return {
    score: said.score,
    threshold: livenessPolicy.fuse.failsBelow,
    ...(isDoubted && said.like !== null && { like: said.like }),
    readings: said.readings.map((reading) => ({
      signal: reading.signal,
      ...saidBy(reading),
      evidence: worth.get(reading.signal) ?? 0,
    })),
    light: challenge.light === undefined || evidence.litAt === null ? null : challenge.light,
    reserveAsked: evidence.reserve === 'asked',
  }
}

/** Before the first prompt only the neutral frames count for the signals; the pulse has use for those before them. */
function findTrail({ challenge, evidence, policy }: Case): Trail | undefined {
  const { trail, promptedAt, reads, descriptions, litAt } = evidence
  if (promptedAt === null) return undefined
  const begins = Math.max(0, trail.findIndex(({ at }) => at >= promptedAt) + 1 - policy.baselineFrames)
  const { light } = challenge
  return {
    waited: trail.slice(0, begins),
    frames: trail.slice(begins),
    promptedAt,
    reads,
    descriptions,
    emission: light === undefined || litAt === null ? null : { sequence: light, startedAt: litAt },
  }
}

const saidBy = (reading: Reading): { readonly value: number | null; readonly why: string | null } =>
  reading.kind === 'measured' ? { value: reading.value, why: null } : { value: null, why: reading.why }
