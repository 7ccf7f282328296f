import type { Day } from '../../kit/time.ts'

/** A row that holds from a day until the next one. */
export interface DatedRow {
  readonly effectiveFrom: Day
}

/** The row in force on a day: the last one that began by then; of two from the same day the later one of the list. */
export function findInForce<T extends DatedRow>(rows: readonly T[], day: Day): T | undefined {
  let found: T | undefined
  for (const row of rows) {
    if (row.effectiveFrom <= day && (found === undefined || row.effectiveFrom >= found.effectiveFrom)) found = row
  }
  return found
}
