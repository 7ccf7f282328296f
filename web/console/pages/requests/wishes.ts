import type { Half, LeaveKind } from '../../../../src/contract/attendance.ts'
import { leaveKinds } from '../../../../src/contract/attendance.ts'
import { type correctionReasons, type Request, Wish } from '../../../../src/contract/roster.ts'

/** What stands in the form in which a wish is typed. */
export interface TypedWish {
  readonly kind: 'leave' | 'correction' | 'appeal'
  readonly leave?: LeaveKind
  readonly from?: { readonly day: string; readonly half: Half }
  readonly to?: { readonly day: string; readonly half: Half }
  readonly day?: string
  readonly half?: Half
  readonly what?: 'arrival' | 'departure'
  readonly at?: string
  readonly reason?: (typeof correctionReasons)[number]
  readonly note?: string
  readonly text?: string
}

/** The wish of a filled form; nothing while something is missing. */
export function wishOf({ note = '', ...typed }: TypedWish): Wish | undefined {
  const read = Wish.safeParse({ ...typed, note })
  return read.success ? read.data : undefined
}

/** Kinds of leave with those somebody asked for lately first. */
export function leavesFor(requests: readonly Pick<Request, 'wish'>[]): LeaveKind[] {
  const lately = requests.flatMap(({ wish }) => (wish.kind === 'leave' ? [wish.leave] : []))
  return [...new Set([...lately.slice(0, 5), ...leaveKinds])]
}

/** A span of half-days the right way round. */
export const isForward = (
  from: { readonly day: string; readonly half: Half },
  to: { readonly day: string; readonly half: Half },
): boolean => from.day < to.day || (from.day === to.day && from.half <= to.half)
