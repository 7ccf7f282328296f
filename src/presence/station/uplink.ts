import { Refusal } from '../../kit/refusals.ts'
import type { Db } from '../../store/open.ts'
import { type Center, ComeLater } from './center.ts'
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
const mostSpreadMs = 2_000

/** Pulls every 15 s and pushes whenever something waits, more rarely while the center is away, until `stop`. */
export function startUplink(options: UplinkOptions): Uplink {
  const { db, deviceId, center, pull, pullEveryMs = 15_000, onSurprise } = options
  let online = false
  let stopped = false
  /** Undefined when it did not succeed; a pause when the center said when to come again. */
  const attempt = async <T>(work: () => Promise<T>): Promise<T | Pause | undefined> => {
    try {
      const done = await work()
      online = true
      return done
    } catch (failure) {
      if (!(failure instanceof Refusal)) onSurprise(failure)
      online = failure instanceof Refusal && !awayNames.has(failure.refusal)
      return failure instanceof ComeLater ? { leaveAloneMs: failure.afterMs } : undefined
    }
  }
  const pushLoop = repeat(async () => {
    const pushed = await attempt(() => pushOnce(db, deviceId, center))
    if (isPause(pushed)) return pushed
    if (pushed === 'sent') return 0
    // With nothing to send there is nothing to be patient about: the next failure is tried again soon.
    return pushed === 'idle' ? idleMs : null
  })
  const pullLoop = repeat(async () => {
    const heard = await attempt(async () => {
      await pull()
      return true
    })
    if (isPause(heard)) return heard
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

const awayNames = new Set<string>(['centerAway', 'storeAway', 'snapshotDoubted'])

interface Loop {
  wake(): void
  stop(): Promise<void>
}

/** A pause the center asked for: nothing wakes it. */
interface Pause {
  readonly leaveAloneMs: number
}

const isPause = (done: unknown): done is Pause => typeof done === 'object' && done !== null && 'leaveAloneMs' in done

/**
 * Repeats work after the time it asks for; `null` is longer and longer, until it is woken or succeeds. What the center
 * asked for is kept to, a little spread, so that those who were sent away together do not come back together.
 */
function repeat(work: () => Promise<number | null | Pause>): Loop {
  let stopped = false
  let woken = false
  let backOff = firstBackOffMs
  const bed = openBed()
  const rest = async (pause: number | null): Promise<void> => {
    if (stopped || woken) return
    await bed.sleep(pause ?? backOff)
    backOff = pause === null ? Math.min(longestBackOffMs, backOff * 2) : firstBackOffMs
  }
  const run = async (): Promise<void> => {
    while (!stopped) {
      woken = false
      const pause = await work()
      if (isPause(pause)) await bed.sleepFast(stopped ? 0 : spread(pause.leaveAloneMs))
      else await rest(pause)
    }
  }
  const running = run()
  return {
    wake: () => {
      woken = true
      bed.wake()
    },
    stop: async () => {
      stopped = true
      bed.rouse()
      await running
    },
  }
}

const spread = (ms: number): number => ms + Math.random() * Math.min(ms, mostSpreadMs)

interface Bed {
  sleep(ms: number): Promise<void>
  /** Only `rouse` ends it before its time. */
  sleepFast(ms: number): Promise<void>
  wake(): void
  rouse(): void
}

function openBed(): Bed {
  let timer: NodeJS.Timeout | undefined
  let wakeUp: (() => void) | undefined
  let fast = false
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      wakeUp = resolve
      timer = setTimeout(resolve, ms)
    })
  const rouse = (): void => {
    clearTimeout(timer)
    wakeUp?.()
  }
  return {
    sleep,
    sleepFast: async (ms) => {
      fast = true
      await sleep(ms)
      fast = false
    },
    wake: () => {
      if (!fast) rouse()
    },
    rouse,
  }
}
