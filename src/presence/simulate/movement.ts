import type { Component } from '../rules/challenge.ts'
import { type Pose, still } from './body.ts'
import { around, between, type Random } from './random.ts'

/** One movement out and back: rises, holds until released, falls. Times in ms, `size` in the unit of its component. */
export interface Movement {
  readonly component: Component
  readonly size: number
  readonly startsAt: number
  readonly riseMs: number
  readonly releasedAt: number
  readonly fallMs: number
}

/** How far a movement is out at a time, 0 to 1. */
export function extentOf(movement: Movement, at: number): number {
  const out = smooth((at - movement.startsAt) / movement.riseMs)
  const back = smooth((at - movement.releasedAt) / movement.fallMs)
  return out * (1 - back)
}

/** The pose that several movements and eye closures make together. */
export function poseOf(movements: readonly Movement[], at: number): Pose {
  const reach = (component: Component): number[] =>
    movements.filter((m) => m.component === component).map((m) => extentOf(m, at) * m.size)
  const total = (component: Component): number => reach(component).reduce((sum, size) => sum + size, 0)
  const closer = total('closer')
  return {
    ...still,
    turn: total('right') - total('left'),
    mouth: total('mouth'),
    closer: 1 + closer,
    y: closer * 0.05,
    eyes: 1 - Math.max(0, ...reach('blink')),
  }
}

/** An eye closure of 110 to 260 ms. */
export function closure(random: Random, startsAt: number, slow = 1): Movement {
  const closedMs = between(random, 110, 260) * slow
  return { component: 'blink', size: 1, startsAt, riseMs: 50, releasedAt: startsAt + closedMs - 50, fallMs: 60 }
}

/** Involuntary blinks over a stretch of time: gaps log-normal around 3.2 s (chosen; people differ widely). */
export function naturalBlinks(random: Random, from: number, until: number): Movement[] {
  const blinks: Movement[] = []
  for (let at = from + around(random, 1600, 0.8); at < until; at += 250 + around(random, 3000, 0.8)) {
    blinks.push(closure(random, at))
  }
  return blinks
}

const smooth = (share: number): number => {
  const s = Math.min(1, Math.max(0, share))
  return s * s * (3 - 2 * s)
}
