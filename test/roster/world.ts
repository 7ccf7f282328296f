import type { CalendarDay } from '../../src/contract/calendar.ts'
import type { Assignment, Pattern, Shift } from '../../src/contract/roster.ts'
import type { Duty } from '../../src/contract/routes/duties.ts'
import { type Day, instantAt, weekdayOf } from '../../src/kit/time.ts'
import type { RosterData } from '../../src/roster/rules/expand.ts'

/** Short ids, so that expectations can be read. */
export const shift = (shiftId: string, periods: string[], more: Partial<Shift> = {}): Shift => ({
  shiftId,
  unitId: null,
  name: shiftId,
  kind: 'work',
  periods: periods.map((text) => ({ from: text.slice(0, 5), to: text.slice(6) })),
  flex: 0,
  retired: false,
  ...more,
})

export const pattern = (patternId: string, days: (string | null)[], more: Partial<Pattern> = {}): Pattern => ({
  patternId,
  unitId: null,
  name: patternId,
  turns: 'cycle',
  days,
  followsCalendar: false,
  retired: false,
  ...more,
})

export const assignment = (staffId: string, patternId: string | null, more: Partial<Assignment> = {}): Assignment => ({
  assignmentId: `${staffId} ${patternId}`,
  staffId,
  patternId,
  from: '2026-01-01',
  to: null,
  phase: 0,
  post: 'full',
  ...more,
})

/** Everything kept once, on the first day of the year. */
export function rosterOf(shifts: Shift[], patterns: Pattern[], assignments: Assignment[]): RosterData {
  const keptOn = '2026-01-01'
  return {
    shifts: new Map(shifts.map((value) => [value.shiftId, [{ value, keptOn }]])),
    patterns: new Map(patterns.map((value) => [value.patternId, [{ value, keptOn }]])),
    assignments,
  }
}

type DayKind = Pick<CalendarDay, 'type' | 'am' | 'pm'>

export const working: DayKind = { type: 'workday', am: 'work', pm: 'work' }
export const makeUp: DayKind = { type: 'makeUpWorkday', am: 'work', pm: 'work' }
export const holiday: DayKind = { type: 'holiday', am: 'rest', pm: 'rest' }
export const weekend: DayKind = { type: 'weekend', am: 'rest', pm: 'rest' }

/** Weekdays, with some days otherwise. */
export const calendarOf =
  (others: Record<Day, DayKind> = {}) =>
  (day: Day): DayKind =>
    others[day] ?? (weekdayOf(day) > 5 ? weekend : working)

export const duty = (dutyId: string, staffId: string, from: string, to: string, more: Partial<Duty> = {}): Duty => {
  const [day = '', clock = ''] = from.split(' ')
  const [last = '', end = ''] = to.includes(' ') ? to.split(' ') : [day, to]
  const times = { starts: instantAt(day, clock), ends: instantAt(last, end) }
  return { dutyId, staffId, siteId: 'site', note: '', as: 'member', ...times, ...more }
}
