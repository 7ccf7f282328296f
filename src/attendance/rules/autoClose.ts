import { minuteMs } from './clock.ts'
import type { Ms, Span } from './input.ts'
import { breaksOn, minutesExpected, minutesIn, paidSpans, scheduleDay, type WeekSchedule } from './schedule.ts'

/**
 * When an arrival without departure is closed by itself: once the hours of its day and a tolerance are worked, earlier
 * times of that day included, breaks left out; or after a fixed time.
 */
export type CloseRule =
  | { readonly kind: 'hoursOfDay'; readonly schedule: WeekSchedule; readonly tolerance: number }
  | { readonly kind: 'after'; readonly minutes: number }

/** The instant at which an open arrival is closed, null while that has not come by `now`. */
export function closedAt(open: Ms, earlier: readonly Span[], rule: CloseRule, now: Ms): Ms | null {
  const at = rule.kind === 'after' ? open + rule.minutes * minuteMs : whenWorked(open, earlier, rule)
  return at <= now ? at : null
}

function whenWorked(open: Ms, earlier: readonly Span[], rule: Extract<CloseRule, { kind: 'hoursOfDay' }>): Ms {
  const { schedule, tolerance } = rule
  const day = scheduleDay(open, schedule)
  const done = minutesIn(paidSpans(earlier, schedule).filter((it) => it.day === day))
  let at = open + Math.max(0, minutesExpected(schedule, day) + tolerance - done) * minuteMs
  for (const { starts, ends } of breaksOn(schedule, day)) {
    if (open < ends && at > starts) at += ends - Math.max(starts, open)
  }
  return at
}
