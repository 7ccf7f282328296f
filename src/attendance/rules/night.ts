import { dayAfter, instantOf, minutesOf } from './clock.ts'
import type { Span } from './input.ts'
import { byDay, minutesIn } from './schedule.ts'
import { within } from './spans.ts'

/** Minutes of some spans inside a nightly window of the clock (`22:00` to `06:00`) in a zone. */
export function nightMinutes(
  spans: readonly Span[],
  window: { readonly from: string; readonly to: string },
  zone: string,
): number {
  const [from, to] = [minutesOf(window.from), minutesOf(window.to)]
  const days = [...new Set(byDay(spans, zone).flatMap(({ day }) => [dayAfter(day, -1), day]))]
  const nights = days.map((day) => ({
    starts: instantOf(day, from, zone),
    ends: instantOf(day, to > from ? to : to + 1440, zone),
  }))
  return minutesIn(within(spans, nights))
}
