import type { Pattern, Shift } from '../../contract/roster.ts'

/** A period of a shift in minutes from midnight of the day it belongs to; beyond 1440 is the day after. */
export interface Placed {
  readonly from: number
  readonly to: number
}

const dayLong = 1440

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/**
 * Where the periods of a shift lie. They are in order, so one that would begin before the end of the one before it begins
 * on the next day; one that ends at or before its own start ends on the next day.
 */
export function placePeriods(periods: Shift['periods']): Placed[] {
  const placed: Placed[] = []
  for (const { from, to } of periods) {
    const earliest = placed.at(-1)?.to ?? 0
    const start = minutesOf(from)
    const begins = start + Math.max(0, Math.ceil((earliest - start) / dayLong)) * dayLong
    const length = (minutesOf(to) - start + dayLong) % dayLong || dayLong
    placed.push({ from: begins, to: begins + length })
  }
  return placed
}

/** A shift's periods must fit into the 24 hours from its start: those that overlap, or are out of order, do not. */
export function findShiftFault({ periods }: Pick<Shift, 'periods'>): 'periodsOverlap' | undefined {
  const placed = placePeriods(periods)
  return (placed.at(-1)?.to ?? 0) - (placed[0]?.from ?? 0) > dayLong ? 'periodsOverlap' : undefined
}

/**
 * What is wrong with a pattern: a weekly one has seven days; every day is free or a known shift; the shift of a day must
 * be over before that of the next begins, the first following the last.
 */
export function findPatternFault(
  { turns, days }: Pick<Pattern, 'turns' | 'days'>,
  shifts: ReadonlyMap<string, Pick<Shift, 'periods'>>,
): 'weekIncomplete' | 'shiftUnknown' | 'shiftsOverlap' | undefined {
  if (turns === 'weekly' && days.length !== 7) return 'weekIncomplete'
  if (days.some((id) => id !== null && !shifts.has(id))) return 'shiftUnknown'
  const placed = days.map((id) => placePeriods((id !== null && shifts.get(id)?.periods) || []))
  const clashes = placed.some((today, i) => {
    const tomorrow = placed[(i + 1) % placed.length]
    return (today.at(-1)?.to ?? 0) > dayLong + (tomorrow?.[0]?.from ?? dayLong)
  })
  return clashes ? 'shiftsOverlap' : undefined
}
