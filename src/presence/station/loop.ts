const firstBackOffMs = 1_000
const longestBackOffMs = 30_000
const mostSpreadMs = 2_000

/** Work that goes on until it is stopped. */
export interface Loop {
  wake(): void
  stop(): Promise<void>
}

/** A pause the center asked for: nothing wakes it. */
export interface Pause {
  readonly leaveAloneMs: number
}

export const isPause = (done: unknown): done is Pause =>
  typeof done === 'object' && done !== null && 'leaveAloneMs' in done

/**
 * Repeats work after the time it asks for; `null` is longer and longer, until it is woken or succeeds. What the center
 * asked for is kept to, a little spread, so that those who were sent away together do not come back together.
 */
export function repeat(work: () => Promise<number | null | Pause>): Loop {
  let stopped = false
  let woken = false
  let backOff = firstBackOffMs
  const bed = openBed()
  const rest = async (pause: number | null): Promise<void> => {
    if (pause !== null) backOff = firstBackOffMs
    if (stopped || woken) return
    await bed.sleep(pause ?? backOff)
    if (pause === null) backOff = Math.min(longestBackOffMs, backOff * 2)
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
