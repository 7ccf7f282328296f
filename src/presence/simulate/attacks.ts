import type { Attempt } from '../rules/attempt.ts'
import type { Challenge } from '../rules/challenge.ts'
import { componentsOf } from '../rules/challenge.ts'
import { anyBody, still } from './body.ts'
import { closure, type Movement, naturalBlinks, poseOf } from './movement.ts'
import { type Actor, person, reacting } from './person.ts'
import { around, between, normal, type Random } from './random.ts'

// [Note: Simulated attacks]
// Every attack shows the enrolled victim's face perfectly to the recognisers, because recognition was measured to give no
// protection against prints, screens and masks. What they can move is taken from measured warps of photos and masks where
// there are figures, else chosen in the attacker's favour. They are simulated, so their rates say what the rules do with
// such signals, not what real paper does.

const cosine = (random: Random): number => between(random, 0.97, 0.995)
const nothing = (_attempt: Attempt, _at: number): void => {}

/** A photo on a stand: mesh noise and nothing else. */
export function stillPhoto(random: Random, victim: string): Actor {
  const looksLike = () => ({ person: victim, cosine: cosine(random) })
  return { body: anyBody(random), see: nothing, pose: () => still, looksLike }
}

/**
 * A photo held in a hand by somebody who sees the prompts: moves it closer, turns and bends it. Flat prints shift the nose
 * by up to 0.14, bent ones by up to 0.24; the mouth stays shut; bending wobbles the eyes a little.
 */
export function movedPhoto(random: Random, victim: string): Actor {
  const holder = reacting(random, {
    pace: 1,
    can: ['left', 'right', 'closer'],
    turnFactor: random() < 0.5 ? between(random, 0.2, 0.5) : between(random, 0.4, 0.85),
    holdMs: 400,
    blinksNaturally: false,
    slip: 0,
    recognisedAs: victim,
  })
  const pose = (at: number) => {
    const held = holder.pose(at)
    const wobble = 0.15 * Math.max(0, Math.sin(at / 230)) * Math.abs(Math.sin(at / 1100))
    return {
      ...held,
      eyes: 1 - wobble,
      mouth: 0.01 * Math.abs(Math.sin(at / 400)),
      y: held.y + 0.01 * Math.sin(at / 300),
    }
  }
  return { ...holder, pose }
}

/** A paper mask without holes on a living head: turns and comes closer like a person, no eyes, no mouth. */
export function solidMask(random: Random, victim: string): Actor {
  return masked(random, victim, ['left', 'right', 'closer'], false)
}

/** Holes for the eyes: blinks come back, the mouth does not. */
export function eyeHoleMask(random: Random, victim: string): Actor {
  return masked(random, victim, ['left', 'right', 'closer', 'blink'], true)
}

/** Holes for eyes and mouth: does everything a person does. Recognised in 65 % (measured 43 to 78 % by recogniser). */
export function openMask(random: Random, victim: string): Actor {
  return person(random, random() < 0.65 ? victim : null)
}

/** A video of the victim doing guessed actions at a usual pace, played to the camera without knowing the prompts. */
export function recordedVideo(random: Random, victim: string, guess: Challenge): Actor {
  const movements: Movement[] = naturalBlinks(random, 0, 60_000)
  let at = around(random, 1100, 0.2)
  for (const action of guess.steps) {
    for (const component of componentsOf[action]) movements.push(...filmed(random, component, at))
    at += around(random, 1350, 0.12)
  }
  let beganAt = 0
  const see = (attempt: Attempt): void => {
    beganAt = attempt.beganAt
  }
  const pose = (now: number) => poseOf(movements, now - beganAt)
  const looksLike = () => ({ person: victim, cosine: cosine(random) })
  return { body: anyBody(random), see, pose, looksLike }
}

/** A living stand-in does the actions and gives way to the victim's photo, or the other way round, in the middle. */
export function swapped(random: Random, victim: string): Actor {
  const first = person(random, victim)
  const second = person(random, victim)
  const afterSteps = random() < 0.5 ? 1 : 2
  const shift = between(random, 0.03, 0.15)
  const gapMs = between(random, 0, 500)
  // Two different East-Asian faces, as measured with `fa`: one pair in 45 lies above 0.94.
  const likeness = normal(random, 0.895, 0.022)
  let swappedAt: number | null = null
  const see = (attempt: Attempt, at: number): void => {
    if (swappedAt === null && attempt.evidence.reads.length >= afterSteps) swappedAt = at
    first.see(attempt, at)
    second.see(attempt, at)
  }
  const isSecond = (at: number): boolean => swappedAt !== null && at >= swappedAt
  const pose = (at: number) => {
    if (!isSecond(at)) return first.pose(at)
    const shown = second.pose(at)
    return { ...shown, x: shown.x + shift, present: at >= (swappedAt ?? at) + gapMs }
  }
  const looksLike = (at: number) => ({
    person: victim,
    cosine: isSecond(at) ? normal(random, likeness, 0.006) : cosine(random),
  })
  return { body: first.body, see, pose, looksLike }
}

/** Somebody who walks through the picture and never looks at the kiosk. */
export function walkerBy(random: Random, victim: string): Actor {
  const speed = between(random, 0.25, 0.6)
  const profile = between(random, 0.1, 0.3)
  let beganAt = 0
  const see = (attempt: Attempt): void => {
    beganAt = attempt.beganAt
  }
  const pose = (at: number) => {
    const x = -0.45 + (speed * (at - beganAt)) / 1000
    return { ...still, x, turn: profile, present: x < 0.45 }
  }
  return { body: anyBody(random), see, pose, looksLike: () => ({ person: victim, cosine: cosine(random) }) }
}

function masked(random: Random, victim: string, can: Movement['component'][], blinksNaturally: boolean): Actor {
  return reacting(random, { pace: 1, can, turnFactor: 1, holdMs: 400, blinksNaturally, slip: 0, recognisedAs: victim })
}

function filmed(random: Random, component: Movement['component'], at: number): Movement[] {
  if (component === 'blink') {
    const first = closure(random, at)
    return [first, closure(random, first.releasedAt + between(random, 180, 350))]
  }
  const size = component === 'mouth' ? 0.55 : component === 'closer' ? 0.38 : 0.29
  return [{ component, size, startsAt: at, riseMs: 350, releasedAt: at + 550, fallMs: 300 }]
}
