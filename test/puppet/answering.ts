import type { Scene } from '../../src/contract/kiosk.ts'
import type { Action } from '../../src/contract/signals.ts'
import { type Component, componentsOf } from '../../src/presence/rules/challenge.ts'
import type { Movement } from '../../src/presence/simulate/movement.ts'
import { around, type Random } from '../../src/presence/simulate/random.ts'

/** The movements of somebody who does what the screen asks, as far as he can. */
export interface Answering {
  readonly movements: readonly Movement[]
  see(scene: Scene): void
}

/** Radians over 1.2, opening over the width of the mouth, growth of the face, lids. */
const sizes: Readonly<Record<Component, number>> = { left: 0.33, right: 0.33, mouth: 0.62, closer: 0.4, blink: 1 }
const pauseMs = 150

/**
 * `able` are the movements he can make: a living person all, a hand that holds a print turns and comes closer. A movement
 * is held until the screen changes, as people do, and made once more where the screen stays as it is.
 */
export function openAnswering(able: readonly Component[], random: Random): Answering {
  const movements: Held[] = []
  let shown = ''
  let freeAt = 0
  let again: NodeJS.Timeout | undefined
  const endOf = (moves: readonly Held[]): number => Math.max(freeAt, ...moves.map((it) => it.releasedAt + it.fallMs))
  const answer = (action: Action, mayRepeat: boolean): void => {
    const now = performance.now()
    const at = Math.max(now + around(random, 430, 0.15), freeAt + pauseMs)
    const moves = componentsOf[action].filter((it) => able.includes(it)).flatMap((it) => moveOf(it, at, random))
    // What is over needs no place; the list itself stays the one that is being drawn from.
    movements.splice(0, movements.length, ...movements.filter((it) => it.releasedAt + it.fallMs > now), ...moves)
    freeAt = endOf(moves)
    if (mayRepeat)
      again = setTimeout(() => answer(action, false), freeAt + patienceMs[action === 'blink' ? 'blink' : 'other'] - now)
  }
  const letGo = (): void => {
    clearTimeout(again)
    const soon = performance.now() + around(random, 190, 0.15)
    for (const move of movements.filter((it) => it.component !== 'blink' && it.releasedAt > soon))
      move.releasedAt = Math.max(soon, move.startsAt + move.riseMs)
    freeAt = movements.length === 0 ? 0 : Math.max(...movements.map((it) => it.releasedAt + it.fallMs))
  }
  return {
    movements,
    see: (scene) => {
      const now = scene.scene === 'step' ? `${scene.index} ${scene.action} ${scene.neutral}` : scene.scene
      if (now === shown) return
      shown = now
      letGo()
      if (scene.scene === 'step' && !scene.neutral) answer(scene.action, true)
    },
  }
}

type Held = { -readonly [key in keyof Movement]: Movement[key] }

/** How long a movement is held at most, and how long somebody waits before he does it again: a blink is seen late. */
const holdMs = 800
const patienceMs = { blink: 700, other: 250 } as const

function moveOf(component: Component, at: number, random: Random): Held[] {
  const size = sizes[component] * (component === 'blink' ? 1 : around(random, 1, 0.05))
  if (component === 'blink') {
    const once = (startsAt: number): Held => ({
      ...{ component, size, startsAt },
      ...{ riseMs: 60, releasedAt: startsAt + around(random, 260, 0.06), fallMs: 70 },
    })
    return [once(at), once(at + around(random, 650, 0.06))]
  }
  const riseMs = around(random, component === 'closer' ? 750 : 480, 0.1)
  return [
    {
      component,
      size,
      startsAt: at,
      riseMs,
      releasedAt: at + riseMs + around(random, holdMs, 0.1),
      fallMs: component === 'closer' ? 600 : 420,
    },
  ]
}
