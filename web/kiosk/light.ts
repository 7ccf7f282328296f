import type { Scene } from '../../src/contract/kiosk.ts'
import { type LightColour, paints } from '../../src/contract/lightColours.ts'
import type { LightSequence } from '../../src/contract/signals.ts'

type Light = NonNullable<Extract<Scene, { scene: 'step' }>['light']>

export interface LightOptions {
  /** The element whose two halves are painted, through the properties `--light-left` and `--light-right`. */
  readonly stage: () => HTMLElement | null
  /** Told once for each light, with the time of its first picture on the clock that frames are stamped with. */
  readonly onLit: (id: string, startedAtMs: number) => void
}

/** The colours of both halves at a time since the light began; nothing once it is over. */
export function coloursAt({ flashMs, flashes }: LightSequence, sinceMs: number): readonly LightColour[] | undefined {
  return sinceMs < 0 ? undefined : flashes[Math.floor(sinceMs / flashMs)]
}

/**
 * Plays the light of an attempt from the first time its id is shown to its end, however the steps go on meanwhile, and
 * stops when no step is shown any more. Whoever asked the system for less motion sees none, and nothing is claimed.
 */
export function openLight({ stage, onLit }: LightOptions): (scene: Scene) => void {
  let playing: Light | null = null
  let last = ''

  return (scene) => {
    const light = scene.scene === 'step' ? scene.light : null
    if (scene.scene !== 'step' && scene.scene !== 'judging') stop()
    if (light === null || light.id === last || wantsCalm()) return
    last = light.id
    playing = light
    requestAnimationFrame((startedAtMs) => {
      if (playing !== light) return
      onLit(light.id, startedAtMs)
      draw(light, startedAtMs)(startedAtMs)
    })
  }

  function draw(light: Light, startedAtMs: number): (nowMs: number) => void {
    return function next(nowMs) {
      if (playing !== light) return
      const colours = coloursAt(light, nowMs - startedAtMs)
      if (colours === undefined) return stop()
      paint(colours)
      requestAnimationFrame(next)
    }
  }

  function stop(): void {
    playing = null
    paint([])
  }

  function paint([left, right]: readonly LightColour[]): void {
    const style = stage()?.style
    for (const [name, colour] of [
      ['--light-left', left],
      ['--light-right', right],
    ] as const) {
      if (colour === undefined) style?.removeProperty(name)
      else style?.setProperty(name, paints[colour])
    }
  }
}

const wantsCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
