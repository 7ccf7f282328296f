import { type Iso, toMs } from '../../kit/time.ts'
import type { Clockwork } from './clocks.ts'
import type { Matter } from './matter.ts'

/**
 * Working seconds of a span in which some clock ran: pauses and the time it waited for the citizen are left out. What is
 * still open lasts until `now`.
 */
export function heldSeconds(
  { stops }: Pick<Matter, 'stops'>,
  { from, to }: { readonly from: Iso; readonly to: Iso | null },
  clockwork: Clockwork,
  now: Iso,
): number {
  const until = to ?? now
  if (toMs(until) <= toMs(from)) return 0
  const stopped = stops.reduce((sum, stop) => {
    const [first, last] = [later(stop.from, from), earlier(stop.to ?? now, until)]
    return toMs(first) < toMs(last) ? sum + clockwork.seconds(first, last) : sum
  }, 0)
  return clockwork.seconds(from, until) - stopped
}

const later = (a: Iso, b: Iso): Iso => (toMs(a) > toMs(b) ? a : b)
const earlier = (a: Iso, b: Iso): Iso => (toMs(a) < toMs(b) ? a : b)
