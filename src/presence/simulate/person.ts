import type { Action } from '../../contract/signals.ts'
import type { Attempt, Challenged } from '../rules/attempt.ts'
import { shownStep } from '../rules/attemptState.ts'
import { type Component, componentsOf } from '../rules/challenge.ts'
import { isAnswered } from '../rules/step.ts'
import { anyBody, type Body, type Pose } from './body.ts'
import { closure, extentOf, type Movement, naturalBlinks, poseOf } from './movement.ts'
import { around, between, normal, pick, type Random } from './random.ts'

/** Somebody or something in front of a simulated camera. It may look at the screen (`see`) and is filmed (`pose`). */
export interface Actor {
  readonly body: Body
  see(attempt: Attempt, at: number): void
  pose(at: number): Pose
  /** Who the recognisers would find in the frame, and how like the first description of the attempt it is (cosine). */
  looksLike(at: number): { readonly person: string | null; readonly cosine: number }
}

/** How a simulated person reacts. Chosen, not measured: see `person`. */
export interface Manner {
  /** 1 is the median adult; 1.6 somebody slow. */
  readonly pace: number
  /** Which components the body can do: a mask cannot open its mouth. */
  readonly can: readonly Component[]
  /** Turns shrink by this factor (prints turn less than heads). */
  readonly turnFactor: number
  /** How long a movement is held at its peak without being told. */
  readonly holdMs: number
  readonly blinksNaturally: boolean
  /** Chance to do another action than the one asked for. */
  readonly slip: number
  readonly recognisedAs: string | null
}

const everything: readonly Component[] = ['left', 'right', 'mouth', 'closer', 'blink']

/** A person who does what the prompts say. Paces differ: the slowest of twenty needs half as long again as the median. */
export function person(random: Random, recognisedAs: string | null, manner: Partial<Manner> = {}): Actor {
  const pace = around(random, 1, 0.25)
  return reacting(random, {
    pace,
    can: everything,
    turnFactor: 1,
    holdMs: 120,
    blinksNaturally: true,
    slip: 0.01,
    recognisedAs,
    ...manner,
  })
}

/**
 * Reacts to prompts: reaction around 0.45 s, movement around 0.35 s (0.5 s for coming closer), holds at least 0.12 s or until
 * a quarter of a second after the screen says so or shows the next prompt, back in 0.3 s; a reaction goes on during the way
 * back, but no movement begins before the former one has ended; repeats with more effort when nothing happened for a while.
 */
export function reacting(random: Random, manner: Manner): Actor {
  const settlesMs = around(random, 300, 0.5) * manner.pace
  const blinks = manner.blinksNaturally ? naturalBlinks(random, 0, 60_000) : []
  let movements: Movement[] = []
  let answering = { key: '', effort: 1, repeatAt: Number.POSITIVE_INFINITY, letGo: false }
  let beganAt: number | null = null

  function see(attempt: Attempt, at: number): void {
    beganAt ??= attempt.beganAt
    if (attempt.state === 'challenged') react(attempt, at)
    else release(at)
  }

  function react(attempt: Challenged, at: number): void {
    const { index, promptAt } = shownStep(attempt)
    const asked = attempt.challenge.steps[index]
    if (asked === undefined) return
    const key = `${index} ${promptAt}`
    if (key !== answering.key) answer(key, asked, at, 1)
    else if (attempt.step === index && isAnswered(attempt.reader, asked) && attempt.reader.describedAt !== null)
      release(at)
    else if (at > answering.repeatAt) answer(key, asked, at, answering.effort * 1.2)
  }

  function answer(key: string, asked: Action, at: number, effort: number): void {
    const action = random() < manner.slip ? pick(random, Object.keys(componentsOf) as Action[]) : asked
    release(at)
    const former = movements.filter((movement) => extentOf(movement, at) > 0)
    const reactedAt = at + around(random, 450, 0.25) * manner.pace
    const startsAt = Math.max(reactedAt, ...former.map(({ releasedAt, fallMs }) => releasedAt + fallMs))
    const planned = moves(random, action, startsAt, effort, manner)
    answering = { key, effort, repeatAt: startsAt + 1400 * manner.pace, letGo: false }
    movements = [...former, ...planned]
  }

  function release(at: number): void {
    if (answering.letGo) return
    answering = { ...answering, letGo: true, repeatAt: Number.POSITIVE_INFINITY }
    const releasedAt = at + around(random, 250, 0.3) * manner.pace
    movements = movements.map((movement) => ({ ...movement, releasedAt: Math.min(movement.releasedAt, releasedAt) }))
  }

  function pose(at: number): Pose {
    const done = poseOf([...movements, ...blinks], at)
    const arriving = Math.max(0, 1 - (at - (beganAt ?? at)) / settlesMs)
    const sway = 0.012 * Math.sin(at / 700)
    return { ...done, turn: done.turn + sway, closer: done.closer * (1 - 0.2 * arriving), x: done.x + 0.06 * arriving }
  }

  const likeness = between(random, 0.958, 0.985)
  const looksLike = () => ({ person: manner.recognisedAs, cosine: normal(random, likeness, 0.008) })
  return { body: anyBody(random), see, pose, looksLike }
}

function moves(random: Random, action: Action, startsAt: number, effort: number, manner: Manner): Movement[] {
  const able = componentsOf[action].filter((component) => manner.can.includes(component))
  return able.flatMap((component, index) => {
    const at = startsAt + index * between(random, 0, 150)
    if (component === 'blink') return doubleBlink(random, at, manner.pace)
    const riseMs = around(random, component === 'closer' ? 500 : 350, 0.2) * manner.pace
    const size =
      sizeOf(random, component, effort) * (component === 'left' || component === 'right' ? manner.turnFactor : 1)
    return [
      {
        component,
        size,
        startsAt: at,
        riseMs,
        releasedAt: at + riseMs + around(random, manner.holdMs, 0.4) * manner.pace * effort,
        fallMs: 300 * manner.pace,
      },
    ]
  })
}

function doubleBlink(random: Random, at: number, pace: number): Movement[] {
  const first = closure(random, at)
  return [first, closure(random, first.releasedAt + between(random, 180, 380) * Math.sqrt(pace))]
}

function sizeOf(random: Random, component: Component, effort: number): number {
  if (component === 'mouth') return around(random, 0.55, 0.15) * effort
  return component === 'closer' ? around(random, 0.38, 0.15) * effort : around(random, 0.29, 0.15) * effort
}
