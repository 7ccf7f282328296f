import { makeWorkingCalendar, type WorkingCalendar } from '../../../src/calendar/workingTime/calendar.ts'
import type { SpecialDay } from '../../../src/calendar/workingTime/plan.ts'
import type { Period } from '../../../src/calendar/workingTime/span.ts'
import { type Fields, fieldsOf, listOf, textOf, textsOf } from '../case.ts'

/**
 * The calendar of a case. Of one date the strongest word counts: a closed date, hours of its own, a make-up day; breaks
 * are cut out of whatever is left.
 */
export function calendarOf(told: Fields, zone: string): WorkingCalendar {
  const weekly = Object.fromEntries(weekdays.map((name) => [name, readPeriods(fieldsOf(told.weekly)[name])]))
  const hours = [{ from: '1900-01-01', weekly: weekly as Record<(typeof weekdays)[number], Period[]> }]
  return makeWorkingCalendar({ zone, hours, special: listSpecial(told), known: null })
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

function listSpecial(told: Fields): readonly SpecialDay[] {
  const found = new Map<string, SpecialDay>()
  const plain = { name: '', reason: '', document: '' }
  for (const day of textsOf(told.workdays)) found.set(day, { ...plain, day, hours: 'makeUp', why: 'makeUp' })
  for (const [day, periods] of Object.entries(fieldsOf(told.dates)))
    found.set(day, { ...plain, day, hours: readPeriods(periods), why: 'ownHours' })
  for (const day of textsOf(told.holidays)) found.set(day, { ...plain, day, hours: 'none', why: 'holiday' })
  for (const [day, periods] of Object.entries(fieldsOf(told.breaks)))
    found.set(day, {
      ...(found.get(day) ?? { ...plain, day, hours: 'weekday', why: 'ownHours' }),
      breaks: readPeriods(periods),
    })
  return [...found.values()]
}

/** `["22:00", "06:00"]` ends on the next day, `["18:00", "00:00"]` at midnight. */
function readPeriods(told: unknown): Period[] {
  return listOf(told).flatMap((one) => {
    const [from, to] = listOf(one).map((it) => clockOf(textOf(it) ?? ''))
    if (from === undefined || to === undefined) return []
    const overnight = to < from || to === '00:00'
    return [{ from, to: overnight ? `${Number(to.slice(0, 2)) + 24}${to.slice(2)}` : to }]
  })
}

/** `9:00` and `09:00:00` as `09:00`; the last second of a day, where a source knows no 24:00, as its end. */
function clockOf(text: string): string {
  if (text.startsWith('23:59:59')) return '24:00'
  const clock = text.replace(/^(\d\d?:\d\d):00(?:\.0+)?$/, '$1')
  return /^\d:/.test(clock) ? `0${clock}` : clock
}
