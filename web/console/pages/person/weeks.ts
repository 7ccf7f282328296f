import { type Day, weekdayOf } from '../../../../src/kit/time.ts'

/** The days of a month in weeks from Monday to Sunday; undefined where the month has not begun or is over. */
export function weeksOf<T extends { readonly calendar: { readonly day: Day } }>(
  days: readonly T[],
): (T | undefined)[][] {
  const lead = days[0] === undefined ? 0 : weekdayOf(days[0].calendar.day) - 1
  const cells: (T | undefined)[] = [...Array.from({ length: lead }, () => undefined), ...days]
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, n) => cells[week * 7 + n]),
  )
}
