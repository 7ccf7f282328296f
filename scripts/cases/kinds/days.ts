import { balanceOf, daysBetween, unseenDays } from '../../../src/attendance/rules/balance.ts'
import { dayAfter, weekdayNumber } from '../../../src/attendance/rules/clock.ts'
import { findInForce } from '../../../src/attendance/rules/effective.ts'
import type { Span } from '../../../src/attendance/rules/input.ts'
import { type LeaveSpan, leaveDays, type WorkOn } from '../../../src/attendance/rules/leaveDays.ts'
import { pairStamps } from '../../../src/attendance/rules/pairing.ts'
import { minutesExpected } from '../../../src/attendance/rules/schedule.ts'
import type { Half } from '../../../src/contract/attendance.ts'
import {
  type Adapter,
  type Answer,
  clockSpansIn,
  type Fields,
  fieldsOf,
  isFields,
  listOf,
  numberOf,
  placeholder,
  readTime,
  type Told,
  textOf,
  textsOf,
  zoneOf,
} from '../case.ts'
import { leavesOf, scheduleOf, workingDays } from '../schedules.ts'
import { dailyStatus, isEmployed, stampsOf } from './daily.ts'

export const leaveDaysOf: Adapter = ({ it }) => {
  const concrete = spelledOut(it)
  const told = (Array.isArray(concrete.leave) ? concrete.leave : [concrete.leave]).filter(isFields)
  const leaves = told.map(leaveOf)
  const workOn = workOf(concrete)
  const counted = leaves.map((leave, index) => leaveDays(leave, workOn, leaves.slice(0, index)))
  const days = counted.length === 1 ? counted[0] : counted
  const last = leaves.at(-1)
  return {
    leaveDays: days,
    leaveMinutes: counted.length === 1 ? (counted[0] ?? 0) * 480 : counted.map((it) => it * 480),
    leaveHours: counted.length === 1 ? (counted[0] ?? 0) * 8 : counted.map((it) => it * 8),
    afterRefusingFirst: last === undefined ? null : leaveDays(last, workOn, leaves.slice(1, -1)),
    contains:
      last !== undefined &&
      leaveDays(last, workOn, leaves.slice(0, -1)) > leaveDays({ ...last, counting: 'workHalves' }, workOn),
  }
}

function leaveOf(told: Fields): LeaveSpan {
  const [from = placeholder, starts] = (textOf(told.from) ?? placeholder).split('T')
  const [to = from, ends] = (textOf(told.to) ?? from).split('T')
  const [first, last] = halvesOf({ ...halvesByClock(told, starts, ends), ...told }, from, to)
  const counting = told.sandwich === true ? 'sandwich' : told.includeHolidays === true ? 'allDays' : 'workHalves'
  return { from: { day: from, half: first }, to: { day: to, half: last }, counting }
}

/** Hours of a leave as halves: what ends by 13:00 is a morning, what begins at noon an afternoon. */
function halvesByClock(told: Fields, starts = '00:00', ends = '24:00'): Fields {
  const [from, to] = [
    numberOf(told.hourFrom) ?? Number.parseInt(starts, 10),
    numberOf(told.hourTo) ?? Number.parseInt(ends, 10),
  ]
  return { ...(from >= 12 ? { fromHalf: 'pm' } : {}), ...(to > 0 && to <= 13 ? { toHalf: 'am' } : {}) }
}

/** The first and the last half-day of a leave: as told, or by the day of which only half is taken. */
function halvesOf(told: Fields, from: string, to: string): readonly [Half, Half] {
  const usual = told.halfDay === true ? halvesAround(textOf(told.halfDayDate) ?? from, from, to) : whole
  const half = (name: string, otherwise: Half): Half => {
    const value = told[`${name}Period`] ?? told[`${name}Half`] ?? told.half ?? told.halfDay
    return value === 'am' || value === 'pm' ? value : otherwise
  }
  return [half('from', usual[0]), half('to', usual[1])]
}

const whole: readonly [Half, Half] = ['am', 'pm']

function halvesAround(day: string, from: string, to: string): readonly [Half, Half] {
  if (from === to) return ['am', 'am']
  return day === from ? ['pm', 'pm'] : ['am', 'am']
}

function workOf(it: Told): WorkOn {
  const holidays = new Set(textsOf(fieldsOf(it.calendar).holidays))
  const working = workingDays(it)
  return (day) => !holidays.has(day) && working.includes(weekdayNumber(day))
}

