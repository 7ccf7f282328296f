import type { MatterRow } from '../../../../src/contract/matters.ts'
import { addDays, type Day, dayOf, type Iso } from '../../../../src/kit/time.ts'

/** How many come due on each of the coming working days, and how many are overdue. */
export interface DueDays {
  readonly overdue: number
  readonly days: readonly { readonly day: Day; readonly due: number }[]
}

type Row = Pick<MatterRow, 'dueAt' | 'light' | 'remainingSeconds'>

/** So many working days are shown, and so many days are looked at to find them: the longest holidays are shorter. */
const workingDays = 10
export const daysAhead = 30

/** What is due on a day of rest is shown on the working day before it: that is when it has to be done. */
export function dueDaysOf(rows: readonly Row[], now: Iso, rests: (day: Day) => boolean): DueDays {
  const today = dayOf(now)
  const ahead = Array.from({ length: daysAhead }, (_, n) => addDays(today, n)).filter((day) => !rests(day))
  const days = ahead.slice(0, workingDays)
  const isOver = (it: Row): boolean => it.dueAt !== null && it.dueAt < now
  const open = rows.filter((it) => it.dueAt !== null && !isOver(it) && it.light !== 'grey')
  const shownOn = open.map((it) => ahead.findLast((day) => day <= dayOf(it.dueAt ?? now)) ?? days[0])
  return {
    overdue: rows.filter(isOver).length,
    days: days.map((day) => ({ day, due: shownOn.filter((it) => it === day).length })),
  }
}
