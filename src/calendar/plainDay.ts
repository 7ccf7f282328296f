import type { Day } from '../kit/time.ts'

const msPerDay = 86_400_000

/** Days since 1970-01-01 of a plain day; no time zone has a part in it. */
export const numberOf = (day: Day): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / msPerDay

/** The plain day that many days after 1970-01-01. */
export const dayAt = (number: number): Day => new Date(number * msPerDay).toISOString().slice(0, 10)

/** 1 is Monday, 7 is Sunday. */
export const weekdayAt = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1

/** Saturday or Sunday. */
export const isWeekend = (day: Day): boolean => weekdayAt(numberOf(day)) > 5

/** The days `from` to `to`, both included, in order. */
export function listDays(from: Day, to: Day): Day[] {
  const first = numberOf(from)
  return Array.from({ length: Math.max(0, numberOf(to) - first + 1) }, (_, i) => dayAt(first + i))
}

/** The day of a year, month and day of the month, if there is one between the years 1900 and 2199. */
export function dayFrom(year: number, month: number, date: number): Day | undefined {
  if (!(year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && date >= 1 && date <= 31)) return undefined
  const day = new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10)
  return Number(day.slice(8)) === date ? day : undefined
}
