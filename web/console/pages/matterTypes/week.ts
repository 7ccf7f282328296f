import { Weekly } from '../../../../src/contract/workingHours.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** Hours of a day as they are said in a row. */
export const sayDay = (periods: Weekly[Weekday], rest: string): string =>
  periods.length === 0 ? rest : periods.map(({ from, to }) => `${from}–${to}`).join('  ')

/** Runs of days with the same hours, by the places of their first and last day. */
export function runsOf(weekly: Weekly): { from: number; to: number; periods: Weekly[Weekday] }[] {
  const runs: { from: number; to: number; periods: Weekly[Weekday] }[] = []
  weekdays.forEach((day, i) => {
    const last = runs.at(-1)
    const periods = weekly[day]
    if (last && sayDay(last.periods, '') === sayDay(periods, '')) last.to = i
    else runs.push({ from: i, to: i, periods })
  })
  return runs
}

/** What is wrong with a week as it stands in the form. */
export function faultOf(weekly: Weekly): 'wrong' | 'empty' | undefined {
  if (!Weekly.safeParse(weekly).success) return 'wrong'
  return weekdays.every((day) => weekly[day].length === 0) ? 'empty' : undefined
}
