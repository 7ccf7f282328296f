import type { Day } from '../../kit/time.ts'
import { dayAfter } from './clock.ts'

/** Days of somebody that were closed, both ends included, and how many days after the end they may still be changed. */
export interface ClosedPeriod {
  readonly from: Day
  readonly to: Day
  readonly graceDays: number
  /** Everything before the period is closed for good; otherwise only the period itself is. */
  readonly before: 'closed' | 'open'
}

/** Whether a day may still be changed. `mayAlways` lifts the end of the grace, never what lies before the period. */
export function isChangeable(day: Day, today: Day, periods: readonly ClosedPeriod[], mayAlways = false): boolean {
  return periods.every((it) => {
    if (day > it.to) return true
    if (day < it.from) return it.before === 'open'
    return mayAlways || (it.graceDays > 0 && today <= dayAfter(it.to, it.graceDays))
  })
}
