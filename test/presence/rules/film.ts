import type { FaceSignals, FrameSignals } from '../../../src/contract/signals.ts'
import type { Attempt } from '../../../src/presence/rules/attempt.ts'
import { type Challenge, drawChallenge } from '../../../src/presence/rules/challenge.ts'
import { attemptPolicy } from '../../../src/presence/rules/policy.ts'
import { type Actor, person } from '../../../src/presence/simulate/person.ts'
import { between, bytesFrom, type Random, seeded } from '../../../src/presence/simulate/random.ts'
import { type Setting, type Simulated, simulateStream } from '../../../src/presence/simulate/stream.ts'

export const policy = attemptPolicy
export const victim = 'victim'

/** A neutral, good face; what is given replaces parts of it. */
export const face = (more: Partial<FaceSignals> = {}): FaceSignals => ({
  box: { x: 0.4, y: 0.3, width: 0.25, height: 0.4 },
  widthPx: 160,
  secondFace: 0,
  sharpness: 100,
  luma: 120,
  turn: 0.5,
  roll: 0,
  pitch: 0,
  eyes: { left: 0.3, right: 0.3 },
  irisEyes: { left: 0.3, right: 0.3 },
  mouth: 0.02,
  scale: 0.15,
  confidence: 0.98,
  ...more,
})

export const frameOf = (more: Partial<FaceSignals> = {}): FrameSignals => ({ faces: 1, face: face(more) })

/** Films an actor once: seed → challenge (unless given) → attempt. */
export function film(
  seed: number,
  actorOf: (random: Random, victim: string, challenge: Challenge) => Actor,
  setting: Partial<Setting> = {},
): Simulated {
  const random = seeded(seed)
  const challenge = setting.challenge ?? drawChallenge(bytesFrom(random, 256), 1, policy)
  return simulateStream(actorOf(random, victim, challenge), {
    challenge,
    policy,
    random,
    fps: between(random, 12, 15),
    ...setting,
  })
}

export const passed = (attempt: Attempt): boolean => attempt.state === 'passed'

export const quantileOf = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN

/** Somebody honest whose lips do not shut: so far apart they rest. */
export const withLipsApart = (random: Random, recognisedAs: string): Actor => {
  const actor = honest(random, recognisedAs)
  return { ...actor, body: { ...actor.body, mouth: 0.24 } }
}

/** A person who does what is asked, in the arguments that `film` hands over. */
export const honest = (random: Random, recognisedAs: string): Actor => person(random, recognisedAs)
