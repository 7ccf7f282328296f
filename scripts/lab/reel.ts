import type { Looks } from './looks.ts'

/** A clip being shown, frame by frame, on the station's clock. */
export interface Reel {
  readonly looks: Looks
  /** Frames until everything was shown once. */
  readonly length: number
  /** What to add to a time of the clip for the station's clock; only true of a clip shown once. */
  readonly offset: number
  next(): { readonly frame: number; readonly at: number } | undefined
}

/**
 * Shows a clip from frame `from`, at `clock`. `forever` turns round at either end, as whoever injects a recording would
 * do it: a loop that starts again would make the face jump, which the gates notice.
 */
export function openReel(looks: Looks, how: 'once' | 'forever', from: number, clock: number): Reel {
  const { times } = looks
  const last = times.length - 1
  const offset = clock - (times[from] ?? 0)
  let frame = from
  let step = 1
  let at = clock
  return {
    looks,
    length: times.length,
    offset,
    next() {
      if (frame > last || last < 0) return undefined
      const shown = { frame, at }
      if (how === 'forever' && !(frame + step >= 0 && frame + step <= last)) step = -step
      const following = last === 0 && how === 'forever' ? 0 : frame + step
      at += Math.max(1, Math.abs((times[following] ?? 0) - (times[frame] ?? 0)) || 1000 / 15)
      frame = following
      return shown
    },
  }
}
