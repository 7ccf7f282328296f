import type { Warning } from '../../contract/matterTypes.ts'
import { type Iso, toIso } from '../../kit/time.ts'
import { add, addDays } from './add.ts'
import { between } from './between.ts'
import type { WorkingCalendar } from './calendar.ts'
import { dueOf, type Task } from './deadline.ts'
import { instantOf } from './instant.ts'
import { mergePauses, placePauses, readPauses } from './pauses.ts'
import { msPerDay } from './span.ts'

/**
 * When a clock turns yellow: the instant at which so much of its limit is used, or that lies so long before it is due.
 * Never before the start. Pauses move it as they move what is due; one that begins later leaves it where it was.
 */
export function warningAt(calendar: WorkingCalendar, task: Task, warning: Warning): Iso {
  const [start, at] = [instantOf(task.start), instantOf(task.at)]
  const due = dueOf(calendar, start, task.limit)
  const base = Math.max(start, warningBefore(calendar, { start, due }, warning))
  const pauses = readPauses(task.pauses)
  return toIso(placePauses(calendar, mergePauses(pauses, { start, at }), { start, base, at }).due)
}

interface Way {
  readonly start: number
  readonly due: number
}

function warningBefore(calendar: WorkingCalendar, { start, due }: Way, warning: Warning): number {
  if (warning.kind === 'used')
    return add(calendar, start, Math.ceil((between(calendar, start, due) * warning.percent) / 100))

  const { unit, amount } = warning.limit
  switch (unit) {
    case 'workingSeconds':
      return add(calendar, due, -amount * 1_000)
    case 'workingHours':
      return add(calendar, due, -amount * 3_600_000)
    case 'workingDays':
      return addDays(calendar, due, -amount)
    case 'days':
      return due - amount * msPerDay
    default:
      return unit satisfies never
  }
}
