import { type Day, dayOf, type Iso } from '../../kit/time.ts'
import { dayAt, numberOf } from '../plainDay.ts'
import type { WorkingCalendar } from './calendar.ts'
import { type DayReason, reasonOf } from './dayReason.ts'
import { type Deadline, deadlineOf, type Task } from './deadline.ts'
import { instantOf } from './instant.ts'
import { lengthOf } from './span.ts'

/** A due date before and after the calendar was told otherwise; both stay, each with its calendar's id. */
export interface Recomputed {
  readonly before: Pick<Deadline, 'dueAt' | 'calendarId'>
  readonly after: Deadline
  readonly moved: boolean
  /** The days on the way that are worked otherwise now; empty where the old calendar is not at hand any more. */
  readonly days: readonly ChangedDay[]
}

/** What a day was, and is: why, and how many seconds of it are worked. */
export interface ChangedDay {
  readonly day: Day
  readonly before: DayReason
  readonly after: DayReason
  readonly secondsBefore: number
  readonly secondsAfter: number
}

/** What was kept with a matter: the due instant and the version it was computed with, by the calendar itself if it is at hand. */
export interface Kept {
  readonly dueAt: Iso
  readonly calendarId: string
  readonly calendar: WorkingCalendar | null
}

/** The same task by a newer calendar: a notice that came late, hours that changed, a closure. */
export function recompute(task: Task, kept: Kept, calendar: WorkingCalendar): Recomputed {
  const after = deadlineOf(calendar, task)
  const { dueAt, calendarId } = kept
  const days = kept.calendar === null ? [] : listChanged(kept.calendar, calendar, [task.start, dueAt, after.dueAt])
  return { before: { dueAt, calendarId }, after, moved: instantOf(dueAt) !== instantOf(after.dueAt), days }
}

/** Of the days that some instants lie among. */
function listChanged(old: WorkingCalendar, now: WorkingCalendar, instants: readonly Iso[]): ChangedDay[] {
  const days = instants.map((at) => numberOf(dayOf(at, now.zone)))
  const changed: ChangedDay[] = []
  for (let day = Math.min(...days); day <= Math.max(...days); day++) {
    const [was, is] = [old.plan(day), now.plan(day)]
    if (JSON.stringify(was.spans) === JSON.stringify(is.spans)) continue
    const [secondsBefore, secondsAfter] = [lengthOf(was.spans) / 1_000, lengthOf(is.spans) / 1_000]
    changed.push({ day: dayAt(day), before: reasonOf(was, day), after: reasonOf(is, day), secondsBefore, secondsAfter })
  }
  return changed
}
