import type { Iso } from '../../kit/time.ts'

type Listener = (checkInIds: readonly string[], now: Iso) => void

/** Tells whoever listens in this process that check-ins came in. Nothing hangs on it: a list always has them too. */
export interface CheckInFeed {
  tell(checkInIds: readonly string[], now: Iso): void
  /** Returns how to stop listening. */
  listen(hear: Listener): () => void
}

export function openCheckInFeed(): CheckInFeed {
  const listeners = new Set<Listener>()
  return {
    tell: (ids, now) => {
      for (const hear of ids.length === 0 ? [] : listeners) hear(ids, now)
    },
    listen: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
}
