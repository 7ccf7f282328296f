import { addDays, countyZone, type Day, instantAt, toMs } from '../../kit/time.ts'
import type { Ms } from './spans.ts'

/** The instant so many minutes after the midnight with which a day begins, by the wall clock; 1440 and more is the next day. */
export type InstantOf = (day: Day, minutes: number) => Ms

/** Wall clock to instants in a zone; what was asked once is remembered, as the same days come for every person. */
export function instantsIn(zone: string = countyZone): InstantOf {
  const known = new Map<Day, Map<number, Ms>>()
  return (day, minutes) => {
    const ofDay = known.get(day) ?? new Map<number, Ms>()
    known.set(day, ofDay)
    const found = ofDay.get(minutes) ?? reckon(day, minutes, zone)
    ofDay.set(minutes, found)
    return found
  }
}

function reckon(day: Day, minutes: number, zone: string): Ms {
  const clock = minutes % 1440
  const two = (part: number): string => String(part).padStart(2, '0')
  const text = `${two(Math.floor(clock / 60))}:${two(clock % 60)}`
  return toMs(instantAt(addDays(day, Math.floor(minutes / 1440)), text, zone))
}
