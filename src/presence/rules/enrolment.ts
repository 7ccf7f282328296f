import type { Hint } from '../../contract/kiosk.ts'
import type { FaceSignals } from '../../contract/signals.ts'
import { type Attempt, advance, begin, isEnded, isFiniteThroughout } from './attempt.ts'
import type { Challenge } from './challenge.ts'
import type { AttemptEvent } from './events.ts'
import { type Evidence, withFrame } from './evidence.ts'
import { allGates, type GateName, judgeGate } from './gates.ts'
import type { AttemptPolicy } from './policy.ts'
import { beganApart, hintFor } from './waiting.ts'

export interface EnrolmentPolicy {
  readonly framesAtLeast: number
  readonly framesAtMost: number
  /** Between two frames of a template, so that they are not the same moment twice. */
  readonly apartMs: number
  /** Time for good frames after the challenge. */
  readonly limitMs: number
  readonly widthPxAtLeast: number
  readonly lumaAtLeast: number
  readonly lumaAtMost: number
  readonly sharpnessAtLeast: number
  /** A template wants straighter faces than a check-in. */
  readonly turnWithin: number
  readonly rollWithin: number
  /** Share of the person's own open eye. */
  readonly eyesAtLeast: number
}

export const enrolmentPolicy: EnrolmentPolicy = {
  framesAtLeast: 3,
  framesAtMost: 5,
  apartMs: 350,
  limitMs: 15_000,
  widthPxAtLeast: 120,
  lumaAtLeast: 50,
  lumaAtMost: 220,
  sharpnessAtLeast: 25,
  turnWithin: 0.13,
  rollWithin: 0.26,
  eyesAtLeast: 0.8,
}

/** A frame fit for a template, by its `at`; `quality` is between 0 and 1. */
export interface Chosen {
  readonly frameAt: number
  readonly quality: number
}

interface Base {
  readonly attempt: Attempt
  readonly policy: EnrolmentPolicy
  readonly wants: 'nothing' | 'description'
}

/**
 * One enrolment: first the same challenge as for a check-in (nobody to match yet), then three to five good frames, apart
 * in time, of the very same person who did the challenge. Consent, duplicates and the template itself are the caller's.
 */
export type Enrolment =
  | (Base & { readonly state: 'proving' })
  | (Base & {
      readonly state: 'gathering'
      readonly since: number
      readonly evidence: Evidence
      readonly hint: Hint | null
      readonly openEyes: number
      readonly awaited: readonly Chosen[]
      readonly chosen: readonly Chosen[]
    })
  | (Base & { readonly state: 'chosen'; readonly frames: readonly Chosen[] })
  | (Base & { readonly state: 'failed'; readonly why: readonly (GateName | 'tooFewFrames')[] })
  | (Base & { readonly state: 'left' })
type Gathering = Extract<Enrolment, { state: 'gathering' }>

/** Everything a check-in is judged by, but for the match: there is no template yet. */
export const provingGates: readonly GateName[] = allGates.filter((gate) => gate !== 'match')

export function beginEnrolment(
  challenge: Challenge,
  attemptPolicy: AttemptPolicy,
  at: number,
  policy: EnrolmentPolicy = enrolmentPolicy,
): Enrolment {
  return { state: 'proving', policy, attempt: begin(challenge, attemptPolicy, at, provingGates), wants: 'nothing' }
}

/** Folds one event in. `described` events are answered to frames asked for by `wants`, as in an attempt. */
export function advanceEnrolment(enrolment: Enrolment, event: AttemptEvent): Enrolment {
  if (enrolment.state === 'proving') return prove(enrolment, event)
  if (enrolment.state !== 'gathering') return enrolment
  if (event.kind === 'otherWay') return { ...baseOf(enrolment), state: 'left' }
  return settle(collect(enrolment, event), event.at)
}

function prove(enrolment: Enrolment, event: AttemptEvent): Enrolment {
  const attempt = advance(enrolment.attempt, event)
  const base = { ...baseOf(enrolment), attempt }
  if (!isEnded(attempt)) return { ...base, state: 'proving', wants: attempt.wants }
  if (attempt.state === 'failed') return { ...base, state: 'failed', why: attempt.why }
  if (attempt.state !== 'live') return { ...base, state: 'left' }
  return {
    ...base,
    state: 'gathering',
    wants: 'description',
    since: event.at,
    evidence: { ...attempt.evidence, longestGapMs: 0, longestLostRun: 0, lostRun: 0, lastFaceAt: event.at },
    hint: null,
    openEyes: 0,
    awaited: [],
    chosen: [],
  }
}

