import type { Hint } from '../../contract/kiosk.ts'
import type { FaceSignals, FrameSignals } from '../../contract/signals.ts'
import { baselineOf, showingOf } from './actions.ts'
import { type Eyes, eyesOf, readEyes } from './blink.ts'
import type { Challenge } from './challenge.ts'
import type { AttemptEvent } from './events.ts'
import { type Evidence, noEvidence, withFrame } from './evidence.ts'
import { allGates, type Finding, type GateName, judgeGate } from './gates.ts'
import type { AttemptPolicy } from './policy.ts'
import { findRead, isAnswered, openStep, readFrameOfStep, type StepReader, wantsDescription } from './step.ts'
import { gather } from './waiting.ts'

/** What the caller should ask of the face engine for the next frame it hands over. */
export type Wants = 'nothing' | 'description'

interface Case {
  readonly challenge: Challenge
  readonly policy: AttemptPolicy
  readonly gates: readonly GateName[]
  readonly beganAt: number
  readonly lastAt: number
  readonly evidence: Evidence
  readonly wants: Wants
}

/** What holds from the first prompt on. */
interface Under extends Case {
  /** The latest frames at rest, which the neutral face is taken from. */
  readonly neutral: readonly FaceSignals[]
  readonly eyes: Eyes
  readonly reader: StepReader
  /** Frames whose descriptions were asked for and are not there yet. */
  readonly awaited: readonly number[]
}

export interface Waiting extends Case {
  readonly state: 'waiting'
  readonly hint: Hint | null
  readonly samples: readonly FaceSignals[]
}
export interface Challenged extends Under {
  readonly state: 'challenged'
  /** Index of the open step. */
  readonly step: number
}
export interface Identifying extends Under {
  readonly state: 'identifying'
  readonly since: number
}
export interface Passed extends Case {
  readonly state: 'passed'
  readonly person: string
}
export interface Failed extends Case {
  readonly state: 'failed'
  readonly why: readonly GateName[]
}
/** Every gate passed, but `match` was not among them: a living person whom nobody was to be matched with (enrolment). */
export interface Live extends Case {
  readonly state: 'live'
}
export interface Left extends Case {
  readonly state: 'leftForOtherWay' | 'gone'
}

/** One attempt: one challenge with its signals and verdict. Plain data; `wants` tells the caller what to ask the engine for. */
export type Attempt = Waiting | Challenged | Identifying | Passed | Live | Failed | Left
export type Verdict = Passed | Live | Failed | Left

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

type Running = Waiting | Challenged | Identifying

function after(attempt: Running, event: AttemptEvent): Attempt {
  switch (event.kind) {
    case 'frame':
      return afterFrame(attempt, event.at, event.signals, event.describing === true)
    case 'unreadable':
      return seen(attempt, { unreadable: attempt.evidence.unreadable + 1 })
    case 'described':
      return afterDescription(attempt, event)
    case 'claimed':
      return seen(attempt, { claimed: event.person })
    case 'cut':
      return seen(attempt, { cameraCut: true })
    case 'tick':
    case 'otherWay':
      return attempt
    default:
      return event satisfies never
  }
}

function afterFrame(attempt: Running, at: number, signals: FrameSignals, describing: boolean): Attempt {
  if (attempt.state === 'waiting') return afterWaiting(attempt, at, signals)
  if (attempt.state === 'identifying' && attempt.wants === 'nothing') return attempt
  const face = signals.faces === 0 ? undefined : signals.face
  const known: Running = { ...attempt, evidence: withFrame(attempt.evidence, at, face, attempt.policy) }
  if (face === undefined) return known

  const awaited = describing ? [...known.awaited, at] : known.awaited
  if (known.state === 'identifying') return { ...known, awaited }
  return closeStep(readFace({ ...known, awaited }, at, face, describing), at)
}

function afterWaiting(attempt: Waiting, at: number, signals: FrameSignals): Attempt {
  if (signals.faces === 0 || signals.face === undefined) return { ...attempt, hint: null, samples: [] }
  const { hint, samples } = gather(attempt.samples, signals, attempt.policy)
  const { firstFaceAt, framesBefore } = attempt.evidence
  const evidence = {
    ...attempt.evidence,
    firstFaceAt: firstFaceAt ?? at,
    lastFaceAt: at,
    framesBefore: framesBefore + 1,
  }
  if (hint !== null || samples.length < attempt.policy.baselineFrames) return { ...attempt, hint, samples, evidence }

  return {
    ...caseOf(attempt),
    state: 'challenged',
    evidence: { ...evidence, promptedAt: at, lastFace: signals.face },
    step: 0,
    neutral: samples,
    eyes: eyesOf(samples),
    reader: openStep(at),
    awaited: [],
  }
}

