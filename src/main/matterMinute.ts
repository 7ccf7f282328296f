import { runMinute } from '../matter/handling/timetable.ts'
import { countyIdOf } from '../people/store/tree.ts'
import type { Db } from '../store/open.ts'
import { centerProjections } from './answers.ts'
import { realClock } from './clock.ts'
import { reportSurprise } from './version.ts'

const everyMs = 60_000

/**
 * The minute of the center: pauses that end, matters accepted by law, clocks that turn. One at a time; what takes longer
 * than a minute leaves the next one out. Returns how to stop.
 */
export function startMinutes(db: Db): () => Promise<void> {
  let running: Promise<unknown> | null = null
  const timer = setInterval(() => {
    running ??= minute(db)
      .catch(reportSurprise)
      .finally(() => {
        running = null
      })
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}

async function minute(db: Db): Promise<void> {
  const countyId = await countyIdOf(db)
  if (countyId > 0) await runMinute(db, countyId, realClock.now(), centerProjections)
}
