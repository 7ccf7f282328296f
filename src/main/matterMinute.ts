import { runMinute } from '../matter/handling/timetable.ts'
import type { Db } from '../store/open.ts'
import { centerProjections } from './answers.ts'
import { everyMinute } from './every.ts'

/** The minute of the center: pauses that end, matters accepted by law, clocks that turn. Returns how to stop. */
export function startMinutes(db: Db): () => Promise<void> {
  return everyMinute(db, ({ countyId, clock }) => runMinute(db, countyId, clock(), centerProjections))
}
