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
const sizes: Readonly<Record<Component, number>> = { left: 0.34, right: 0.34, mouth: 0.62, closer: 0.46, blink: 1 }
const pauseMs = 150

/** `able` are the movements he can make: a living person all, a hand that holds a print turns and comes closer. */
export function openAnswering(able: readonly Component[], random: Random): Answering {
  const movements: Movement[] = []
  let shown = ''
  let freeAt = 0
  const answer = (action: Action): void => {
    const now = performance.now()
    const at = Math.max(now + around(random, 430, 0.15), freeAt + pauseMs)
    const moves = componentsOf[action].filter((it) => able.includes(it)).flatMap((it) => moveOf(it, at, random))
    // What is over needs no place; the list itself stays the one that is being drawn from.
    movements.splice(0, movements.length, ...movements.filter((it) => it.releasedAt + it.fallMs > now), ...moves)
    freeAt = Math.max(freeAt, ...moves.map((it) => it.releasedAt + it.fallMs))
  }
  return {
    movements,
    see: (scene) => {
      const now = scene.scene === 'step' ? `${scene.index} ${scene.action} ${scene.neutral}` : scene.scene
      if (now === shown) return
      shown = now
      if (scene.scene === 'step' && !scene.neutral) answer(scene.action)
    },
  }
}

function moveOf(component: Component, at: number, random: Random): Movement[] {
  const size = sizes[component] * (component === 'blink' ? 1 : around(random, 1, 0.05))
  if (component === 'blink') {
    const once = (startsAt: number): Movement => ({
      ...{ component, size, startsAt },
      ...{ riseMs: 60, releasedAt: startsAt + around(random, 210, 0.08), fallMs: 70 },
    })
    return [once(at), once(at + around(random, 560, 0.08))]
  }
  const riseMs = around(random, component === 'closer' ? 480 : 360, 0.12)
  return [{ component, size, startsAt: at, riseMs, releasedAt: at + riseMs + around(random, 330, 0.15), fallMs: 320 }]
}
