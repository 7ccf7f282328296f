import type { Day } from '../kit/time.ts'
import type { Calendar } from './layers.ts'
import { shippedNotices } from './nation.ts'

/** Whether the notice of a day's year is known; a day beyond is Monday to Friday by guess, and no month of it is final. */
export const isCovered = ({ years }: Calendar, day: Day): boolean => years.has(Number(day.slice(0, 4)))

/** The last day up to which every year, from the first shipped one on, is covered by a notice. */
export function coverageUntil({ years }: Calendar): Day {
  let year = firstShipped - 1
  while (years.has(year + 1)) year++
  return `${year}-12-31`
}

const firstShipped = Math.min(...shippedNotices.map((it) => it.year))

/** The year whose notice the county should keep now: this one, or from 1 November on the next; null when it is there. */
export function noticeWanted({ years }: Calendar, today: Day): number | null {
  const year = Number(today.slice(0, 4))
  if (!years.has(year)) return year
  return today.slice(5, 7) >= '11' && !years.has(year + 1) ? year + 1 : null
}
