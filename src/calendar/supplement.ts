import type { NoticeDay } from '../contract/calendar.ts'
import type { NoticeInForce } from './nation.ts'

/**
 * The days of a year after a text was read: the text's own where it is the notice of the whole year, which always names
 * New Year's Day; else those in force with the text's laid over, as when a holiday is made longer in the middle of a year.
 */
export function daysAfter(year: number, read: readonly NoticeDay[], inForce: readonly NoticeInForce[]): NoticeDay[] {
  const isWhole = read.length === 0 || read.some((it) => it.day === `${year}-01-01`)
  const before = isWhole ? [] : daysOf(year, inForce)
  return [...new Map([...before, ...read].map((it) => [it.day, it])).values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** The days in force for a year, each as the last notice says. */
export const daysOf = (year: number, inForce: readonly NoticeInForce[]): NoticeDay[] => [
  ...new Map(inForce.filter((it) => it.year === year).flatMap((it) => it.days.map((one) => [one.day, one]))).values(),
]
