import type { Action, LightSequence } from '../../../src/contract/signals.ts'
import type { Component } from '../../../src/presence/rules/challenge.ts'
import { componentsOf } from '../../../src/presence/rules/challenge.ts'
import { attemptPolicy } from '../../../src/presence/rules/policy.ts'
import { closure, extentOf, type Movement, naturalBlinks } from '../../../src/presence/simulate/movement.ts'
import { around, between, type Random } from '../../../src/presence/simulate/random.ts'

/** Who does it: what a body tries, which of it the product can see, and by how much its movements differ from a person's. */
export interface Ability {
  readonly can: readonly Component[]
  readonly answers: readonly Component[]
  readonly factor: number
  readonly blinks: boolean
}
const everything: readonly Component[] = ['left', 'right', 'mouth', 'closer', 'blink']
export const anybody: Ability = { can: everything, answers: everything, factor: 1, blinks: true }

/** A clip's course: when each prompt stands on the screen, what the body does, when it is over. Times in ms. */
export interface Course {
  readonly startsAt: number
  readonly prompts: readonly number[]
  readonly movements: readonly Movement[]
  readonly endsAt: number
}

/** So long after a prompt that nobody answers the verdict has fallen. */
export const unansweredMs = attemptPolicy.peakWithinMs + 300

/**
 * Neutral for at least 0.6 s, then each action about 0.45 s after its prompt; the next prompt comes as soon as the former
 * movement was seen at its peak and back. Nobody begins a movement before the former one has ended. Where a prompt cannot
 * be answered it is the last one, and stays until its time is over.
 */
export function courseOf(steps: readonly Action[], ability: Ability, random: Random): Course {
  const pace = around(random, 1, 0.14)
  const startsAt = Math.round(between(random, 620, 900))
  const movements: Movement[] = []
  const prompts: number[] = []
  let promptAt: number = startsAt
  let free: number = startsAt
  let soonest: number = startsAt
  let fails = false
  for (const action of steps) {
    prompts.push(promptAt)
    const reactedAt = Math.max(promptAt + around(random, 450, 0.18) * pace, free + 120, soonest)
    soonest = reactedAt + 1100
    const moves = movesOf(action, reactedAt, ability, pace, random)
    movements.push(...moves)
    fails = !componentsOf[action].every((component) => ability.answers.includes(component))
    if (fails) break
    const peak = Math.max(reactedAt + 350, ...moves.map(({ startsAt: at, riseMs }) => at + riseMs))
    free = Math.max(reactedAt + 600, ...moves.map(({ releasedAt, fallMs }) => releasedAt + fallMs))
    promptAt = Math.max(peak + 200, free - 150)
  }
  const endsAt = fails ? promptAt + unansweredMs : free + 450
  const blinks = ability.blinks ? naturalBlinks(random, 0, endsAt).filter((blink) => isAlone(blink, movements)) : []
  return { startsAt, prompts, movements: [...movements, ...blinks], endsAt }
}

/** Nobody blinks by nature right beside a wanted blink. */
const isAlone = (blink: Movement, movements: readonly Movement[]): boolean =>
  movements.every((other) => other.component !== 'blink' || Math.abs(other.startsAt - blink.startsAt) > 900)

function movesOf(action: Action, at: number, { can, factor }: Ability, pace: number, random: Random): Movement[] {
  return componentsOf[action]
    .filter((component) => can.includes(component))
    .flatMap((component, n) => {
      const startsAt = at + n * between(random, 0, 90)
      if (component === 'blink') return twoBlinks(startsAt, random)
      const riseMs = around(random, component === 'closer' ? 480 : 350, 0.15) * pace
      const size = sizes[component] * around(random, 1, 0.08) * factor
      const releasedAt = startsAt + riseMs + around(random, 230, 0.25)
      return [{ component, size, startsAt, riseMs, releasedAt, fallMs: 300 * pace }]
    })
}

const sizes = { left: 0.31, right: 0.31, mouth: 0.6, closer: 0.42 } as const

function twoBlinks(at: number, random: Random): Movement[] {
  const first = longer(closure(random, at))
  return [first, longer(closure(random, first.releasedAt + between(random, 260, 380)))]
}

/** A wanted blink is slower than one by nature. */
const longer = (blink: Movement): Movement => ({ ...blink, releasedAt: blink.releasedAt + 70 })

/** How far out each part of the body is. */
export interface Reach {
  readonly turn: number
  readonly mouth: number
  readonly closer: number
  readonly lids: number
}

export function reachAt(movements: readonly Movement[], at: number): Reach {
  const reach = { left: 0, right: 0, mouth: 0, closer: 0, blink: 0 }
  for (const movement of movements) {
    const extent = extentOf(movement, at) * movement.size
    if (movement.component === 'blink') reach.blink = Math.max(reach.blink, extent)
    else reach[movement.component] += extent
  }
  return { turn: reach.right - reach.left, mouth: reach.mouth, closer: reach.closer, lids: reach.blink }
}

/** `350@620:white rose dim/white`: length of a flash, when the first begins, and the colour of both halves or each. */
export function writeLight({ flashMs, flashes }: LightSequence, startsAt: number): string {
  const words = flashes.map(([left, right]) => (left === right ? left : `${left}/${right}`))
  return `${flashMs}@${startsAt}:${words.join(' ')}`
}
