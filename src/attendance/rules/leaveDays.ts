import type { Half } from '../../contract/attendance.ts'
import type { Day } from '../../kit/time.ts'
import { dayFrom, dayNumber } from './clock.ts'

/** A leave from a half-day to a half-day, both included. */
export interface LeaveSpan {
  readonly from: { readonly day: Day; readonly half: Half }
  readonly to: { readonly day: Day; readonly half: Half }
  readonly counting: LeaveCounting
}

/**
 * `workHalves`: half-days with work (the product's rule). `allDays`: rest days too. `sandwich`: rest days that lie between
 * two whole working days on leave, be it by this leave or together with an earlier one of the same counting, count too.
 */
export type LeaveCounting = 'workHalves' | 'allDays' | 'sandwich'

/** Whether a half of a day has work. */
export type WorkOn = (day: Day, half: Half) => boolean

/** The days a leave takes, in halves; `earlier` are the leaves that stood before it was asked for. */
export function leaveDays(leave: LeaveSpan, workOn: WorkOn, earlier: readonly LeaveSpan[] = []): number {
  const days = daysOf(leave)
  if (leave.counting === 'allDays') return days.reduce((sum, day) => sum + halvesOn(leave, day).length / 2, 0)
  const worked = days.reduce((sum, day) => sum + halvesOn(leave, day).filter((half) => workOn(day, half)).length / 2, 0)
  return leave.counting === 'workHalves' ? worked : worked + swallowed(leave, workOn, earlier)
}

/** Rest days enclosed by whole working days on leave, at least one of them of this leave. */
function swallowed(leave: LeaveSpan, workOn: WorkOn, earlier: readonly LeaveSpan[]): number {
  const all = [leave, ...earlier.filter((it) => it.counting === 'sandwich')]
  const isWhole = (day: Day, by: readonly LeaveSpan[]): boolean =>
    halves.every((half) => by.some((it) => halvesOn(it, day).includes(half)))
  const isRest = (day: Day): boolean => halves.every((half) => !workOn(day, half))
  const days = daysOf(leave)
  const [first, last] = [dayNumber(days[0] ?? leave.from.day), dayNumber(days.at(-1) ?? leave.to.day)]
  let count = 0
  for (let number = first - reach; number <= last + reach; number += 1) {
    if (!isRest(dayFrom(number))) continue
    const before = nextWorkday(number, -1, isRest)
    const after = nextWorkday(number, 1, isRest)
    const mine = [before, after].some((it) => isWhole(it, [leave]))
    if (mine && [before, after].every((it) => isWhole(it, all))) count += 1
  }
  return count
}

const halves = ['am', 'pm'] as const
/** No run of rest days is longer. */
const reach = 31

function nextWorkday(from: number, step: 1 | -1, isRest: (day: Day) => boolean): Day {
  for (let away = 1; away <= reach; away += 1) {
    const day = dayFrom(from + step * away)
    if (!isRest(day)) return day
  }
  return dayFrom(from)
}

function daysOf({ from, to }: LeaveSpan): readonly Day[] {
  const [first, last] = [dayNumber(from.day), dayNumber(to.day)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => dayFrom(first + index))
}

function halvesOn({ from, to }: LeaveSpan, day: Day): readonly Half[] {
  if (day < from.day || day > to.day) return []
  return halves.filter(
    (half) =>
      !(day === from.day && half === 'am' && from.half === 'pm') &&
      !(day === to.day && half === 'pm' && to.half === 'am'),
  )
}
