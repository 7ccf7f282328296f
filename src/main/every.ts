import type { At } from '../matter/notice/timetable.ts'
import { countyIdOf } from '../people/store/tree.ts'
import type { Db } from '../store/open.ts'
import { realClock } from './clock.ts'
import { reportSurprise } from './version.ts'

/**
 * Does work again and again, never two at once: what takes longer leaves the next one out. A failure is told to the
 * operator, and the next one comes. Returns how to stop, which waits for the one under way.
 */
export function every(ms: number, work: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<unknown> | null = null
  const timer = setInterval(() => {
    running ??= work()
      .catch(reportSurprise)
      .finally(() => {
        running = null
      })
  }, ms)
  return async () => {
    clearInterval(timer)
    await running
  }
}

const minuteMs = 60_000

/** The same each minute for the county, as soon as there is one. */
export function everyMinute(db: Db, work: (at: At) => Promise<unknown>): () => Promise<void> {
  return every(minuteMs, async () => {
    const countyId = await countyIdOf(db)
    if (countyId > 0) await work({ db, countyId, clock: realClock.now })
  })
}
