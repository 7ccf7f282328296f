import type { HalfVerdict, LeaveKind, MonthTotals } from '../contract/attendance.ts'
import type { CalendarDay } from '../contract/calendar.ts'
import type { DutyHours } from '../contract/people.ts'
import { addDays, type Day, instantAt, toMs, weekdayOf } from '../kit/time.ts'
import type { SheetRow } from './rows.ts'
import type { Ms, Span } from './rules/input.ts'

/**
 * In a unit of fewer people than this, totals would tell about persons: the bulletin then says only how the office was
 * open. (The same five as everywhere in the product where figures come from few people.)
 */
export const fewestPeople = 5
export const isCrowd = (rows: readonly unknown[]): boolean => rows.length >= fewestPeople
/** A kind of leave taken by fewer people than this is told as “other”: illness and the like are nobody's business. */
const fewestOfAKind = 3

/** The sum of all rows; kinds of leave that few took are put together. Units too small get null. */
export function totalsOfAll(rows: readonly SheetRow[]): MonthTotals | null {
  if (!isCrowd(rows)) return null
  const all = rows.map((row) => row.totals)
  const sum = (of: (totals: MonthTotals) => number): number => all.reduce((total, one) => total + of(one), 0)
  return {
    expected: sum((it) => it.expected),
    present: sum((it) => it.present),
    lateTimes: sum((it) => it.lateTimes),
    earlyTimes: sum((it) => it.earlyTimes),
    noCheckIn: sum((it) => it.noCheckIn),
    absent: sum((it) => it.absent),
    outing: sum((it) => it.outing),
    dutyTimes: sum((it) => it.dutyTimes),
    unknown: sum((it) => it.unknown),
    leave: leaveOf(all),
  }
}

function leaveOf(all: readonly MonthTotals[]): MonthTotals['leave'] {
  const leave: Partial<Record<LeaveKind, number>> = {}
  const kinds = new Set(all.flatMap((it) => Object.keys(it.leave) as LeaveKind[]))
  for (const kind of kinds) {
    const taken = all.flatMap((it) => it.leave[kind] ?? [])
    const told = taken.length < fewestOfAKind ? 'other' : kind
    leave[told] = (leave[told] ?? 0) + taken.reduce((sum, days) => sum + days, 0)
  }
  return leave
}

export interface BulletinDay {
  readonly day: Day
  readonly expected: number
  readonly present: number
  readonly away: number
  readonly open: number
}

/**
 * Day by day, in days: who was expected, was there, was away with leave or on an outing, and what is still open. Days with
 * work for a few only (one on duty on a Sunday) are left out, as they would tell about these.
 */
export function daysOfAll(days: readonly Day[], rows: readonly SheetRow[]): BulletinDay[] {
  if (!isCrowd(rows)) return []
  return days.flatMap((day, i) => {
    const working = rows.filter(({ cells }) => cells[i] && !(isRest(cells[i].am) && isRest(cells[i].pm)))
    if (working.length > 0 && !isCrowd(working)) return []
    const halves = rows.flatMap(({ cells }) => (cells[i] ? [cells[i].am.state, cells[i].pm.state] : []))
    const count = (...states: readonly string[]): number => halves.filter((it) => states.includes(it)).length / 2
    const present = count('present', 'late', 'early', 'duty')
    const away = count('leave', 'outing')
    const open = count('noCheckIn', 'unknown', 'notYet')
    return [{ day, expected: present + away + open + count('absent'), present, away, open }]
  })
}

const isRest = ({ state }: HalfVerdict): boolean => state === 'rest'

/**
 * Share of the published opening hours of some days in which somebody was seen: between the first and the last check-in of
 * the same person on the same day, and nowhere beyond. Days off have no opening hours. null where there are none.
 */
export function openShare(hours: readonly Span[], seen: readonly Span[]): number | null {
  const all = hours.reduce((sum, it) => sum + it.ends - it.starts, 0)
  if (all === 0) return null
  const spans = joined(seen)
  const covered = hours.reduce((sum, it) => sum + spans.reduce((part, span) => part + shared(it, span), 0), 0)
  return covered / all
}

const shared = (a: Span, b: Span): Ms => Math.max(0, Math.min(a.ends, b.ends) - Math.max(a.starts, b.starts))

function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const span of spans.toSorted((a, b) => a.starts - b.starts)) {
    const last = all.at(-1)
    if (last === undefined || span.starts > last.ends) all.push(span)
    else all[all.length - 1] = { starts: last.starts, ends: Math.max(last.ends, span.ends) }
  }
  return all
}

/** The opening hours of a site on some days, up to an instant. */
export function openingHours(hours: DutyHours, days: readonly CalendarDay[], until: Ms): Span[] {
  return days
    .filter(
      ({ type, am, pm }) =>
        type !== 'holiday' && type !== 'dayOff' && (am === 'work' || pm === 'work' || type === 'weekend'),
    )
    .flatMap(({ day }) => (hours[String(weekdayOf(day)) as '1'] ?? []).map((it) => periodOn(day, it)))
    .map(({ starts, ends }) => ({ starts, ends: Math.min(ends, until) }))
    .filter(({ starts, ends }) => starts < ends)
}

function periodOn(day: Day, { from, to }: { readonly from: string; readonly to: string }): Span {
  const ends = instantAt(to <= from ? addDays(day, 1) : day, to)
  return { starts: toMs(instantAt(day, from)), ends: toMs(ends) }
}