/** `span: Fri..Mon, holidayOn: Fri` as days of some week. */
function spelledOut(it: Told): Told {
  const { span, holidayOn, sandwich } = fieldsOf(it.leave)
  const [from, to] = (textOf(span) ?? '').split('..')
  if (!from || !to) return it
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  const dayOf = (name: string): string => dayAfter('2025-07-07', names.indexOf(name))
  const first = dayOf(from)
  const last = dayOf(to) < first ? dayAfter(dayOf(to), 7) : dayOf(to)
  return { ...it, leave: { from: first, to: last, sandwich }, calendar: { holidays: [dayOf(textOf(holidayOn) ?? '')] } }
}

const pairsOf = (it: Told): readonly Span[] => pairStamps(stampsOf(it), 'alternating').pairs

export const absentDates: Adapter = ({ it }) => {
  const [from, to] = textsOf(it.period)
  const days = daysBetween(from ?? placeholder, to ?? placeholder)
  const schedule = scheduleOf({ ...it, shift: it.shift ?? { start: '08:00', end: '17:00', breaks: ['12:00-13:00'] } })
  const missing = unseenDays(days, pairsOf(it), schedule).filter((day) => isEmployed(day, it))
  return { missing, absentDates: missing, notMissing: days.filter((day) => !missing.includes(day)) }
}

/** Expected time is told with leave taken out of it, unless leave is asked for beside it. */
export const periodTotals: Adapter = ({ it, asked, siblings }) => {
  const pairs = pairsOf(it)
  const schedule = scheduleOf(weekTold(it, siblings))
  const days = periodOf(it)
  const total = balanceOf(days, pairs, schedule, notDueOf([it, ...siblings], schedule.zone))
  return {
    expectedByDate: Object.fromEntries(days.map((day) => [day, minutesExpected(schedule, day)])),
    periodTo: days.at(-1) ?? null,
    expectedMinutes: asked.includes('leaveMinutes') ? total.expected : total.expected - total.leave,
    workedMinutes: total.regular + total.overtime,
    workedSeconds: (total.regular + total.overtime) * 60,
    differenceMinutes: total.regular + total.overtime + total.leave - total.expected,
    attendanceMinutes: total.regular,
    overtimeDueMinutes: total.overtime,
    attendanceTotalMinutes: total.regular + total.overtime,
    overtimeNotDueMinutes: total.worked - total.regular - total.overtime,
    leaveMinutes: total.leave,
    compensatoryMinutes: total.surplus,
    shortfallMinutes: total.shortfall,
    ...othersTold(it, siblings, pairs, days),
  }
}

/** The period a case tells: `Week 2021-12-06..12`, `through 30 Dec`; a week told otherwise is that of the first day. */
function periodOf(it: Told): readonly string[] {
  const [start, end] = textsOf(it.period)
  if (start !== undefined && end !== undefined) return daysBetween(start, end)
  const dates = textsOf(it.punches)
    .map((text) => text.slice(0, 10))
    .sort()
  const [first, last] = [dates[0] ?? placeholder, dates.at(-1) ?? placeholder]
  const week = /Week (\d{4}-\d\d-)(\d\d)\.\.(\d\d)/.exec(it.description)
  if (week) return daysBetween(`${week[1]}${week[2]}`, `${week[1]}${week[3]}`)
  const monday = dayAfter(first, 1 - weekdayNumber(first))
  if (/\bweek\b/.test(it.description)) return daysBetween(monday, dayAfter(monday, 6))
  const through = /through (\d\d?) \w+/.exec(it.description)
  const to = through ? `${last.slice(0, 8)}${(through[1] ?? '').padStart(2, '0')}` : last
  return daysBetween(first, to)
}

/** `9 Dec 07:30-08 (not due overtime)`, said by this case or by another of the same people. */
function notDueOf(cases: readonly Told[], zone: string): readonly Span[] {
  return cases.flatMap((it) => {
    const told = /(\d\d?) Dec (\d\d:\d\d-\d\d(?::\d\d)?) \(not due overtime\)/.exec(it.description)
    const year = textsOf(it.punches)[0]?.slice(0, 4)
    const [span] = clockSpansIn(told?.[2] ?? '')
    if (told === null || span === undefined || year === undefined) return []
    const day = `${year}-12-${(told[1] ?? '').padStart(2, '0')}`
    return [{ starts: readTime(`${day}T${span.from}`, zone), ends: readTime(`${day}T${span.to}`, zone) }]
  })
}

