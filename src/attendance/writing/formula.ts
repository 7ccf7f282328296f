import type { Legend } from '../../contract/attendance.ts'
import { lookOf, type PaperPerson, type Sign, type TotalColumn } from '../paper.ts'

/**
 * A total as a formula over the person's two rows, so that a clerk may correct a sign; undefined where the total does not
 * come from signs. `range` like `$E$5:$AI$6`. Duties that were nobody's planned work carry the sign of a duty but are no
 * presence: so many are taken off again.
 */
export function formulaOf(
  column: TotalColumn,
  range: string,
  legend: Legend,
  person: Pick<PaperPerson, 'am' | 'pm' | 'totals'>,
): string | undefined {
  if (column.counts === null) return undefined
  const counted = column.counts.map((sign) => `COUNTIF(${range},${criterion(lookOf(sign, legend))})`).join('+')
  const surplus = surplusOf(column, column.counts, legend, person)
  const sum = surplus > 0 ? `${counted}-${surplus}` : counted
  return column.worth === 1 ? sum : `(${sum})*0.5`
}

/** How many signs there are beyond what the total says. */
function surplusOf(
  { value, worth }: TotalColumn,
  counts: readonly Sign[],
  legend: Legend,
  { am, pm, totals }: Pick<PaperPerson, 'am' | 'pm' | 'totals'>,
): number {
  const looks = new Set(counts.map((sign) => lookOf(sign, legend)))
  const there = [...am, ...pm].filter((sign) => looks.has(sign)).length
  return there - value(totals) / worth
}

/** Exactly this text: `=` keeps `<` and `>` from being comparisons, `~` keeps `?` and `*` from standing for anything. */
const criterion = (sign: string): string => `"=${sign.replaceAll(/[~*?]/g, '~$&').replaceAll('"', '""')}"`
