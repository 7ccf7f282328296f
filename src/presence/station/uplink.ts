import { Refusal } from '../../kit/refusals.ts'
import type { Db } from '../../store/open.ts'
import { ComeLater } from './asking.ts'
import type { Center } from './center.ts'
import { isPause, type Pause, repeat } from './loop.ts'
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

const idleMs = 30_000

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
