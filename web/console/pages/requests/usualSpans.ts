import type { Half } from '../../../../src/contract/attendance.ts'
import { addDays, clockOf, type Day, dayOf, type Iso } from '../../../../src/kit/time.ts'

export interface UsualSpan {
  readonly day: Day
  readonly which: 'today' | 'tomorrow' | 'later'
  readonly part: 'whole' | Half
  readonly from: { readonly day: Day; readonly half: Half }
  readonly to: { readonly day: Day; readonly half: Half }
}

/** How far the next working day is looked for. */
export const daysAhead = 14

/** What leave is mostly asked for: what is left of today and its halves, then the next working day and its halves. */
export function usualSpans(now: Iso, rests: (day: Day) => boolean): UsualSpan[] {
  const today = dayOf(now)
  const ahead = Array.from({ length: daysAhead }, (_, n) => addDays(today, n + 1))
  const next = ahead.find((day) => !rests(day)) ?? addDays(today, 1)
  const which = next === addDays(today, 1) ? 'tomorrow' : 'later'
  const left = clockOf(now) < '12:00:00' ? parts : (['pm'] as const)
  return [...left.map((part) => spanOf(today, 'today', part)), ...parts.map((part) => spanOf(next, which, part))]
}

const parts = ['whole', 'am', 'pm'] as const

const spanOf = (day: Day, which: UsualSpan['which'], part: UsualSpan['part']): UsualSpan => ({
  ...{ day, which, part },
  from: { day, half: part === 'pm' ? 'pm' : 'am' },
  to: { day, half: part === 'am' ? 'am' : 'pm' },
})
