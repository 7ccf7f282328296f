import { type Clock, toIso } from '../kit/time.ts'

/** The machine's clock: the only real one in the program. */
export const realClock: Clock = {
  now: () => toIso(Date.now()),
  monotonic: () => performance.now(),
}
