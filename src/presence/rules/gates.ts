import { covers } from './actions.ts'
import { type Challenge, componentsOf } from './challenge.ts'
import type { Evidence } from './evidence.ts'
import type { AttemptPolicy } from './policy.ts'
import type { StepRead } from './step.ts'

/** A hard gate's word. `measured` and `limit` are in the gate's own unit, for the record and for whoever asks why. */
export interface Finding {
  readonly gate: GateName
  readonly passed: boolean
  readonly measured: number | null
  readonly limit: number | null
}

export const allGates = [
  'clock',
  'noCut',
  'oneFace',
  'quality',
  'order',
  'othersAbsent',
  'timing',
  'samePerson',
  'alive',
  'match',
] as const
export type GateName = (typeof allGates)[number]

type Measure = { readonly passed: boolean; readonly measured: number | null; readonly limit: number | null }
type Gate = (evidence: Evidence, policy: AttemptPolicy, challenge: Challenge) => Measure

/** Judges one gate on what was measured so far. */
export function judgeGate(gate: GateName, evidence: Evidence, policy: AttemptPolicy, challenge: Challenge): Finding {
  return { gate, ...gates[gate](evidence, policy, challenge) }
}

const atMost = (measured: number, limit: number): Measure => ({ passed: measured <= limit, measured, limit })
const below = (measured: number, limit: number): Measure => ({ passed: measured < limit, measured, limit })
const atLeast = (measured: number, limit: number): Measure => ({ passed: measured >= limit, measured, limit })

/** Time of events never goes back. */
const clock: Gate = (evidence) => atMost(evidence.clockBackMs, 0)

/** The face was there all the time: no gap, no lost face, no lost camera. Measured: the longest gap in ms, or lost frames. */
const noCut: Gate = (evidence, policy) => {
  if (evidence.cameraCut) return { passed: false, measured: null, limit: null }
  const lost = below(evidence.longestLostRun, policy.lostFramesBelow)
  return lost.passed ? atMost(evidence.longestGapMs, policy.gapAtMostMs) : lost
}

/** Nobody else was in the picture. Measured: frames in a row with a second face. */
const oneFace: Gate = (evidence, policy) => below(evidence.longestSecondFaceRun, policy.secondFaceFrames)

/** Large and light enough to be recognised. Measured: share of poor frames. */
const quality: Gate = (evidence, policy) => {
  if (evidence.neverGood) return { passed: false, measured: null, limit: null }
  const share = evidence.frames < fewFrames && !evidence.complete ? 0 : evidence.poorFrames / evidence.frames
  return atMost(Number.isNaN(share) ? 0 : share, policy.poorShareAtMost)
}
const fewFrames = 15

/** Each step was answered with the action asked for. Measured: steps that were not. */
const order: Gate = (evidence) => atMost(evidence.reads.filter((read) => !didAsked(read)).length, 0)

/** Nothing else was done during a step, and the parts of a double action at the same time. Measured: steps with more. */
const othersAbsent: Gate = (evidence) =>
  atMost(evidence.reads.filter((read) => didAsked(read) && (didMore(read) || !read.together)).length, 0)

/** Answers came after the prompt and from a neutral face, not before, and soon enough. Measured: the offending time in ms, else the slowest peak. */
const timing: Gate = (evidence, policy) => {
  const onsets = evidence.reads.map((read) => read.onsetAt - read.promptAt)
  const early = atLeast(Math.min(Number.POSITIVE_INFINITY, ...onsets), policy.onsetAfterMs)
  if (!early.passed) return early
  const whole = atMost(evidence.challengeMs, policy.attemptLimitMs)
  if (!whole.passed) return whole
  const peaks = evidence.reads.map((read) => read.peakAt - read.promptAt)
  return atMost(Math.max(evidence.waitedMs, ...peaks), policy.peakWithinMs)
}

/**
 * One and the same person from first to last: every description agrees with the first, no two name different people, the
 * face never jumps, and by the end every action was described at its peak. Measured: the lowest cosine.
 */
const samePerson: Gate = (evidence, policy) => {
  const lowest = Math.min(1, ...evidence.descriptions.map((description) => description.sameAsTrack))
  const agree = atLeast(lowest, policy.sameAsTrackAtLeast)
  const people = new Set(evidence.descriptions.flatMap(({ person }) => (person === null ? [] : [person])))
  if (!agree.passed || people.size > 1) return { ...agree, passed: false }
  if (!(evidence.jump <= 1)) return { passed: false, measured: evidence.jump, limit: 1 }
  if (evidence.complete && !isDescribed(evidence, policy)) {
    return { passed: false, measured: evidence.descriptions.length, limit: policy.descriptionsAtLeast }
  }
  return agree
}

/**
 * The signals of liveness together leave no strong doubt that a living face stood there; silent ones count for nothing.
 * Measured: their fused score in nats.
 */
const alive: Gate = ({ aliveness }) =>
  aliveness === null ? { passed: true, measured: null, limit: null } : atLeast(aliveness.score, aliveness.atLeast)

/** Recognised: first of the site's staff and above the threshold, and the one claimed if one was claimed. */
const match: Gate = (evidence) => {
  const { decision, claimed, complete } = evidence
  if (!complete) return { passed: true, measured: null, limit: null }
  if (decision?.kind !== 'matched') {
    return { passed: false, measured: decision?.best?.score ?? null, limit: decision?.threshold ?? null }
  }
  return {
    passed: (claimed === null || claimed === decision.person) && Number.isFinite(decision.score),
    measured: decision.score,
    limit: decision.threshold,
  }
}

const gates: Readonly<Record<GateName, Gate>> = {
  clock,
  noCut,
  oneFace,
  quality,
  order,
  othersAbsent,
  timing,
  samePerson,
  alive,
  match,
}

const didAsked = (read: StepRead): boolean => covers(read.did, componentsOf[read.asked])
const didMore = (read: StepRead): boolean => read.did.length > componentsOf[read.asked].length

function isDescribed(evidence: Evidence, policy: AttemptPolicy): boolean {
  const frames = new Set(evidence.descriptions.map((description) => description.frameAt))
  const atPeaks = evidence.reads.every((read) => read.describedAt !== null && frames.has(read.describedAt))
  return atPeaks && frames.size >= policy.descriptionsAtLeast
}