function readFace(attempt: Challenged, at: number, face: FaceSignals, describing: boolean): Challenged {
  const asked = attempt.challenge.steps[attempt.step]
  if (asked === undefined) return attempt
  const showing = showingOf(face, baselineOf(attempt.neutral), attempt.policy)
  const { eyes, blink } = readEyes(attempt.eyes, at, face, showing.rest, attempt.policy)
  const reader = readFrameOfStep(attempt.reader, { ...showing, at, blink, describing }, asked, attempt.policy)
  const neutral = reader.onsetAt === null ? [...attempt.neutral, face].slice(-neutralFrames) : attempt.neutral
  return { ...attempt, eyes, reader, neutral }
}

const neutralFrames = 9

/** Takes the step's reading, if there is one, and shows the next prompt. */
function closeStep(attempt: Challenged, at: number): Attempt {
  const asked = attempt.challenge.steps[attempt.step]
  const last = attempt.step + 1 === attempt.challenge.steps.length
  const read = asked === undefined ? undefined : findRead(attempt.reader, asked, at, last)
  if (read === undefined) return attempt
  if (read === 'again') return { ...attempt, reader: openStep(attempt.reader.promptAt) }

  const { evidence } = attempt
  const singleBlinks = evidence.singleBlinks + (read.did.includes('blink') ? 0 : attempt.reader.blinks.length)
  const known = {
    ...attempt,
    reader: openStep(at),
    evidence: { ...evidence, reads: [...evidence.reads, read], singleBlinks },
  }
  if (!last) return { ...known, step: attempt.step + 1 }
  return { ...known, state: 'identifying', since: at }
}

function afterDescription(attempt: Running, event: Extract<AttemptEvent, { kind: 'described' }>): Running {
  if (attempt.state === 'waiting' || !attempt.awaited.includes(event.frameAt)) return attempt
  const { frameAt, sameAsTrack, decision } = event
  const person = decision.kind === 'matched' ? decision.person : null
  const descriptions = [...attempt.evidence.descriptions, { frameAt, sameAsTrack, person }]
  const awaited = attempt.awaited.filter((awaitedAt) => awaitedAt !== frameAt)
  return { ...seen(attempt, { descriptions, decision }), awaited }
}

/** What only time tells: a clock that went back, how long the open step has waited, which description never came. */
function withTime(attempt: Running, at: number): Running {
  const back = Number.isFinite(at) ? Math.max(0, attempt.lastAt - at) : Number.POSITIVE_INFINITY
  const known = {
    ...seen(attempt, { clockBackMs: Math.max(attempt.evidence.clockBackMs, back) }),
    lastAt: at,
  }
  if (known.state === 'waiting') return seen(known, { neverGood: at - attempt.beganAt > attempt.policy.waitLimitMs })

  const limit = known.policy.describeLimitMs
  const timed = { ...known, awaited: known.awaited.filter((frameAt) => at - frameAt <= limit) }
  return timed.state === 'challenged' ? seen(timed, waitingTimes(timed, at)) : timed
}

function waitingTimes({ evidence, challenge, reader, step }: Challenged, at: number): Partial<Evidence> {
  const asked = challenge.steps[step]
  const answered = asked === undefined || isAnswered(reader, asked)
  return {
    longestGapMs: Math.max(evidence.longestGapMs, at - (evidence.lastFaceAt ?? at)),
    challengeMs: at - (evidence.promptedAt ?? at),
    waitedMs: answered ? 0 : at - reader.promptAt,
  }
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
  return enough || late ? seen(attempt, { complete: true }) : attempt
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

const seen = <A extends Attempt>(attempt: A, more: Partial<Evidence>): A => ({
  ...attempt,
  evidence: { ...attempt.evidence, ...more },
})

const caseOf = ({ challenge, policy, gates, beganAt, lastAt, evidence }: Attempt): Case => ({
  challenge,
  policy,
  gates,
  beganAt,
  lastAt,
  evidence,
  wants: 'nothing',
})
