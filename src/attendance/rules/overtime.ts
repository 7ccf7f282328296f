import type { Day } from '../../kit/time.ts'
import { dayAfter, instantOf, minuteMs, minutesOf, weekdayNumber } from './clock.ts'
import type { Ms, Span } from './input.ts'
import { type DatedSpan, hoursExpected, minutesExpected, minutesIn, paidSpans, type WeekSchedule } from './schedule.ts'
import { lastOf, overlap, within, without } from './spans.ts'

/**
 * What counts as overtime. `beyondDay` and `beyondWeek`: what is worked beyond so many minutes (of the day by the
 * schedule, where null), taken from the end. `clock`: within a window of the clock, which may cross midnight.
 * `outsideHours`: outside the scheduled hours. `restDays`: all of a day without scheduled hours.
 */
export type OvertimeRule =
  | { readonly kind: 'beyondDay'; readonly minutes: number | null }
  | { readonly kind: 'beyondWeek'; readonly minutes: number }
  | { readonly kind: 'clock'; readonly from: string; readonly to: string }
  | { readonly kind: 'outsideHours' }
  | { readonly kind: 'restDays' }

export interface OvertimeOptions {
  readonly rules: readonly OvertimeRule[]
  /** A day's overtime counts whole if it is more than this, else not at all. Minutes. */
  readonly tolerance: number
  /** Where shortfall counts against overtime: a day's shortfall up to this many minutes is none; null: it never counts. */
  readonly shortfallTolerance: number | null
}

/** Overtime of a day: its parts in order, cut where other rules apply, and how many minutes he fell short. */
export interface DayOvertime {
  readonly day: Day
  readonly worked: readonly DatedSpan[]
  readonly parts: readonly Span[]
  readonly shortfall: number
}

/** Overtime day by day of closed times of presence. Breaks of the schedule are no work on a working day. */
export function overtimeOf(
  pairs: readonly Span[],
  schedule: WeekSchedule,
  options: OvertimeOptions,
): readonly DayOvertime[] {
  const paid = paidSpans(
    pairs.toSorted((a, b) => a.starts - b.starts),
    schedule,
  )
  const found = options.rules.map((rule) => spansBy(rule, paid, schedule))
  return [...new Set(paid.map((it) => it.day))].map((day) => {
    const worked = paid.filter((it) => it.day === day)
    const parts = partsOf(worked, found)
    const tolerated = minutesIn(parts) <= options.tolerance
    return { day, worked, parts: tolerated ? [] : parts, shortfall: shortfallOf(worked, day, schedule, options) }
  })
}

/** Minutes of overtime, less what he fell short. */
export const overtimeMinutes = (days: readonly DayOvertime[]): number =>
  days.reduce((sum, it) => sum + minutesIn(it.parts) - it.shortfall, 0)

/** The overtime that falls into each of some times of presence; a day's shortfall goes to the last of them. */
export function overtimePerPair(pairs: readonly Span[], days: readonly DayOvertime[]): readonly number[] {
  return pairs.map((pair) => {
    const mine = days.filter((it) => it.worked.some((span) => overlap(span, pair)))
    const short = mine.filter((it) => {
      const last = it.worked.at(-1)
      return last !== undefined && overlap(last, pair)
    })
    const over = mine.reduce((sum, it) => sum + minutesIn(within(it.parts, [pair])), 0)
    return over - short.reduce((sum, it) => sum + it.shortfall, 0)
  })
}

function shortfallOf(worked: readonly Span[], day: Day, schedule: WeekSchedule, options: OvertimeOptions): number {
  if (options.shortfallTolerance === null) return 0
  const expected = options.rules.reduce((most, it) => Math.max(most, dayMinutes(it, day, schedule)), 0)
  const short = expected - minutesIn(worked)
  return short > options.shortfallTolerance ? short : 0
}

const dayMinutes = (rule: OvertimeRule, day: Day, schedule: WeekSchedule): number =>
  rule.kind === 'beyondDay' ? (rule.minutes ?? minutesExpected(schedule, day)) : 0

function spansBy(rule: OvertimeRule, paid: readonly DatedSpan[], schedule: WeekSchedule): readonly Span[] {
  switch (rule.kind) {
    case 'beyondDay':
      return groups(paid, (it) => it.day).flatMap(([day, spans]) => beyond(spans, dayMinutes(rule, day, schedule)))
    case 'beyondWeek':
      return groups(paid, (it) => mondayOf(it.day)).flatMap(([, spans]) => beyond(spans, rule.minutes))
    case 'clock':
      return within(
        paid,
        days(paid).flatMap((day) => clockSpans(rule, day, schedule.zone)),
      )
    case 'outsideHours':
      return paid.flatMap((it) => without([it], hoursExpected(schedule, it.day)))
    case 'restDays':
      return paid.filter((it) => hoursExpected(schedule, it.day).length === 0)
    default:
      return rule satisfies never
  }
}

const beyond = (spans: readonly Span[], minutes: number): readonly Span[] =>
  lastOf(spans, Math.max(0, minutesIn(spans) - minutes) * minuteMs)

const mondayOf = (day: Day): Day => dayAfter(day, 1 - weekdayNumber(day))
const days = (paid: readonly DatedSpan[]): readonly Day[] => [...new Set(paid.map((it) => it.day))]

/** The window as it begins on a day, and the rest of the one that began the day before. */
function clockSpans(rule: { readonly from: string; readonly to: string }, day: Day, zone: string): readonly Span[] {
  const [from, to] = [minutesOf(rule.from), minutesOf(rule.to)]
  const length = to > from ? to - from : to + 1440 - from
  return [dayAfter(day, -1), day].map((start) => {
    const starts = instantOf(start, from, zone)
    return { starts, ends: starts + length * minuteMs }
  })
}

function groups(paid: readonly DatedSpan[], keyOf: (span: DatedSpan) => string): readonly [string, DatedSpan[]][] {
  const found = new Map<string, DatedSpan[]>()
  for (const span of paid) found.set(keyOf(span), [...(found.get(keyOf(span)) ?? []), span])
  return [...found]
}

/** What any rule counts, once, cut wherever the set of rules changes. */
function partsOf(worked: readonly DatedSpan[], found: readonly (readonly Span[])[]): readonly Span[] {
  return worked.flatMap((span) => {
    const edges = found.flat().flatMap((it): Ms[] => [it.starts, it.ends])
    const inside = edges.filter((at) => at > span.starts && at < span.ends)
    const cuts = [...new Set([span.starts, ...inside, span.ends])].sort((a, b) => a - b)
    const pieces = cuts.slice(1).map((ends, index) => ({ starts: cuts[index] ?? ends, ends }))
    return pieces.filter((piece) => found.some((spans) => spans.some((it) => overlap(it, piece))))
  })
}
