import { loadCalendar } from '../../calendar/store.ts'
import { signed } from '../../calendar/workingTime/between.ts'
import type { WorkingCalendar } from '../../calendar/workingTime/calendar.ts'
import { deadlineOf } from '../../calendar/workingTime/deadline.ts'
import { workingCalendarOf } from '../../calendar/workingTime/of.ts'
import { warningAt } from '../../calendar/workingTime/warning.ts'
import { type Iso, toMs } from '../../kit/time.ts'
import { pathOf } from '../../people/rules/tree.ts'
import { readParents } from '../../people/store/tree.ts'
import type { Db } from '../../store/open.ts'
import { readHours } from '../types/store.ts'
import type { Clockwork, ClockworkOf, Timing } from './clocks.ts'

/** The working time of every unit of a county as it is known now. */
export interface WorkingTimes {
  readonly of: ClockworkOf
  calendarOf(unitId: string): WorkingCalendar
}

/** Loads what is needed for all units; each unit's is made when it is first asked for. */
export async function loadWorkingTimes(db: Db, countyId: number): Promise<WorkingTimes> {
  const [calendar, hours, parents] = await Promise.all([
    loadCalendar(db, countyId),
    readHours(db, countyId),
    readParents(db, countyId),
  ])
  const known = new Map<string, WorkingCalendar>()
  const calendarOf = (unitId: string): WorkingCalendar => {
    const kept = known.get(unitId)
    if (kept) return kept
    const unitPath = pathOf(parents, unitId)
    const made = shared(workingCalendarOf(calendar, { unitPath, staffId: null }, hours(unitPath)))
    known.set(unitId, made)
    return made
  }
  return { calendarOf, of: (unitId) => clockworkOf(calendarOf(unitId)) }
}

/** Calendars laid out before, by what they say: most units of a county have the same, and none ever changes. */
const laidOut = new Map<string, WorkingCalendar>()
const mostLaidOut = 64

function shared(made: WorkingCalendar): WorkingCalendar {
  const known = laidOut.get(made.id)
  if (known) return known
  const [oldest] = laidOut.keys()
  if (laidOut.size >= mostLaidOut && oldest !== undefined) laidOut.delete(oldest)
  laidOut.set(made.id, made)
  return made
}

/** The clockwork of a working calendar. */
export const clockworkOf = (calendar: WorkingCalendar): Clockwork => ({
  calendarId: calendar.id,
  dues: (timing) => duesOf(calendar, timing),
  seconds: (from, to) => Math.floor(signed(calendar, toMs(from), toMs(to)) / 1_000),
})

function duesOf(calendar: WorkingCalendar, timing: Timing): { yellowAt: Iso; dueAt: Iso } {
  const dueAt = dueOf(calendar, timing)
  return { dueAt, yellowAt: warningAt(calendar, { ...timing, dueAt }, timing.warning) }
}

function dueOf(calendar: WorkingCalendar, { start, limit, extra, pauses }: Timing): Iso {
  const whole = extra?.unit === limit.unit ? { unit: limit.unit, amount: limit.amount + extra.amount } : limit
  const { dueAt } = deadlineOf(calendar, { start, limit: whole, pauses, at: start })
  if (extra === null || extra.unit === limit.unit) return dueAt
  const later = pauses.filter((it) => it.from > dueAt)
  return deadlineOf(calendar, { start: dueAt, limit: extra, pauses: later, at: dueAt }).dueAt
}
