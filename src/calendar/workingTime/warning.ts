import type { Warning } from '../../contract/matterTypes.ts'
import { type Iso, toIso } from '../../kit/time.ts'
import { add, addDays } from './add.ts'
import { between } from './between.ts'
import type { WorkingCalendar } from './calendar.ts'
import { deadlineAt } from './deadline.ts'
import { instantOf } from './instant.ts'
import { mergePauses, type Pause, type PauseMs, readPauses } from './pauses.ts'
import { msPerDay } from './span.ts'

/** A clock from its start to the last instant in time, whatever that follows from: a limit, pauses, a time added later. */
export interface Way {
  readonly start: Iso
  readonly dueAt: Iso
  readonly pauses: readonly Pause[]
}

/**
 * When a clock turns yellow: the instant at which so much of its working time is used, pauses left out, or that lies so
 * long before it is due. Never before the start, never after it is due.
 */
export function warningAt(calendar: WorkingCalendar, way: Way, warning: Warning): Iso {
  const [start, due] = [instantOf(way.start), instantOf(way.dueAt)]
  const yellow =
    warning.kind === 'before'
      ? beforeDue(calendar, due, warning.limit)
      : afterShare(calendar, { start, due, pauses: readPauses(way.pauses) }, warning.percent)
  return toIso(Math.min(Math.max(yellow, start), Math.max(start, due)))
}

interface WayMs {
  readonly start: number
  readonly due: number
  readonly pauses: readonly PauseMs[]
}

/** Whole working seconds, one at least. */
function afterShare(calendar: WorkingCalendar, { start, due, pauses }: WayMs, percent: number): number {
  const counted = between(calendar, start, Math.max(start, due)) - pausedUntil(calendar, { start, due, pauses })
  const amount = Math.max(1, Math.floor((counted / 1_000) * (percent / 100)))
  return deadlineAt(calendar, { start, limit: { unit: 'workingSeconds', amount }, pauses, at: start }).due
}

function pausedUntil(calendar: WorkingCalendar, { start, due, pauses }: WayMs): number {
  return mergePauses(pauses, { start, at: due }).reduce(
    (sum, { from, to }) => (from < due ? sum + between(calendar, from, Math.min(to, due)) : sum),
    0,
  )
}

function beforeDue(
  calendar: WorkingCalendar,
  due: number,
  { unit, amount }: Extract<Warning, { kind: 'before' }>['limit'],
): number {
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
