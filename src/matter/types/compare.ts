import type { Limit, Warning } from '../../contract/matterTypes.ts'

/**
 * Compares two limits where that can be said without a calendar: below 0 where the first is shorter, 0 where they are
 * equal, above 0 where it is longer; undefined otherwise. So many working days are never fewer calendar days.
 */
export function compareLimits(a: Limit, b: Limit): number | undefined {
  if (a.unit === b.unit) return a.amount - b.amount
  const [one, other] = [secondsOf(a), secondsOf(b)]
  if (one !== undefined && other !== undefined) return one - other
  if (isMoreDays(a, b)) return 1
  return isMoreDays(b, a) ? -1 : undefined
}

const isMoreDays = (working: Limit, calendar: Limit): boolean =>
  working.unit === 'workingDays' && calendar.unit === 'days' && working.amount > calendar.amount

const secondsOf = ({ unit, amount }: Limit): number | undefined =>
  unit === 'workingHours' ? amount * 3600 : unit === 'workingSeconds' ? amount : undefined

/** The sum of limits where they can be added; undefined otherwise, and for none. */
export function sumLimits(all: readonly Limit[]): Limit | undefined {
  const [first] = all
  if (first === undefined) return undefined
  const amounts = all.map(({ unit, amount }) => (unit === first.unit ? amount : Number.NaN))
  const same = amounts.reduce((sum, one) => sum + one, 0)
  if (!Number.isNaN(same)) return { unit: first.unit, amount: same }
  const seconds = all.map((it) => secondsOf(it) ?? Number.NaN).reduce((sum, one) => sum + one, 0)
  return Number.isNaN(seconds) ? undefined : { unit: 'workingSeconds', amount: seconds }
}

/** Whether a new limit is, or may be, longer than the one before: what cannot be compared counts as longer. */
export const isLonger = (after: Limit, before: Limit): boolean => (compareLimits(after, before) ?? 1) > 0

/** Whether yellow comes, or may come, later than before. */
export function isLaterWarning(after: Warning, before: Warning): boolean {
  if (after.kind === 'used' && before.kind === 'used') return after.percent > before.percent
  if (after.kind === 'before' && before.kind === 'before') return isLonger(before.limit, after.limit)
  return true
}
