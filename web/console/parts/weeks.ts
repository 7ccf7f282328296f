import { type Day, weekdayOf } from '../../../src/kit/time.ts'

/** Days in weeks from Monday to Sunday; undefined where the first has not begun or the last is over. */
export function weeksOf<T>(days: readonly T[], dayOf: (it: T) => Day): (T | undefined)[][] {
  const [first] = days
  if (first === undefined) return []
  const places = [...Array.from({ length: weekdayOf(dayOf(first)) - 1 }, () => undefined), ...days]
  return Array.from({ length: Math.ceil(places.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, n) => places[week * 7 + n]),
  )
}
