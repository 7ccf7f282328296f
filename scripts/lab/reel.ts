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
  const timeOf = (frame: number): number => times[frame] ?? 0
  const follow = how === 'once' ? forwards : thereAndBack(times.length)
  let frame = from
  let at = clock
  return {
    looks,
    length: times.length,
    offset: clock - timeOf(from),
    next() {
      if (frame >= times.length) return undefined
      const shown = { frame, at }
      frame = follow(frame)
      at += Math.abs(timeOf(frame) - timeOf(shown.frame)) || stillMs
      return shown
    },
  }
}

/** Between two frames of one and the same moment. */
const stillMs = 1000 / 15
const forwards = (frame: number): number => frame + 1

function thereAndBack(length: number): (frame: number) => number {
  let step = 1
  return (frame) => {
    if (length < 2) return frame
    if (frame + step < 0 || frame + step >= length) step = -step
    return frame + step
  }
}
