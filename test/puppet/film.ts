import type { Actor } from './actor.ts'
import type { Shot } from './camera.ts'

/** Pictures as they were shown, each with its time since the first, and when the first prompt stood on the screen. */
export interface Film {
  readonly shots: readonly { readonly atMs: number; readonly shot: Shot }[]
  readonly promptAtMs: number
}

/**
 * Plays a film to the camera, picture for picture in its own time, as well as can be: it waits on the picture before the
 * first prompt until there is a prompt, and does so again in the next attempt. What the screen asks and how it shines
 * reaches nobody.
 */
export function playedFilm({ shots, promptAtMs }: Film): Actor {
  let startedAt: number | undefined
  let prompted = false
  return {
    see: (scene) => {
      if (scene.scene === 'failed') prompted = false
      if (prompted || scene.scene !== 'step') return
      prompted = true
      startedAt = performance.now() - promptAtMs
    },
    take: (at) => {
      startedAt ??= at
      const since = prompted ? at - startedAt : Math.min(at - startedAt, promptAtMs)
      const now = shots.findLast(({ atMs }) => atMs <= since) ?? shots[0]
      if (now === undefined) throw new Error('there is nothing on this film')
      return now.shot
    },
  }
}
