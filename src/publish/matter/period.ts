import { addMonths, monthOf } from '../../kit/month.ts'
import { dayOf, type Iso, instantAt } from '../../kit/time.ts'

/** A time, `to` not within. */
export interface Span {
  readonly from: Iso
  readonly to: Iso
}

/** A quarter, `2026-Q3`, or a year. */
export function spanOf(period: string): Span {
  const [year = '', quarter] = period.split('-Q')
  const first = `${year}-${String(quarter === undefined ? 1 : Number(quarter) * 3 - 2).padStart(2, '0')}`
  const after = addMonths(first, quarter === undefined ? 12 : 3)
  return { from: instantAt(`${first}-01`, '00:00'), to: instantAt(`${after}-01`, '00:00') }
}

/** The quarters from one instant to another, both within. */
export function quartersFrom(first: Iso, last: Iso): string[] {
  const found: string[] = []
  const end = quarterIn(monthOf(dayOf(last)))
  for (let month = monthOf(dayOf(first)); quarterIn(month) <= end; month = addMonths(month, 3))
    found.push(quarterIn(month))
  return found
}

const quarterIn = (month: string): string => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`
