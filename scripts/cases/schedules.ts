import { instantOf, minutesOf } from '../../src/attendance/rules/clock.ts'
import type { Span } from '../../src/attendance/rules/input.ts'
import type { ClockSpan, WeekSchedule } from '../../src/attendance/rules/schedule.ts'
import {
  clockSpansIn,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  readTime,
  type Told,
  textOf,
  textsOf,
  zoneOf,
} from './case.ts'

const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const shortNames = dayNames.map((it) => it.slice(0, 3))

/** The working week a case tells of, in its calendar, its shift or its words. Zone: the person's own where it is told. */
export function scheduleOf(it: Told): WeekSchedule {
  const calendar = fieldsOf(it.calendar)
  const zone = textOf(it.personTimezone) ?? zoneOf(it)
  return {
    zone,
    weekdays: weekdaysOf(it, calendar),
    holidays: new Set(textsOf(calendar.holidays)),
    leave: leavesOf(it, zone),
  }
}

/** The leaves of a case as instants; a day alone is the whole of it. */
export function leavesOf(it: Told, zone: string): readonly Span[] {
  const leaves = Array.isArray(it.leave) ? it.leave : [it.leave]
  return leaves.filter(isFields).flatMap((leave) => {
    const [from, to] = [textOf(leave.from), textOf(leave.to)]
    if (from === undefined || to === undefined) return []
    return [{ starts: readTime(from, zone), ends: to.includes('T') ? readTime(to, zone) : instantOf(to, 1440, zone) }]
  })
}

/** Who works whenever he likes has no hours, and so no break between them. */
function weekdaysOf(it: Told, calendar: Fields): Record<number, readonly ClockSpan[]> {
  if (isFlexible(it)) return {}
  const named = dayNames.map((name) => calendar[name])
  if (named.some((it) => it !== undefined)) return byNumber((index) => clockSpansIn(textsOf(named[index]).join(' ')))
  const usual = usualDay(it, calendar)
  const working = workingDays(it, calendar)
  return byNumber((index) => {
    const own = calendar[`${dayNames[index]}Segments`]
    if (own !== undefined) return clockSpansIn(textsOf(own).join(' '))
    return working.includes(index + 1) ? usual : []
  })
}

export const isFlexible = (it: Told): boolean => {
  const { flexible } = fieldsOf(it.shift)
  return flexible === true || typeof flexible === 'string' || /\bflexible\b/i.test(it.description)
}

const byNumber = (of: (index: number) => readonly ClockSpan[]): Record<number, readonly ClockSpan[]> =>
  Object.fromEntries(dayNames.map((_, index) => [index + 1, of(index)]))

/** Numbers of the working weekdays, Monday to Friday unless the case says otherwise. */
export function workingDays(it: Told, calendar: Fields = fieldsOf(it.calendar)): readonly number[] {
  const rest = listOf(fieldsOf(it.shift).restWeekdays).map(Number)
  const off = textsOf(calendar.weeklyOff).map((name) => shortNames.indexOf(name.slice(0, 3).toLowerCase()) + 1)
  const all = [1, 2, 3, 4, 5, 6, 7]
  if (rest.length + off.length > 0) return all.filter((day) => !rest.includes(day) && !off.includes(day))
  const [from, to] = (textOf(calendar.weekdays) ?? 'Mon-Fri').toLowerCase().split('-')
  const [first, last] = [shortNames.indexOf(from ?? '') + 1, shortNames.indexOf(to ?? '') + 1]
  return all.filter((day) => day >= first && day <= last)
}

function usualDay(it: Told, calendar: Fields): readonly ClockSpan[] {
  const segments = textsOf(calendar.segments)
  if (segments.length > 0) return clockSpansIn(segments.join(' '))
  const { start, end, breaks } = fieldsOf(it.shift)
  const [from, to] = [textOf(start), textOf(end)]
  if (from !== undefined && to !== undefined) return around(from, to, clockSpansIn(textsOf(breaks).join(' ')))
  const told = /Mon-Fri ((?:\d\d(?::\d\d)?-\d\d(?::\d\d)?,?\s*)+)/.exec(it.description)?.[1]
  return told === undefined ? [] : clockSpansIn(told)
}

/** A day from one time to another, with its breaks left out. */
function around(from: string, to: string, breaks: readonly ClockSpan[]): readonly ClockSpan[] {
  const edges = [from, ...breaks.flatMap((it) => [it.from, it.to]), to]
  const spans = edges.flatMap((edge, index) => (index % 2 === 0 ? [{ from: edge, to: edges[index + 1] ?? edge }] : []))
  return spans.filter((it) => minutesOf(it.from) < minutesOf(it.to))
}
