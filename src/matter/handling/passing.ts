import { type Iso, toMs } from '../../kit/time.ts'
import type { Matter, Said } from './matter.ts'
import { endOfPause } from './timers.ts'

/**
 * What time alone has brought about by now, with the instant at which it did; undefined where nothing has. A pause ends
 * with its last day; a matter about which nobody said anything in time is accepted (Administrative Licensing Law, art. 32).
 */
export function findPassed({ standing, clocks, taken: { matterId } }: Matter, now: Iso): Said | undefined {
  switch (standing.state) {
    case 'paused': {
      const at = endOfPause(standing.until)
      const body = { matterId, pauseId: standing.pauseId, byItself: true }
      return toMs(now) >= toMs(at) ? { kind: 'matterResumed', body, at } : undefined
    }
    case 'taken': {
      const clock = clocks.find((it) => it.scope === 'acceptance' && it.state === 'running')
      if (clock === undefined || toMs(now) <= toMs(clock.dueAt)) return undefined
      return { kind: 'matterAccepted', body: { matterId, deemed: true }, at: clock.dueAt }
    }
    case 'lacking':
    case 'running':
    case 'finished':
    case 'refused':
    case 'withdrawn':
      return undefined
    default:
      return standing satisfies never
  }
}

/** When the next such thing will be; null where none is to come. */
export function nextPassing({ standing, clocks }: Matter): Iso | null {
  if (standing.state === 'paused') return endOfPause(standing.until)
  if (standing.state !== 'taken') return null
  return clocks.find((it) => it.scope === 'acceptance' && it.state === 'running')?.dueAt ?? null
}
