import type { FaceSignals, FrameSignals } from '../../contract/signals.ts'
import { baselineOf, showingOf } from './actions.ts'
import { type Challenged, caseOf, type Running, seen, type Waiting } from './attemptState.ts'
import { eyesOf, readEyes } from './blink.ts'
import type { AttemptEvent } from './events.ts'
import { type Evidence, withFrame } from './evidence.ts'
import type { LiveFrame } from './liveFrame.ts'
import { leavesDoubt } from './liveness/attemptLiveness.ts'
import { findRead, isAnswered, isDone, openStep, readFrameOfStep } from './step.ts'
import { gather } from './waiting.ts'

type FrameEvent = Extract<AttemptEvent, { kind: 'frame' }>

/** Folds a frame into a running attempt: neutral face first, then step after step. `describing`: its description will follow. */
export function afterFrame(before: Running, { at, takenAt, signals, describing = false }: FrameEvent): Running {
  const face = signals.faces === 0 ? undefined : signals.face
  const attempt = face === undefined ? before : withTrail(before, { at, takenAt: takenAt ?? null, face })
  if (attempt.state === 'waiting') return afterWaiting(attempt, at, signals)
  if (attempt.state === 'identifying' && attempt.wants === 'nothing') return attempt
  const known: Running = { ...attempt, evidence: withFrame(attempt.evidence, at, face, attempt.policy) }
  if (face === undefined) return known

  const awaited = describing ? [...known.awaited, at] : known.awaited
  if (known.state === 'identifying') return { ...known, awaited }
  return closeStep(promptNext(readFace({ ...known, awaited }, at, face, describing), at), at)
}

const withTrail = <A extends Running>(attempt: A, frame: LiveFrame): A =>
  seen(attempt, { trail: [...attempt.evidence.trail, frame] })

function afterWaiting(attempt: Waiting, at: number, signals: FrameSignals): Running {
  if (signals.faces === 0 || signals.face === undefined) {
    return { ...seen(attempt, { trail: [] }), hint: null, samples: [] }
  }
  const { hint, samples } = gather(attempt.samples, signals, attempt.evidence.trail, attempt.policy)
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
    nextPromptAt: null,
    reader: openStep(at, at),
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

/**
 * Shows the next prompt once this step is done, see [Note: The next prompt comes early]. Blinks are asked for of a neutral
 * face only: people blink sooner after turning back than a blink may count.
 */
function promptNext(before: Challenged, at: number): Challenged {
  const asked = before.challenge.steps[before.step]
  if (before.nextPromptAt !== null || asked === undefined || !isDone(before.reader, asked)) return before
  const attempt = before.step + 1 === before.challenge.steps.length ? withReserve(before) : before
  const next = attempt.challenge.steps[attempt.step + 1]
  return next === undefined || next === 'blink' ? attempt : { ...attempt, nextPromptAt: at }
}

/** The last step is done: the reserve becomes one more where a doubt is left. */
function withReserve(attempt: Challenged): Challenged {
  const { challenge, evidence } = attempt
  if (evidence.reserve !== 'open') return attempt
  const { reserve, steps } = challenge
  if (reserve === undefined || !leavesDoubt(attempt)) return seen(attempt, { reserve: 'spared' })
  return seen({ ...attempt, challenge: { ...challenge, steps: [...steps, reserve] } }, { reserve: 'asked' })
}

/** Takes the step's reading, if there is one, and begins to read the next step. */
function closeStep(attempt: Challenged, at: number): Running {
  const asked = attempt.challenge.steps[attempt.step]
  const last = attempt.step + 1 === attempt.challenge.steps.length
  const read = asked === undefined ? undefined : findRead(attempt.reader, asked, at, last)
  if (read === undefined) return attempt
  if (read === 'again') return { ...attempt, reader: openStep(attempt.reader.promptAt, at) }

  const { evidence } = attempt
  const singleBlinks = evidence.singleBlinks + (read.did.includes('blink') ? 0 : attempt.reader.blinks.length)
  const known = {
    ...attempt,
    nextPromptAt: null,
    reader: openStep(attempt.nextPromptAt ?? at, at),
    evidence: { ...evidence, reads: [...evidence.reads, read], singleBlinks },
  }
  if (!last) return { ...known, step: attempt.step + 1 }
  return { ...known, state: 'identifying', since: at }
}

/** What only time tells: a clock that went back, how long the open step has waited, which description never came. */
export function withTime(attempt: Running, at: number): Running {
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

function waitingTimes(attempt: Challenged, at: number): Partial<Evidence> {
  const { evidence, challenge, reader, step, nextPromptAt } = attempt
  const asked = challenge.steps[step]
  const answered = nextPromptAt === null && (asked === undefined || isAnswered(reader, asked))
  return {
    longestGapMs: Math.max(evidence.longestGapMs, at - (evidence.lastFaceAt ?? at)),
    challengeMs: at - (evidence.promptedAt ?? at),
    waitedMs: answered ? 0 : at - (nextPromptAt ?? reader.promptAt),
  }
}
