import type { Rgb } from '../../scripts/lab/make/light.ts'
import type { Scene } from '../../src/contract/kiosk.ts'
import type { Actor } from './actor.ts'
import type { Camera, Shot } from './camera.ts'
import type { Film } from './film.ts'
import type { Place } from './place.ts'

/** A place with a camera, in which somebody stands or nobody does, while the camera runs. */
export interface Theatre {
  enter(actor: Actor): void
  leave(): void
  /** What stands on the screen now. */
  see(scene: Scene): void
  /** The colours that the halves of the screen show now, linear; nothing: the ordinary page. */
  shine(halves: readonly [left: Rgb, right: Rgb] | null): void
  /** Keeps what the camera takes from now on until the film is asked for. */
  roll(): () => Film
  close(): void
}

const frameMs = 66
const emptyFrameMs = 400
/** What the page shows beside the light. */
const page: Rgb = [0.55, 0.57, 0.6]

export function openTheatre(place: Place, camera: Camera, empty: Actor): Theatre {
  let onStage = empty
  let halves: readonly [Rgb, Rgb] = [page, page]
  let rolling: { at: number; shot: Shot }[] | undefined
  let timer: NodeJS.Timeout | undefined
  let promptedAt: number | undefined
  let closed = false
  const turn = (): void => {
    const at = performance.now()
    const shot = onStage.take(at, place.lights(...halves))
    camera.show(shot)
    rolling?.push({ at, shot })
    const pause = onStage === empty ? emptyFrameMs : frameMs
    if (!closed) timer = setTimeout(turn, Math.max(4, at + pause - performance.now()))
  }
  const change = (actor: Actor): void => {
    onStage = actor
    clearTimeout(timer)
    turn()
  }
  turn()
  return {
    enter: change,
    leave: () => change(empty),
    see: (scene) => {
      if (scene.scene === 'step') promptedAt ??= performance.now()
      onStage.see(scene)
    },
    shine: (both) => {
      halves = both ?? [page, page]
    },
    roll: () => {
      const shots: { at: number; shot: Shot }[] = []
      rolling = shots
      promptedAt = undefined
      return () => {
        rolling = undefined
        const from = shots[0]?.at ?? 0
        return {
          shots: shots.map(({ at, shot }) => ({ atMs: at - from, shot })),
          promptAtMs: (promptedAt ?? from) - from,
        }
      }
    },
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}
