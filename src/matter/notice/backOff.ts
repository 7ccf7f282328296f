import { type Iso, toIso, toMs } from '../../kit/time.ts'

/** Minutes between one try and the next. */
const minutes = [1, 5, 30, 120, 360] as const

/** Tries in all. */
export const mostAttempts = minutes.length + 1

/** When to try again after so many tries, should the last one fail; null: it is given up then. */
export function nextTry(attempts: number, now: Iso): Iso | null {
  const wait = minutes[attempts - 1]
  return wait === undefined ? null : toIso(toMs(now) + wait * 60_000)
}
