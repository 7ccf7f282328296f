import type { Half } from '../../../contract/attendance.ts'
import { addDays, type Day, type Iso, instantAt } from '../../../kit/time.ts'
import type { Span } from '../../duty.ts'

/** 上午 or 下午 of a day: the unit in which leave is given. */
export interface HalfDay {
  readonly day: Day
  readonly half: Half
}

/** The morning is the county's day until noon, the afternoon the rest of it, whatever the office hours are. */
export const spanOfHalf = ({ day, half }: HalfDay): Span =>
  half === 'am'
    ? { starts: instantAt(day, '00:00'), ends: instantAt(day, '12:00') }
    : { starts: instantAt(day, '12:00'), ends: instantAt(addDays(day, 1), '00:00') }

/** From one half to another, both included. */
export const spanOfHalves = (from: HalfDay, to: HalfDay): Span => ({
  starts: spanOfHalf(from).starts,
  ends: spanOfHalf(to).ends,
})

/** Below zero when `a` is the earlier half, zero when they are the same. */
export const compareHalves = (a: HalfDay, b: HalfDay): number =>
  a.day === b.day ? a.half.localeCompare(b.half) : a.day.localeCompare(b.day)

/** Every half from `from` to `to`, both included; none when they are the wrong way round. */
export function listHalves(from: HalfDay, to: HalfDay): HalfDay[] {
  const halves: HalfDay[] = []
  for (let at = from; compareHalves(at, to) <= 0; at = after(at)) halves.push(at)
  return halves
}

const after = ({ day, half }: HalfDay): HalfDay =>
  half === 'am' ? { day, half: 'pm' } : { day: addDays(day, 1), half: 'am' }

/**
 * The instant a correction says. A departure in the afternoon before noon is one of the next day, after a shift that
 * crosses midnight; every other time is of the day itself.
 */
export const instantOfCorrection = ({ day, half, what, at }: HalfDay & { what: string; at: string }): Iso =>
  instantAt(half === 'pm' && what === 'departure' && at < '12:00' ? addDays(day, 1) : day, at)
