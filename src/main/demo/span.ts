import { nationDay } from '../../calendar/days.ts'
import { addDays, type Day, dayOf, type Iso, instantAt } from '../../kit/time.ts'

/** The days the demonstration has lived when it is loaded. */
export interface DemoSpan {
  /** The moment of loading. */
  readonly now: Iso
  readonly today: Day
  /** The first day of check-ins: the first of the month before, or 61 days back where that is earlier. */
  readonly since: Day
  /** When the county, its people and its stations were set up: the evening before. */
  readonly setUp: Iso
  /** The last day with duties. */
  readonly until: Day
  /** The month before, `YYYY-MM`: whole, and printed. */
  readonly month: string
}

const atLeastDays = 61
const aheadDays = 14

export function spanOfDemo(now: Iso, back = atLeastDays): DemoSpan {
  const today = dayOf(now)
  const month = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)
  const early = addDays(today, -back)
  const since = early < `${month}-01` ? early : `${month}-01`
  return { now, today, since, setUp: instantAt(addDays(since, -1), '18:00'), until: addDays(today, aheadDays), month }
}

/** All days from one to another, both included. */
export function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

/** A working day by the notices that come with the product; a made-up weekend counts. */
export const isWorked = (day: Day): boolean => nationDay(day).am === 'work'

/** The first working day from a day on. */
export function workdayFrom(day: Day): Day {
  let found = day
  while (!isWorked(found)) found = addDays(found, 1)
  return found
}
