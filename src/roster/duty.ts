import type { Duty } from '../contract/routes/duties.ts'
import { addDays, type Day, type Iso, instantAt, toMs } from '../kit/time.ts'

/** A span of time, end excluded. */
export interface Span {
  readonly starts: Iso
  readonly ends: Iso
}

const longestDutyMs = 48 * 3600 * 1000

/** What is wrong with a duty by itself, if anything: it must end after it starts and last at most two days. */
export function findFault({ starts, ends }: Span): 'endsBeforeStart' | 'tooLong' | undefined {
  const length = toMs(ends) - toMs(starts)
  if (length <= 0) return 'endsBeforeStart'
  return length > longestDutyMs ? 'tooLong' : undefined
}

/** Two spans share some time; touching ends do not count. */
export const overlap = (a: Span, b: Span): boolean => toMs(a.starts) < toMs(b.ends) && toMs(b.starts) < toMs(a.ends)

/** The duty of the same person that a new or changed one would overlap, if any: nobody can be at two doors at once. */
export function findOverlap(duty: Duty, others: readonly Duty[]): Duty | undefined {
  return others.find((other) => other.dutyId !== duty.dutyId && other.staffId === duty.staffId && overlap(duty, other))
}

/** The span of whole days `from` to `to`, both included, in the county's zone. */
export function spanOfDays(from: Day, to: Day): Span {
  return { starts: instantAt(from, '00:00'), ends: instantAt(addDays(to, 1), '00:00') }
}
