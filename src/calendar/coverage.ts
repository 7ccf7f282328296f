import type { Day } from '../kit/time.ts'
import type { Calendar } from './layers.ts'
import { shippedNotices } from './nation.ts'

/** Whether the notice of a day's year is known; a day beyond is Monday to Friday by guess, and no month of it is final. */
export const isCovered = ({ years }: Calendar, day: Day): boolean => years.has(Number(day.slice(0, 4)))

/** The days whose holidays are known, first and last: of every year, around the first shipped one, there is a notice. */
export interface Coverage {
  readonly coverageFrom: Day
  readonly coverageUntil: Day
}

export function coverageOf({ years }: Calendar): Coverage {
  let [first, last] = [firstShipped, firstShipped - 1]
  while (years.has(last + 1)) last++
  while (years.has(first - 1)) first--
  return { coverageFrom: `${first}-01-01`, coverageUntil: `${last}-12-31` }
}

const firstShipped = Math.min(...shippedNotices.map((it) => it.year))

/** The year whose notice the county should keep now: this one, or from 1 November on the next; null when it is there. */
export function noticeWanted({ years }: Calendar, today: Day): number | null {
  const year = Number(today.slice(0, 4))
  if (!years.has(year)) return year
  return today.slice(5, 7) >= '11' && !years.has(year + 1) ? year + 1 : null
}
