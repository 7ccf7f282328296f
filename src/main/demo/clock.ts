import type { Clock, Iso } from '../../kit/time.ts'
import { toIso, toMs } from '../../kit/time.ts'

/** A clock that stands where it is put: the demonstration's past is lived through on it. */
export interface PutClock extends Clock {
  put(at: Iso): void
}

export function openPutClock(from: Iso): PutClock {
  const began = toMs(from)
  let at = began
  return {
    now: () => toIso(at),
    monotonic: () => at - began,
    put: (iso) => {
      at = toMs(iso)
    },
  }
}
