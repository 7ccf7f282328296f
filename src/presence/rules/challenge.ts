import { z } from 'zod'
import { Action, actions, LightSequence } from '../../contract/signals.ts'
import type { AttemptPolicy } from './policy.ts'

/** Actions of one attempt in the order in which they are asked for. Equal neighbours are allowed ("once more"). */
export const Challenge = z.object({
  steps: z.array(Action).min(1).max(6),
  /** Asked for as well where the steps leave a doubt that this is a living head; a turn, for it shows depth. */
  reserve: Action.optional(),
  /** What the page plays meanwhile; absent where there is no page (recordings of numbers). */
  light: LightSequence.optional(),
})
export type Challenge = z.infer<typeof Challenge>

/** A part of an action that a frame can show. `blink` means two deliberate blinks. */
export type Component = 'left' | 'right' | 'mouth' | 'closer' | 'blink'

/** What each action consists of. A read of a step is compared with this set: all of it, and nothing else. */
export const componentsOf: Readonly<Record<Action, readonly Component[]>> = {
  turnLeft: ['left'],
  turnRight: ['right'],
  openMouth: ['mouth'],
  blink: ['blink'],
  comeCloser: ['closer'],
  openMouthTurnLeft: ['left', 'mouth'],
  openMouthTurnRight: ['mouth', 'right'],
  openMouthComeCloser: ['closer', 'mouth'],
}

type Drawn = Pick<AttemptPolicy, 'stepsByAttempt' | 'nonRigidStepsAtLeast' | 'mouthStepsAtLeast' | 'turnStepsAtLeast'>

/**
 * Draws a challenge of the `attemptNumber`-th attempt (from 1) from random bytes: one byte a step, evenly among the
 * actions (bytes beyond their last whole multiple are thrown away), and sequences that the policy does not allow are
 * thrown away whole, so every allowed challenge has the same chance. 256 bytes suffice but for a chance below 1e-39;
 * running out throws a RangeError.
 */
export function drawChallenge(bytes: Uint8Array, attemptNumber: number, policy: Drawn): Challenge {
  const count = stepsOf(attemptNumber, policy)
  const bound = 256 - (256 % actions.length)
  const drawn = [...bytes].filter((byte) => byte < bound).flatMap((byte) => actions[byte % actions.length] ?? [])
  for (let from = 0; from + count <= drawn.length; from += count) {
    const steps = drawn.slice(from, from + count)
    if (isAllowed(steps, policy)) return { steps }
  }
  throw new RangeError('more random bytes are needed to draw a challenge')
}

/** The turns of which one is kept in reserve. */
const reserves = { left: 'turnLeft', right: 'turnRight' } as const satisfies Record<string, Action>

/**
 * The action in reserve of a challenge: a turn to the side that its steps do not show, else drawn from one random byte. A
 * head is as deep from either side, while paper fits better on one. It can only lower the chance to guess a challenge.
 */
export function drawReserve([byte]: Uint8Array, steps: readonly Action[]): Action {
  if (byte === undefined) throw new RangeError('a random byte is needed to draw a reserve')
  const sides = (['left', 'right'] as const).filter((side) => !steps.some((step) => componentsOf[step].includes(side)))
  const [side = byte % 2 === 0 ? 'left' : 'right'] = sides.length === 1 ? sides : []
  return reserves[side]
}

/** All challenges of so many steps that the policy allows, in a fixed order. */
export function listChallenges(steps: number, policy: Drawn): readonly Challenge[] {
  let sequences: Action[][] = [[]]
  for (let step = 0; step < steps; step += 1) {
    sequences = sequences.flatMap((sequence) => actions.map((action) => [...sequence, action]))
  }
  return sequences.filter((sequence) => isAllowed(sequence, policy)).map((sequence) => ({ steps: sequence }))
}

/**
 * Enough steps that a rigid picture cannot do, enough with the mouth, which a mask with eye holes cannot do, and enough turns,
 * for a face without depth shows in them.
 */
export function isAllowed(steps: readonly Action[], policy: Drawn): boolean {
  const nonRigid = steps.filter((action) => isNonRigid(action)).length
  const mouth = steps.filter((action) => componentsOf[action].includes('mouth')).length
  const turns = steps.filter((action) => isTurn(action)).length
  return (
    nonRigid >= policy.nonRigidStepsAtLeast &&
    mouth >= policy.mouthStepsAtLeast &&
    turns >= (policy.turnStepsAtLeast ?? 0)
  )
}

const isTurn = (action: Action): boolean =>
  componentsOf[action].some((component) => component === 'left' || component === 'right')

export const isNonRigid = (action: Action): boolean =>
  componentsOf[action].some((component) => component === 'mouth' || component === 'blink')

/**
 * Chance that a stream prepared without seeing the prompts passes one session (any of its attempts), by enumeration of
 * all challenges: 1 − Π(1 − 1/Nᵢ).
 *
 * It holds because a step is read without knowing what was asked (`step.ts`): from one prompt time a fixed stream has
 * one reading, so of all challenges of an attempt it can pass at most one, whatever it shows. That is also why a blink
 * step wants two blinks in quick succession: single blinks are involuntary and must be tolerated everywhere, and if one
 * of them answered a blink step, a stream that blinks all the time would pass 7 of 290 challenges.
 *
 * Not covered: whoever sees the prompts and reacts (a living stand-in, a puppeteer who plays clips by key, a live face
 * swap, a mask with eye and mouth holes worn by somebody who moves); nor the number of sessions tried, which the caller
 * limits: n sessions have n times this chance.
 */
export function guessChance(policy: Drawn): number {
  const missed = policy.stepsByAttempt.map((steps) => 1 - 1 / listChallenges(steps, policy).length)
  return 1 - missed.reduce((product, chance) => product * chance, 1)
}

function stepsOf(attemptNumber: number, policy: Drawn): number {
  const steps = policy.stepsByAttempt[attemptNumber - 1]
  if (steps === undefined) throw new RangeError(`a session has no attempt ${attemptNumber}`)
  return steps
}
