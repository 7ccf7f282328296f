import { type Attempt, advance, begin, isEnded, type Wants } from '../rules/attempt.ts'
import type { Challenge } from '../rules/challenge.ts'
import type { AttemptEvent, MatchDecision } from '../rules/events.ts'
import type { GateName } from '../rules/gates.ts'
import type { AttemptPolicy } from '../rules/policy.ts'
import type { Recording } from '../rules/recording.ts'
import { measure } from './body.ts'
import type { Actor } from './person.ts'
import { between, normal, type Random } from './random.ts'

/** One simulated attempt, always marked so. `elapsedMs` counts from the first face to the verdict. */
export interface Simulated {
  readonly simulated: true
  readonly attempt: Attempt
  readonly recording: Recording
  readonly elapsedMs: number
}

export interface Setting {
  readonly challenge: Challenge
  readonly policy: AttemptPolicy
  readonly random: Random
  /** Frames a second; each frame comes up to 15 % early or late, and one in a hundred is lost. */
  readonly fps: number
  /** No frame is judged while another one is being described, as with a single engine worker. */
  readonly oneWorker?: boolean
  readonly beganAt?: number
  readonly gates?: readonly GateName[]
  /** Changes what happens on its way to the rules: one event becomes none, itself or several. */
  readonly bend?: (event: AttemptEvent, attempt: Attempt) => readonly AttemptEvent[]
}

/** From a frame being taken to its signals being judged, from a verdict to the screen, and what recognisers take. */
const engineMs = 55
const displayMs = 40
const describeMs = [100, 200] as const
const limitMs = 60_000

/** Films an actor in front of the prompts until the attempt ends, describing frames whenever the attempt wants it. */
export function simulateStream(actor: Actor, setting: Setting): Simulated {
  const beganAt = setting.beganAt ?? 0
  const camera = cameraOf(actor, setting)
  const bend = setting.bend ?? ((event: AttemptEvent) => [event])
  const events: AttemptEvent[] = []
  let attempt = begin(setting.challenge, setting.policy, beganAt, setting.gates)
  actor.see(attempt, beganAt)
  for (
    let at = beganAt + engineMs;
    at < beganAt + limitMs && !isEnded(attempt);
    at = nextFrameAt(at, setting, camera)
  ) {
    for (const event of camera.takeUntil(at, attempt.wants).flatMap((taken) => bend(taken, attempt))) {
      events.push(event)
      attempt = advance(attempt, event)
    }
    actor.see(attempt, at + displayMs)
  }
  const { challenge, policy } = setting
  const recording: Recording = { version: 1, simulated: true, challenge, policy, beganAt, events }
  const elapsedMs = attempt.lastAt - (attempt.evidence.firstFaceAt ?? beganAt) + engineMs
  return { simulated: true, attempt, recording, elapsedMs }
}

/** Delivers, for each frame time, the descriptions that came meanwhile and then the frame. */
function cameraOf(actor: Actor, { random }: Setting) {
  let awaited: AttemptEvent[] = []
  let described = 0
  function takeUntil(at: number, wants: Wants): readonly AttemptEvent[] {
    const due = awaited.filter((event) => event.at <= at).toSorted((a, b) => a.at - b.at)
    awaited = awaited.filter((event) => event.at > at)
    const signals = measure(actor.body, actor.pose(at - engineMs), random)
    const describing = wants === 'description' && signals.face !== undefined
    if (describing) {
      awaited.push(describedBy(actor, at, at + between(random, ...describeMs), described === 0, random))
      described += 1
    }
    return [...due, { kind: 'frame', at, signals, describing }]
  }
  /** When the last description asked for will be there. */
  const busyUntil = (): number => Math.max(0, ...awaited.map((event) => event.at))
  return { takeUntil, busyUntil }
}

function nextFrameAt(at: number, { fps, random, oneWorker }: Setting, camera: { busyUntil(): number }): number {
  const lost = random() < 0.01 ? 2 : 1
  const next = at + (1000 / fps) * lost * between(random, 0.85, 1.15)
  return oneWorker === true ? Math.max(next, camera.busyUntil()) : next
}

function describedBy(actor: Actor, frameAt: number, at: number, first: boolean, random: Random): AttemptEvent {
  const { person, cosine } = actor.looksLike(frameAt - engineMs)
  const score = normal(random, 5, 0.4)
  const decision: MatchDecision =
    person === null
      ? {
          kind: 'unsure',
          why: 'belowThreshold',
          best: { person: 'nearest', score: 1.4 },
          scale: 'asNorm',
          threshold: 3.1,
        }
      : { kind: 'matched', person, score, margin: 2, scale: 'asNorm', threshold: 3.1 }
  return { kind: 'described', at, frameAt, decision, sameAsTrack: first ? 1 : cosine }
}
