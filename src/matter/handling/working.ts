import { loadCalendar } from '../../calendar/store.ts'
import { add, addDays as addWorkingDays } from '../../calendar/workingTime/add.ts'
import { between, signed } from '../../calendar/workingTime/between.ts'
import type { WorkingCalendar } from '../../calendar/workingTime/calendar.ts'
import { deadlineOf } from '../../calendar/workingTime/deadline.ts'
import { workingCalendarOf } from '../../calendar/workingTime/of.ts'
import type { Warning } from '../../contract/matterTypes.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
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
  const yellow = toMs(yellowOf(calendar, timing, dueAt))
  return { dueAt, yellowAt: toIso(Math.min(Math.max(yellow, toMs(timing.start)), toMs(dueAt))) }
}

function dueOf(calendar: WorkingCalendar, { start, limit, extra, pauses }: Timing): Iso {
  const whole = extra?.unit === limit.unit ? { unit: limit.unit, amount: limit.amount + extra.amount } : limit
  const { dueAt } = deadlineOf(calendar, { start, limit: whole, pauses, at: start })
  if (extra === null || extra.unit === limit.unit) return dueAt
  const later = pauses.filter((it) => it.from > dueAt)
  return deadlineOf(calendar, { start: dueAt, limit: extra, pauses: later, at: dueAt }).dueAt
}

function yellowOf(calendar: WorkingCalendar, { start, pauses, warning }: Timing, dueAt: Iso): Iso {
  if (warning.kind === 'before') return beforeDue(calendar, toMs(dueAt), warning)
  const all = between(calendar, toMs(start), Math.max(toMs(start), toMs(dueAt)))
  const counted = all - pausedWithin(calendar, pauses, start, dueAt)
  const amount = Math.max(1, Math.floor((counted / 1_000) * (warning.percent / 100)))
  return deadlineOf(calendar, { start, limit: { unit: 'workingSeconds', amount }, pauses, at: start }).dueAt
}

const pausedWithin = (calendar: WorkingCalendar, pauses: Timing['pauses'], start: Iso, dueAt: Iso): number =>
  pauses.reduce((sum, { from, to }) => {
    const first = Math.max(toMs(from), toMs(start))
    const last = Math.min(toMs(to), toMs(dueAt))
    return first < last ? sum + between(calendar, first, last) : sum
  }, 0)

function beforeDue(calendar: WorkingCalendar, due: number, { limit }: Extract<Warning, { kind: 'before' }>): Iso {
  switch (limit.unit) {
    case 'workingSeconds':
      return toIso(add(calendar, due, -limit.amount * 1_000))
    case 'workingHours':
      return toIso(add(calendar, due, -limit.amount * 3_600_000))
    case 'workingDays':
      return toIso(addWorkingDays(calendar, due, -limit.amount))
    case 'days':
      return toIso(due - limit.amount * 86_400_000)
    default:
      return limit.unit satisfies never
  }
}
