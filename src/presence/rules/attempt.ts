import { afterFrame, withTime } from './attemptFrames.ts'
import {
  type Attempt,
  type Challenged,
  caseOf,
  type Identifying,
  type Running,
  seen,
  type Verdict,
  type Waiting,
  type Wants,
} from './attemptState.ts'
import type { Challenge } from './challenge.ts'
import type { Described } from './described.ts'
import type { AttemptEvent } from './events.ts'
import { noEvidence } from './evidence.ts'
import { allGates, type Finding, type GateName, judgeGate } from './gates.ts'
import { judgeAlive } from './liveness/attemptLiveness.ts'
import type { AttemptPolicy } from './policy.ts'
import { wantsDescription } from './step.ts'

export type { Attempt, Challenged, Verdict, Waiting, Wants } from './attemptState.ts'

/**
 * Begins an attempt at a monotonic time. The product leaves `gates` at the full list; tests take one away to show what
 * it stops.
 */
export function begin(
  challenge: Challenge,
  policy: AttemptPolicy,
  at: number,
  gates: readonly GateName[] = allGates,
): Attempt {
  const evidence = noEvidence
  return {
    state: 'waiting',
    challenge,
    policy,
    gates,
    beganAt: at,
    lastAt: at,
    evidence,
    wants: 'nothing',
    hint: null,
    samples: [],
  }
}

export const isEnded = (attempt: Attempt): attempt is Verdict =>
  attempt.state !== 'waiting' && attempt.state !== 'challenged' && attempt.state !== 'identifying'

/** Folds one event in. After a verdict nothing changes any more. */
export function advance(attempt: Attempt, event: AttemptEvent): Attempt {
  if (isEnded(attempt)) return attempt
  if (event.kind === 'otherWay') return { ...caseOf(attempt), lastAt: event.at, state: 'leftForOtherWay' }

  const timed = withTime(attempt, event.at)
  return judged(after(timed, readable(event)))
}

/** Every gate of the attempt on what was measured so far, passed or not. */
export const findingsOf = (attempt: Attempt): readonly Finding[] =>
  attempt.gates.map((gate) => judgeGate(gate, attempt.evidence, attempt.policy, attempt.challenge))

function after(attempt: Running, event: AttemptEvent): Attempt {
  switch (event.kind) {
    case 'frame':
      return afterFrame(attempt, event)
    case 'unreadable':
      return seen(attempt, { unreadable: attempt.evidence.unreadable + 1 })
    case 'described':
      return afterDescription(attempt, event)
    case 'claimed':
      return seen(attempt, { claimed: event.person })
    case 'cut':
      return seen(attempt, { cameraCut: true })
    case 'lit':
      return seen(attempt, { litAt: attempt.evidence.litAt ?? event.startedAt })
    case 'tick':
    case 'otherWay':
      return attempt
    default:
      return event satisfies never
  }
}

function afterDescription(attempt: Running, event: Extract<AttemptEvent, { kind: 'described' }>): Running {
  if (attempt.state === 'waiting' || !attempt.awaited.includes(event.frameAt)) return attempt
  const { frameAt, sameAsTrack, decision, toTemplate, toEarlier, replayed } = event
  const described: Described = {
    ...{ frameAt, sameAsTrack, person: decision.kind === 'matched' ? decision.person : null },
    ...(toTemplate !== undefined && { toTemplate }),
    ...(toEarlier !== undefined && { toEarlier }),
    ...(replayed !== undefined && { replayed }),
  }
  const descriptions = [...attempt.evidence.descriptions, described]
  const awaited = attempt.awaited.filter((awaitedAt) => awaitedAt !== frameAt)
  return { ...seen(attempt, { descriptions, decision }), awaited }
}

/** Ends the attempt where it must end, and says what is wanted next where it goes on. */
function judged(attempt: Attempt): Attempt {
  if (isEnded(attempt)) return attempt
  const known = attempt.state === 'identifying' ? completed(attempt) : attempt
  const why = findingsOf(known)
    .filter((finding) => !finding.passed)
    .map((finding) => finding.gate)
  if (why.length > 0) return { ...caseOf(known), state: 'failed', why }
  if (known.state === 'waiting') return isGone(known) ? { ...caseOf(known), state: 'gone' } : known
  if (known.evidence.complete) return ended(known)
  return { ...known, wants: wantsOf(known) }
}

/** All descriptions are there, or their time is over. */
function completed(attempt: Identifying): Identifying {
  const { evidence, policy } = attempt
  const enough = attempt.awaited.length === 0 && evidence.descriptions.length >= policy.descriptionsAtLeast
  const late = attempt.lastAt - attempt.since > policy.identifyLimitMs
  if (!enough && !late) return attempt
  return seen(attempt, { complete: true, ...judgeAlive(attempt) })
}

/** No gate refused. Only a match passes as somebody. */
function ended(attempt: Challenged | Identifying): Attempt {
  const { decision } = attempt.evidence
  if (!attempt.gates.includes('match')) return { ...caseOf(attempt), state: 'live' }
  if (decision?.kind !== 'matched') return { ...caseOf(attempt), state: 'failed', why: ['match'] }
  return { ...caseOf(attempt), state: 'passed', person: decision.person }
}

function isGone(attempt: Waiting): boolean {
  const since = attempt.evidence.lastFaceAt ?? attempt.beganAt
  return attempt.lastAt - since > attempt.policy.goneAfterMs
}

/** One description of the neutral face at each prompt, one at each peak, and more at rest if they are still too few. */
function wantsOf(attempt: Challenged | Identifying): Wants {
  const { reader, awaited, evidence, policy } = attempt
  if (attempt.state === 'identifying') {
    return awaited.length + evidence.descriptions.length < policy.descriptionsAtLeast ? 'description' : 'nothing'
  }
  const asked = attempt.challenge.steps[attempt.step]
  return asked !== undefined && wantsDescription(reader, asked) ? 'description' : 'nothing'
}

/** A frame with a number that is not finite says nothing at all. */
function readable(event: AttemptEvent): AttemptEvent {
  if (event.kind !== 'frame' || isFiniteThroughout(event.signals)) return event
  return { kind: 'unreadable', at: event.at }
}

/** No number anywhere inside is NaN or infinite. */
export function isFiniteThroughout(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isFiniteThroughout)
}
