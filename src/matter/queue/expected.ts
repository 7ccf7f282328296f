import type { Expected } from '../../contract/queue.ts'
import { type Iso, toMs } from '../../kit/time.ts'
import { inState, type Line } from './line.ts'

/** Below this nothing is estimated. */
export const leastServed = 5
/** A counter that called nobody for so long does not serve now. */
const activeMs = 30 * 60_000

/**
 * How long somebody with so many before him waits, from the middle half of today’s own times: each counter that serves
 * takes its share of those before him. Null while fewer than five were served today.
 */
export function expectWait(line: Line, ahead: number, now: Iso): Expected {
  const times = inState(line, 'done')
    .map(({ is }) => (is.state === 'done' ? toMs(is.at) - toMs(is.calledAt) : 0))
    .sort((a, b) => a - b)
  if (times.length < leastServed) return null
  const serving = countersServing(line, now)
  const [quick, slow] = [quantile(times, 0.25), quantile(times, 0.75)]
  const busy = inState(line, 'called').length >= serving
  const from = Math.floor(ahead / serving) * quick
  const to = (Math.ceil(ahead / serving) + (busy ? 1 : 0)) * slow
  return { from: Math.floor(from / 60_000), to: Math.ceil(to / 60_000) }
}

/** The value below which a share of sorted values lies, between the two nearest. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place - Math.floor(place))
}

/** Counters that have a number, or ended one a little while ago; at least one. */
function countersServing({ tickets }: Line, now: Iso): number {
  const counters = new Set(
    Object.values(tickets).flatMap(({ is }) => {
      if (is.state === 'called') return [is.counter]
      return is.state === 'done' && toMs(now) - toMs(is.at) < activeMs ? [is.counter] : []
    }),
  )
  return Math.max(1, counters.size)
}
