import { type Cadence, isCosigningDue, isGrowthDue, type Rhythm } from './cadence.ts'
import type { RunningLog } from './running.ts'
import { HeadMoved } from './sequence.ts'

/** What lets a log grow in time. */
export interface Pulse {
  stop(): Promise<void>
}

export interface PulseParts {
  /** The log, or nothing while there is no county yet. */
  readonly find: () => Promise<RunningLog | undefined>
  readonly monotonic: () => number
  readonly cadence: Cadence
  readonly onSurprise: (failure: unknown) => void
}

const lookEveryMs = 1_000

/** Looks every second. A failure is told and tried again, unless another program has taken the log over. */
export function startPulse({ find, monotonic, cadence, onSurprise }: PulseParts): Pulse {
  let rhythm: Rhythm = { grewAt: null, cosignedAt: null }
  let running: Promise<void> | undefined
  const once = async (): Promise<void> => {
    const log = await find()
    if (!log) return
    const now = monotonic()
    if (isGrowthDue(rhythm, cadence, now)) {
      rhythm = { ...rhythm, grewAt: now }
      if (await log.grow()) rhythm = { ...rhythm, cosignedAt: now }
    }
    if (isCosigningDue(rhythm, cadence, now)) {
      rhythm = { ...rhythm, cosignedAt: now }
      await log.cosignAgain()
    }
  }
  const beat = (): Promise<void> => {
    running ??= once().finally(() => {
      running = undefined
    })
    return running
  }
  const timer = setInterval(() => {
    void beat().catch((failure: unknown) => {
      onSurprise(failure)
      if (failure instanceof HeadMoved) clearInterval(timer)
    })
  }, lookEveryMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await running?.catch(() => undefined)
    },
  }
}
