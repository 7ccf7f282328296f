import type { Half } from '../../contract/attendance.ts'

/** Half-open, [from, to), in milliseconds of the wall clock since the midnight its day begins with; may end after the next. */
export type Span = readonly [from: number, to: number]

/** A half-open period of wall clock, `HH:MM` or `HH:MM:SS`; one that ends on the next day says so: `22:00` to `30:00`. */
export interface Period {
  readonly from: string
  readonly to: string
}

export const msPerDay = 86_400_000
const noon = msPerDay / 2

/** Periods as spans in order: empty ones left out, overlapping ones joined, such as only touch left apart. */
export function spansOf(periods: readonly Period[]): readonly Span[] {
  const all = periods.map(({ from, to }): Span => [msOf(from), msOf(to)]).filter(([from, to]) => from < to)
  const joined: Span[] = []
  for (const [from, to] of all.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && from < last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], to)]
    else joined.push([from, to])
  }
  return joined
}

/** What is left of spans without the times of others. */
export function cut(spans: readonly Span[], away: readonly Span[]): readonly Span[] {
  let left = spans
  for (const [from, to] of away) {
    left = left.flatMap(([a, b]): Span[] => {
      if (to <= a || from >= b) return [[a, b]]
      return [...(a < from ? [[a, from] as const] : []), ...(to < b ? [[to, b] as const] : [])]
    })
  }
  return left
}

/**
 * The half of a day's hours: where some periods begin before noon and others after, those are its halves (a morning may
 * last until 12:30); where all begin on one side, the day is cut at 12:00.
 */
export function halfOf(spans: readonly Span[], half: Half): readonly Span[] {
  const early = spans.filter(([from]) => from < noon)
  const late = spans.filter(([from]) => from >= noon)
  if (early.length > 0 && late.length > 0) return half === 'am' ? early : late
  return cut(spans, half === 'am' ? [[noon, 2 * msPerDay]] : [[0, noon]])
}

export const shift = (spans: readonly Span[], by: number): readonly Span[] =>
  spans.map(([from, to]): Span => [from + by, to + by])

export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, [from, to]) => sum + to - from, 0)

function msOf(clock: string): number {
  const [, hours, minutes, seconds = '0'] = /^(\d\d?):(\d\d)(?::(\d\d))?$/.exec(clock) ?? []
  const ms = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000
  if (!(ms <= 2 * msPerDay)) throw new RangeError(`not a time of the clock: ${clock}`)
  return ms
}
