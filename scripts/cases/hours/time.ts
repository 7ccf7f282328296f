import { numberOf } from '../../../src/calendar/plainDay.ts'
import { makeWallClock, wallOf } from '../../../src/calendar/workingTime/zone.ts'
import { dayOf, toIso } from '../../../src/kit/time.ts'
import { type Fields, textOf } from '../case.ts'

/** An instant as a case writes it, exact to the ms: with an offset, or by the wall clock of the zone; a day is its midnight. */
export function instantIn(told: unknown, zone: string): number {
  const text = textOf(told) ?? ''
  if (/\d(?:Z|[+-]\d\d:?\d\d)$/i.test(text) && text.length > 10) return Date.parse(text)
  const [, day = '', hour = '0', minute = '0', second = '0'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?$/.exec(text) ?? []
  const number = numberOf(day)
  if (Number.isNaN(number)) return Number.NaN
  const ms = Number(hour) * 3_600_000 + Number(minute) * 60_000 + Math.round(Number(second) * 1_000)
  return makeWallClock(zone, number, number)(number, ms)
}

/** A day as a case writes it, or the one an instant falls on. */
export function dayIn(told: unknown, zone: string): string {
  const text = textOf(told) ?? ''
  return text.length <= 10 ? text : dayOf(toIso(instantIn(text, zone)), zone)
}

/** Whether a zone's clock shows another offset at the end of a range than at its beginning. */
export const clockIsChanged = ({ from, to }: Fields, zone: string): boolean =>
  offsetAt(instantIn(from, zone), zone) !== offsetAt(instantIn(to, zone), zone)

const offsetAt = (at: number, zone: string): number => wallOf(at, zone) - at
