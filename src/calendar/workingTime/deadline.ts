import type { Limit } from '../../contract/matterTypes.ts'
import { refuse } from '../../kit/refusals.ts'
import { type Iso, toIso } from '../../kit/time.ts'
import { add, workdayIndex } from './add.ts'
import { isKnown, signed } from './between.ts'
import { further, trackAround, type WorkingCalendar } from './calendar.ts'
import { instantOf } from './instant.ts'
import { mergePauses, type Pause, type Paused, type PauseMs, placePauses, readPauses } from './pauses.ts'
import { dayOfInstant, type Track } from './track.ts'

/** What is due, and how its time stands at an instant. Seconds are whole, of working time, rounded down. */
export interface Deadline {
  /** The last instant that is in time. */
  readonly dueAt: Iso
  readonly usedSeconds: number
  readonly pausedSeconds: number
  /** Negative once it is overdue. */
  readonly remainingSeconds: number
  /** Strictly after `dueAt`. */
  readonly overdue: boolean
  /** Some day from the start to the due one is beyond what the calendar knows: weekdays were taken for granted. */
  readonly assumed: boolean
  readonly calendarId: string
}

/** What a deadline follows from; `at` is when it is looked at, or when its clock stopped. */
export interface Task {
  readonly start: Iso
  readonly limit: Limit
  readonly pauses: readonly Pause[]
  readonly at: Iso
}

export function deadlineOf(calendar: WorkingCalendar, task: Task): Deadline {
  const at = instantOf(task.at)
  const pauses = readPauses(task.pauses)
  const found = deadlineAt(calendar, { start: instantOf(task.start), limit: task.limit, pauses, at })
  return {
    dueAt: toIso(found.due),
    usedSeconds: Math.floor(found.used / 1_000),
    pausedSeconds: Math.floor(found.paused / 1_000),
    remainingSeconds: Math.floor(found.remaining / 1_000),
    overdue: found.overdue,
    assumed: found.assumed,
    calendarId: calendar.id,
  }
}

/** The same in ms since 1970 and ms of working time. */
export interface TaskMs {
  readonly start: number
  readonly limit: Limit
  readonly pauses: readonly PauseMs[]
  readonly at: number
}

export interface DeadlineMs {
  readonly due: number
  readonly used: number
  readonly paused: number
  readonly remaining: number
  readonly overdue: boolean
  readonly assumed: boolean
}

export function deadlineAt(calendar: WorkingCalendar, { start, limit, pauses, at }: TaskMs): DeadlineMs {
  const base = dueOf(calendar, start, limit)
  const { due, paused, ahead } = pauses.length === 0 ? running(base) : place(calendar, { start, base, pauses, at })
  const track = trackAround(calendar, due)
  return {
    due,
    used: at > start ? signed(calendar, start, at) - paused : 0,
    paused,
    remaining: signed(calendar, at > start ? at : start, due) - ahead,
    overdue: at > due,
    assumed: !isKnown(track, dayOfInstant(track, start), dayOfInstant(track, due)),
  }
}

/** What is due without any pause: of days the closing of the last one, of time the instant at which it has been worked. */
export function dueOf(calendar: WorkingCalendar, start: number, { unit, amount }: Limit): number {
  switch (unit) {
    case 'workingSeconds':
      return add(calendar, start, amount * 1_000)
    case 'workingHours':
      return add(calendar, start, amount * 3_600_000)
    case 'workingDays':
      return closingOf(calendar, start, (track, day) => workdayIndex(track, day, amount))
    case 'days':
      return closingOf(calendar, start, (track, day) => workdayIndex(track, day + amount - 1, 1))
    default:
      return unit satisfies never
  }
}

/** The last closing of a working day that is found from the day of an instant. */
function closingOf(
  calendar: WorkingCalendar,
  start: number,
  find: (track: Track, day: number) => number | undefined,
): number {
  for (let track: Track | undefined = trackAround(calendar, start); track; track = further(calendar, track, 1)) {
    const day = find(track, dayOfInstant(track, start))
    if (day !== undefined) return track.closes[(track.firstPeriod[day + 1] ?? 0) - 1] ?? refuse('noWorkingTime')
  }
  return refuse('noWorkingTime')
}

const running = (due: number): Paused => ({ due, paused: 0, ahead: 0 })

const place = (calendar: WorkingCalendar, task: Omit<TaskMs, 'limit'> & { readonly base: number }): Paused =>
  placePauses(calendar, mergePauses(task.pauses, task), task)
