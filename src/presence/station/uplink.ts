import { Refusal } from '../../kit/refusals.ts'
import type { Db } from '../../store/open.ts'
import type { Center } from './center.ts'
import { pushOnce } from './push.ts'

/** What connects a station with the center for as long as it runs. */
export interface Uplink {
  /** The last call was answered. */
  online(): boolean
  /** Something new waits to be sent: do not wait for the next round. */
  nudge(): void
  /** Pulls now; resolves when the snapshot was taken in. Refuses as the center does. */
  pullNow(): Promise<void>
  stop(): Promise<void>
}

export interface UplinkOptions {
  readonly db: Db
  readonly deviceId: string
  readonly center: Center
  /** Pulls once and takes in what came. */
  readonly pull: () => Promise<void>
  readonly pullEveryMs?: number
  /** Whatever went wrong that is not a refusal. */
  readonly onSurprise: (failure: unknown) => void
}

const firstBackOffMs = 1_000
const longestBackOffMs = 30_000
const idleMs = 30_000

/** Pulls every 15 s and pushes whenever something waits, more rarely while the center is away, until `stop`. */
export function startUplink(options: UplinkOptions): Uplink {
  const { db, deviceId, center, pull, pullEveryMs = 15_000, onSurprise } = options
  let online = false
  let stopped = false
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      const done = await work()
      online = true
      return done
    } catch (failure) {
      if (!(failure instanceof Refusal)) onSurprise(failure)
      online = failure instanceof Refusal && !awayNames.has(failure.refusal)
      return undefined
    }
  }
  const pushLoop = repeat(async () => {
    const pushed = await attempt(() => pushOnce(db, deviceId, center))
    if (pushed === 'sent') return 0
    // With nothing to send there is nothing to be patient about: the next failure is tried again soon.
    return pushed === 'idle' ? idleMs : null
  })
  const pullLoop = repeat(async () => {
    const heard = await attempt(async () => {
      await pull()
      return true
    })
    if (heard) pushLoop.wake()
    return heard ? pullEveryMs : null
  })
  return {
    online: () => online && !stopped,
    nudge: () => pushLoop.wake(),
    pullNow: async () => {
      await pull()
      online = true
    },
    stop: async () => {
      stopped = true
      await Promise.all([pushLoop.stop(), pullLoop.stop()])
    },
  }
}

const awayNames = new Set<string>(['centerAway', 'storeAway'])

interface Loop {
  wake(): void
  stop(): Promise<void>
}

/** Repeats work after the time it asks for; `null` is longer and longer, until it is woken or succeeds. */
function repeat(work: () => Promise<number | null>): Loop {
  let stopped = false
  let woken = false
  let backOff = firstBackOffMs
  let timer: NodeJS.Timeout | undefined
  let wakeUp: (() => void) | undefined
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      wakeUp = resolve
      timer = setTimeout(resolve, ms)
    })
  const run = async (): Promise<void> => {
    while (!stopped) {
      woken = false
      const pause = await work()
      if (stopped || woken) continue
      await sleep(pause ?? backOff)
      backOff = pause === null ? Math.min(longestBackOffMs, backOff * 2) : firstBackOffMs
    }
  }
  const running = run()
  const wake = (): void => {
    woken = true
    clearTimeout(timer)
    wakeUp?.()
  }
  return {
    wake,
    stop: async () => {
      stopped = true
      wake()
      await running
    },
  }
}
