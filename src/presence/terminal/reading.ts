import { PunchTime } from '../../contract/terminals.ts'

/** What stands in a check-in's reading where a terminal is its only witness. */
export const readingOf = (time: PunchTime) => ({ terminal: time })

/** How well a terminal's punch is known, from a check-in's reading; null for a check-in at a station. */
export function findPunchTime(reading: unknown): PunchTime | null {
  if (typeof reading !== 'object' || reading === null || !('terminal' in reading)) return null
  return PunchTime.parse(reading.terminal)
}