function collect(enrolment: Gathering, event: AttemptEvent): Gathering {
  const clockBackMs = Math.max(enrolment.evidence.clockBackMs, (enrolment.evidence.lastFaceAt ?? 0) - event.at)
  const timed = { ...enrolment, evidence: { ...enrolment.evidence, clockBackMs } }
  if (event.kind === 'described') return keepDescribed(timed, event)
  if (event.kind === 'cut') return { ...timed, evidence: { ...timed.evidence, cameraCut: true } }
  if (event.kind !== 'frame' || !isFiniteThroughout(event.signals)) return timed

  const face = event.signals.faces === 0 ? undefined : event.signals.face
  const evidence = withFrame(timed.evidence, event.at, face, enrolment.attempt.policy)
  if (face === undefined) return { ...timed, evidence }
  const openEyes = Math.max(enrolment.openEyes * 0.995, eyesOf(face))
  const hint = hintForTemplate(face, openEyes, enrolment)
  const fit = hint === null && event.describing === true
  const asked = { frameAt: event.at, quality: qualityOf(face, enrolment.policy) }
  return { ...timed, evidence, openEyes, hint, awaited: fit ? [...enrolment.awaited, asked] : enrolment.awaited }
}

function keepDescribed(enrolment: Gathering, event: Extract<AttemptEvent, { kind: 'described' }>): Gathering {
  const fit = enrolment.awaited.find(({ frameAt }) => frameAt === event.frameAt)
  const description = { frameAt: event.frameAt, sameAsTrack: event.sameAsTrack, person: null }
  return {
    ...enrolment,
    evidence: { ...enrolment.evidence, descriptions: [...enrolment.evidence.descriptions, description] },
    awaited: enrolment.awaited.filter(({ frameAt }) => frameAt !== event.frameAt),
    chosen: fit === undefined ? enrolment.chosen : [...enrolment.chosen, fit],
  }
}

/** Gates that must go on holding after the challenge: somebody else could step in before the template is taken. */
const lastingGates = ['clock', 'noCut', 'oneFace', 'samePerson'] as const

function settle(enrolment: Gathering, at: number): Enrolment {
  const { attempt, policy, chosen, evidence } = enrolment
  const why = lastingGates.filter((gate) => !judgeGate(gate, evidence, attempt.policy, attempt.challenge).passed)
  const base = { ...baseOf(enrolment), wants: 'nothing' } as const
  if (why.length > 0) return { ...base, state: 'failed', why }
  if (chosen.length >= policy.framesAtMost) return { ...base, state: 'chosen', frames: chosen }
  if (at - enrolment.since > policy.limitMs) {
    if (chosen.length < policy.framesAtLeast) return { ...base, state: 'failed', why: ['tooFewFrames'] }
    return { ...base, state: 'chosen', frames: chosen }
  }
  const last = [...chosen, ...enrolment.awaited].at(-1)
  const apart = last === undefined || at - last.frameAt >= policy.apartMs
  const free = enrolment.hint === null && enrolment.awaited.length === 0 && apart
  return { ...enrolment, wants: free ? 'description' : 'nothing' }
}

function hintForTemplate(face: FaceSignals, openEyes: number, { policy, attempt }: Gathering): Hint | null {
  const rough = hintFor(face, attempt.policy)
  if (rough !== null && !(rough === 'closeMouth' && isAsItBegan(face, attempt))) return rough
  if (face.widthPx < policy.widthPxAtLeast) return 'comeCloser'
  if (face.luma < policy.lumaAtLeast) return 'tooDark'
  if (face.luma > policy.lumaAtMost) return 'tooBright'
  if (Math.abs(face.turn - 0.5) > policy.turnWithin || Math.abs(face.roll) > policy.rollWithin) return 'lookStraight'
  return face.sharpness < policy.sharpnessAtLeast || eyesOf(face) < policy.eyesAtLeast * openEyes ? 'holdStill' : null
}

/** Lips that did not shut before the challenge do not after it, and are no further apart. */
const isAsItBegan = (face: FaceSignals, { evidence, policy }: Attempt): boolean =>
  face.mouth <= (policy.ownRest?.mouthAtMost ?? 0) && beganApart(evidence, policy)

/** Size, sharpness, light and pose in equal parts, each 1 from where more does not help. */
function qualityOf(face: FaceSignals, policy: EnrolmentPolicy): number {
  const size = Math.min(1, face.widthPx / (policy.widthPxAtLeast * 1.5))
  const sharpness = Math.min(1, face.sharpness / (policy.sharpnessAtLeast * 4))
  const light = 1 - Math.min(1, Math.abs(face.luma - 130) / 100)
  const pose = 1 - Math.min(1, Math.abs(face.turn - 0.5) / policy.turnWithin)
  return (size + sharpness + light + pose) / 4
}

const eyesOf = (face: FaceSignals): number => (face.eyes.left + face.eyes.right) / 2
const baseOf = ({ attempt, policy }: Enrolment): Base => ({ attempt, policy, wants: 'nothing' })
