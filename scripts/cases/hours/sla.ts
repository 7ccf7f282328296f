import { add, addDays } from '../../../src/calendar/workingTime/add.ts'
import { between } from '../../../src/calendar/workingTime/between.ts'
import type { WorkingCalendar } from '../../../src/calendar/workingTime/calendar.ts'
import { deadlineAt, dueOf } from '../../../src/calendar/workingTime/deadline.ts'
import { mergePauses, type PauseMs, placePauses } from '../../../src/calendar/workingTime/pauses.ts'
import { type Fields, fieldsOf, instant, listOf, numberOf, textOf } from '../case.ts'
import type { HoursCase } from './case.ts'
import { instantIn } from './time.ts'

/**
 * A deadline in seconds or days. Days without `endOfWorkingDay` keep the time of the clock. Time held without its dates is
 * added after what is due, and so is, as sources do it, a pause that began when the thing was overdue.
 */
export function slaOf({ input, zone }: HoursCase, calendar: WorkingCalendar): Fields {
  const task = readTask(input, zone)
  const base = baseOf(calendar, input, task.start)
  const pauses = mergePauses(task.pauses, task)
  const { due, paused, ahead } = placePauses(calendar, pauses, { ...task, base })
  const all = pauses.reduce((sum, { from, to }) => sum + between(calendar, from, to), 0)
  const added = all - paused - ahead + Math.round((numberOf(input.holdSeconds) ?? 0) * 1_000)
  const stand = deadlineAt(calendar, { ...task, limit: limitOf(input) })
  return {
    dueAt: instant(added > 0 ? add(calendar, due, added) : due),
    waitingSeconds: (paused + added) / 1_000,
    usedSeconds: (stand.used - added) / 1_000,
    remainingSeconds: (stand.remaining + added) / 1_000,
  }
}

interface Task {
  readonly start: number
  readonly pauses: readonly PauseMs[]
  readonly at: number
}

/** Looked at when it was finished, or else when the last pause is over. */
function readTask(input: Fields, zone: string): Task {
  const start = instantIn(input.start, zone)
  const pauses = listOf(input.pauses).map((it): PauseMs => {
    const { from, to } = fieldsOf(it)
    return { from: instantIn(from, zone), to: textOf(to) === undefined ? null : instantIn(to, zone) }
  })
  const last = Math.max(start, ...pauses.map((it) => it.to ?? it.from))
  return { start, pauses, at: textOf(input.finishedAt) === undefined ? last : instantIn(input.finishedAt, zone) }
}

function baseOf(calendar: WorkingCalendar, input: Fields, start: number): number {
  const days = numberOf(input.targetDays)
  const keepsClock = days !== undefined && input.endOfWorkingDay !== true
  return keepsClock ? addDays(calendar, start, days) : dueOf(calendar, start, limitOf(input))
}

function limitOf(input: Fields): Parameters<typeof dueOf>[2] {
  const days = numberOf(input.targetDays)
  if (days !== undefined) return { unit: 'workingDays', amount: days }
  return { unit: 'workingSeconds', amount: numberOf(input.targetSeconds) ?? Number.NaN }
}
