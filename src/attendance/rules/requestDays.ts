import type { Day } from '../../kit/time.ts'
import { daysBetween } from './balance.ts'

/** Days from one to another, both included. */
export interface DayRange {
  readonly from: Day
  readonly to: Day
}

/** The days a request is about: those of its range, free ones only where it asks for them too. */
export const requestDays = ({ from, to }: DayRange, isFree: (day: Day) => boolean, freeToo: boolean): readonly Day[] =>
  daysBetween(from, to).filter((day) => freeToo || !isFree(day))

/** Two ranges have a day in common. */
export const shareDay = (a: DayRange, b: DayRange): boolean => a.from <= b.to && b.from <= a.to
