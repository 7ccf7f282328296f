import type { Action, LightSequence } from '../../../src/contract/signals.ts'
import type { Component } from '../../../src/presence/rules/challenge.ts'
import { componentsOf } from '../../../src/presence/rules/challenge.ts'
import { attemptPolicy } from '../../../src/presence/rules/policy.ts'
import { closure, extentOf, type Movement, naturalBlinks } from '../../../src/presence/simulate/movement.ts'
import { around, between, type Random } from '../../../src/presence/simulate/random.ts'

/** Who does it: what a body can do, and by how much its movements differ from a person's. */
export interface Ability {
  readonly can: readonly Component[]
  readonly factor: number
  readonly blinks: boolean
}
export const anybody: Ability = { can: ['left', 'right', 'mouth', 'closer', 'blink'], factor: 1, blinks: true }

/** A clip's course: when the screen begins to ask and to shine, what the body does, when it is over. Times in ms. */
export interface Course {
  readonly startsAt: number
  readonly movements: readonly Movement[]
  readonly endsAt: number
}

/** So long after a prompt that nobody answers the verdict has fallen. */
export const unansweredMs = attemptPolicy.peakWithinMs + 300

/** The course of somebody who never moves: the screen asks once, and waits. */
export function stillCourse(random: Random): Course {
  const startsAt = Math.round(between(random, 620, 900))
  return { startsAt, movements: [], endsAt: startsAt + unansweredMs }
}

/**
 * The course of a recording, in which nobody waits for a screen: neutral for at least 0.6 s, then each action about 0.45 s
 * after its prompt; the next prompt comes as soon as the former movement was at its peak and back. Nobody begins a movement
 * before the former one has ended.
 */
export function courseOf(steps: readonly Action[], random: Random): Course {
  const pace = around(random, 1, 0.14)
  const startsAt = Math.round(between(random, 620, 900))
  const movements: Movement[] = []
  let promptAt: number = startsAt
  let free: number = startsAt
  let soonest: number = startsAt
  for (const action of steps) {
    const reactedAt = Math.max(promptAt + around(random, reactionMs, 0.18) * pace, free + 120, soonest)
    soonest = reactedAt + 1100
    const moves = movesOf(action, reactedAt, { ability: anybody, pace, more: 1, heldMs: 230 }, random)
    movements.push(...moves)
    const peak = Math.max(reactedAt + 350, ...moves.map(({ startsAt: at, riseMs }) => at + riseMs))
    free = Math.max(reactedAt + 600, ...moves.map(endOf))
    promptAt = Math.max(peak + 200, free - 150)
  }
  const endsAt = free + 450
  const blinks = naturalBlinks(random, 0, endsAt).filter((blink) => isAlone(blink, movements))
  return { startsAt, movements: [...movements, ...blinks], endsAt }
}

/** From seeing a prompt to beginning (median). */
export const reactionMs = 450

export const endOf = ({ releasedAt, fallMs }: Movement): number => releasedAt + fallMs

/** Nobody blinks by nature right beside a wanted blink. */
export const isAlone = (blink: Movement, movements: readonly Movement[]): boolean =>
  movements.every((other) => other.component !== 'blink' || Math.abs(other.startsAt - blink.startsAt) > 900)

/** How an action is done: at whose pace, how much further than usual, and how long it is held at most. */
export interface Manner {
  readonly ability: Ability
  readonly pace: number
  readonly more: number
  readonly heldMs: number
}

/** The movements of an action begun at a moment; nothing of what the body cannot do. */
export function movesOf(
  action: Action,
  at: number,
  { ability, pace, more, heldMs }: Manner,
  random: Random,
): Movement[] {
  return componentsOf[action]
    .filter((component) => ability.can.includes(component))
    .flatMap((component, n) => {
      const startsAt = at + n * between(random, 0, 90)
      if (component === 'blink') return twoBlinks(startsAt, random)
      const riseMs = around(random, component === 'closer' ? 480 : 350, 0.15) * pace
      const size = Math.min(most[component], sizes[component] * around(random, 1, 0.08) * ability.factor * more)
      const releasedAt = startsAt + riseMs + around(random, heldMs, 0.25)
      return [{ component, size, startsAt, riseMs, releasedAt, fallMs: 300 * pace }]
    })
}

/** A turn of 21°, a mouth open by 0.6 of its width (about 30 mm), a face half as large again (chosen). */
const sizes = { left: 0.31, right: 0.31, mouth: 0.6, closer: 0.42 } as const
/** What nobody goes beyond: 45°, a mouth as wide as high, twice as near. */
const most = { left: 0.65, right: 0.65, mouth: 0.95, closer: 1 } as const

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