/** Another person told of in the same case: works the same times, has only the holidays of all, and his own leave. */
function othersTold(it: Told, siblings: readonly Told[], pairs: readonly Span[], days: readonly string[]): Answer {
  const common = /global (\d\d?)(?:th)?\b/.exec(it.description)
  const other = siblings.find((one) => /\(employee 1\)/.test(one.description))
  if (common === null || other === undefined) return {}
  const holidays = textsOf(fieldsOf(it.calendar).holidays).filter((day) => Number(day.slice(8)) === Number(common[1]))
  const base = scheduleOf(weekTold(it, siblings))
  const schedule = { ...base, holidays: new Set(holidays), leave: leavesOf(other, zoneOf(other)) }
  const total = balanceOf(days, pairs, schedule)
  const workedMinutes = total.regular + total.overtime
  const expectedMinutes = total.expected - total.leave
  return { employee1: { expectedMinutes, workedMinutes, differenceMinutes: workedMinutes - expectedMinutes } }
}

/** The working week, where only another case of the same people tells it. */
export function weekTold(it: Told, siblings: readonly Told[]): Told {
  const known = /Mon-Fri \d\d/.test(it.description)
  const other = siblings.find((one) => /Mon-Fri \d\d/.test(one.description))
  const told = /Mon-Fri [\d:,-]+/.exec(other?.description ?? '')?.[0]
  return known || told === undefined ? it : { ...it, description: `${it.description} ${told}` }
}

/**
 * Which row of hours or grace counts for a day. `Calendar changed to 4 h/day afterwards: stored hours stay 8 until a
 * recompute of chosen dates`: what was judged stays as its row said; only recomputed days take the new one.
 */
export const effectiveDating: Adapter = (question) => {
  const { it, asked, askedDays } = question
  const told = /changed to (\d+) h\/day.*stay (\d+)/.exec(it.description)
  if (told === null) return byRows(question)
  const [then, now] = [Number(told[2]) * 60, Number(told[1]) * 60]
  const rows = [{ effectiveFrom: '0001-01-01', minutes: then }]
  const changed = [...rows, { effectiveFrom: '0001-01-01', minutes: now }]
  return Object.fromEntries(
    asked.map((name) => {
      const redone = /Of(\d\d)/.exec(name)?.[1]
      const row = (day: string): number | undefined =>
        findInForce(redone !== undefined && day.endsWith(`-${redone}`) ? changed : rows, day)?.minutes
      return [name, Object.fromEntries(askedDays.map((day) => [day, row(day)]))]
    }),
  )
}

/** A day is judged by the row in force on it: of those the case lists, or the one it gives. */
function byRows(question: Parameters<Adapter>[0]): Answer {
  const { it, askedDays } = question
  const rows = rowsOf(it)
  const on = (day: string): Fields => findInForce(rows, day) ?? fieldsOf(it.shift)
  const first = textsOf(it.punches)[0]?.slice(0, 10) ?? placeholder
  const judged = dailyStatus({ ...question, it: { ...it, shift: on(first) } })
  return { ...judged, ...Object.fromEntries(askedDays.map((day) => [day, rowTold(on(day), day)])) }
}

type Row = Fields & { readonly effectiveFrom: string }

function rowsOf(it: Told): readonly Row[] {
  const shift = fieldsOf(it.shift)
  const listed = [it.shift, shift.rows, shift.versions, it.schedules].find(Array.isArray)
  return listOf(listed)
    .filter(isFields)
    .map((row) => ({ ...shift, ...row, effectiveFrom: textOf(row.effectiveFrom) ?? textOf(row.from) ?? '0001-01-01' }))
}

function rowTold(row: Fields, day: string): Answer {
  const restDay = listOf(row.restWeekdays).map(Number).includes(weekdayNumber(day))
  return { start: row.start, end: row.end, graceInMin: row.graceInMin, restDay, isRestDay: restDay }
}

/** Judged twice it is the same; judged by a corrected row it is what that row says. */
export const recompute: Adapter = (question) => {
  const { it } = question
  const told = /start corrected to (\d\d:\d\d)/.exec(it.description)
  const shift = fieldsOf(it.shift)
  const day = textsOf(it.punches)[0]?.slice(0, 10) ?? placeholder
  const rows = [
    { effectiveFrom: '0001-01-01', start: textOf(shift.start) },
    { effectiveFrom: day, start: told?.[1] ?? textOf(shift.start) },
  ]
  const corrected = { ...it, shift: { ...shift, start: findInForce(rows, day)?.start } }
  const [first, again] = [dailyStatus(question), dailyStatus(question)]
  return {
    ...first,
    afterScheduleCorrection: dailyStatus({ ...question, it: corrected }).lateMinutes,
    rebuildIdentical: JSON.stringify(first) === JSON.stringify(again),
  }
}
