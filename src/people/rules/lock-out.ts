import { type Iso, toIso, toMs } from '../../kit/time.ts'

/** Failures of one login in a row. Counted for logins that do not exist as well, so that a lock tells nothing. */
export interface Failures {
  readonly count: number
  readonly lastAt: Iso
}

/** Failures in a row that cost nothing. */
export const freeFailures = 5

/** Until when a login is locked, or null: 1, 2, 4, 8 minutes from the fifth failure on, never more than 15. */
export function lockedUntil({ count, lastAt }: Failures, now: Iso): Iso | null {
  if (count < freeFailures) return null
  const minutes = Math.min(15, 2 ** Math.min(count - freeFailures, 4))
  const until = toMs(lastAt) + minutes * 60_000
  return until > toMs(now) ? toIso(until) : null
}
