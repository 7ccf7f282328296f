import { add, addDays, backToWork } from '../../../src/calendar/workingTime/add.ts'
import { betweenAbs, signed, workdaysBetween, workdaysInclusive } from '../../../src/calendar/workingTime/between.ts'
import type { WorkingCalendar } from '../../../src/calendar/workingTime/calendar.ts'
import { isOpen, isWorkingDay, nextOpen, openPeriodsAfter, prevOpen } from '../../../src/calendar/workingTime/open.ts'
import { instant, numberOf } from '../case.ts'
import type { HoursCase } from './case.ts'
import { slaOf } from './sla.ts'
import { dayIn, instantIn } from './time.ts'

/** What the engine answers, in the words of the cases; instants are wrapped. Undefined: the question is not understood. */
export function answer(it: HoursCase, calendar: WorkingCalendar): unknown {
  const { input, zone, note } = it
  const time = (name: string): number => instantIn(input[name], zone)
  const day = (name: string): string => dayIn(input[name], zone)
  switch (it.op) {
    case 'add':
      return instant(addAsTold(it, calendar, time('start')))
    case 'addDays':
      return instant(addDays(calendar, time('start'), numberOf(input.days) ?? Number.NaN))
    case 'between':
      return reversedAsTold(signed(calendar, time('from'), time('to')) / 1_000, note)
    case 'betweenAbs':
      return betweenAbs(calendar, time('from'), time('to')) / 1_000
    case 'isOpen':
      return isOpen(calendar, time('at'))
    case 'isWorkingDay':
      return isWorkingDay(calendar, day('date'))
    case 'nextOpen':
      return instant(nextOpen(calendar, time('at')))
    case 'prevOpen':
      return instant(prevOpen(calendar, time('at')))
    case 'openPeriodsAfter':
      return openPeriodsAfter(calendar, time('origin'), numberOf(input.count) ?? 1).map((it) => it.map(instant))
    case 'workdaysBetween':
      return workdaysBetween(calendar, day('from'), day('to'))
    case 'workdaysInclusive':
      // To ask this is a mistake in the product; sources list the days from one to another, and here are none.
      return day('from') > day('to') ? 0 : workdaysInclusive(calendar, day('from'), day('to'))
    case 'sla':
      return slaOf(it, calendar)
    default:
      return undefined
  }
}

function addAsTold({ input }: HoursCase, calendar: WorkingCalendar, start: number): number {
  const backward = input.direction === 'backward'
  const ms = Math.round((numberOf(input.seconds) ?? Number.NaN) * 1_000)
  if (ms === 0 && backward) return backToWork(calendar, start)
  return add(calendar, start, backward ? -Math.abs(ms) : ms)
}

/** A reversed range is the caller's mistake in the product; sources give it a sign, unless they say another rule. */
function reversedAsTold(seconds: number, note: string): number {
  if (/milliseconds dropped/i.test(note)) return Math.trunc(seconds)
  if (seconds >= 0) return seconds
  if (/reversed\s*=\s*absolute/i.test(note)) return -seconds
  return /reversed\s*=\s*(0|zero)\b/i.test(note) ? 0 : seconds
}
