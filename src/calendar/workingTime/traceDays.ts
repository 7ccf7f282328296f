import type { Limit } from '../../contract/matterTypes.ts'
import { type Day, dayOf, toIso } from '../../kit/time.ts'
import { dayAt, numberOf } from '../plainDay.ts'
import { between } from './between.ts'
import { trackAround, type WorkingCalendar } from './calendar.ts'
import { type DayReason, reasonOf } from './dayReason.ts'

/** Days in a row that are alike. */
export interface DaysStep {
  readonly kind: 'days'
  readonly from: Day
  readonly to: Day
  readonly reason: DayReason
  /** Of limits in days: the place of the first and the last of them; null where they are not counted. */
  readonly counted: readonly [first: number, last: number] | null
  /** Of limits in working time: how much of it was counted on them. */
  readonly seconds: number | null
}

/** Every day from the start to what is due without pauses, those alike and next to each other together. */
export function listDays(
  calendar: WorkingCalendar,
  [start, base]: readonly [start: number, base: number],
  limit: Limit,
): readonly DaysStep[] {
  const [first, last] = daysFrom(calendar, start, base)
  const steps: DaysStep[] = []
  let counted = 0
  for (let day = first; day <= last; day++) {
    const reason = countsDays(limit) && day === first ? startDay : reasonOf(calendar.plan(day), day)
    const seconds = countsDays(limit) ? null : workedOn(calendar, day, [start, base])
    const counts = isCounted(limit, reason, counted)
    if (counts) counted += 1
    const place = counts ? ([counted, counted] as const) : null
    join(steps, { kind: 'days', from: dayAt(day), to: dayAt(day), reason, counted: place, seconds })
  }
  return steps
}

function isCounted({ unit, amount }: Limit, { works, why }: DayReason, counted: number): boolean {
  if (unit === 'days') return why !== 'startDay' && counted < amount
  return unit === 'workingDays' && works
}

/** Limits in days leave the day of the start out. */
export const countsDays = ({ unit }: Limit): boolean => unit === 'workingDays' || unit === 'days'

const startDay: DayReason = {
  works: false,
  why: 'startDay',
  name: '',
  reason: '',
  document: '',
  half: null,
  known: true,
}

const daysFrom = ({ zone }: WorkingCalendar, from: number, to: number): readonly [first: number, last: number] => [
  numberOf(dayOf(toIso(from), zone)),
  numberOf(dayOf(toIso(to), zone)),
]

/** Days without work strictly between those of two instants: what a moved due date leapt over. */
export function listLeapt(calendar: WorkingCalendar, from: number, to: number): readonly DaysStep[] {
  const [first, last] = daysFrom(calendar, from, to)
  const steps: DaysStep[] = []
  for (let day = first + 1; day < last; day++) {
    const reason = reasonOf(calendar.plan(day), day)
    if (reason.works) continue
    join(steps, { kind: 'days', from: dayAt(day), to: dayAt(day), reason, counted: null, seconds: null })
  }
  return steps
}

function workedOn(calendar: WorkingCalendar, day: number, [start, base]: readonly [number, number]): number {
  const track = trackAround(calendar, base)
  const [from, to] = [track.midnights[day - track.first] ?? base, track.midnights[day - track.first + 1] ?? base]
  return between(calendar, Math.max(from, start), Math.max(start, Math.min(to, base))) / 1_000
}

/** Lays a day beside the run before it where it follows and is alike. */
function join(steps: DaysStep[], step: DaysStep): void {
  const last = steps.at(-1)
  if (last === undefined || !isAlike(last, step)) {
    steps.push(step)
    return
  }
  const counted = last.counted && step.counted && ([last.counted[0], step.counted[1]] as const)
  const seconds = last.seconds === null ? null : last.seconds + (step.seconds ?? 0)
  steps[steps.length - 1] = { ...last, to: step.to, counted, seconds }
}

const isAlike = (a: DaysStep, b: DaysStep): boolean =>
  numberOf(a.to) + 1 === numberOf(b.from) &&
  (a.counted === null) === (b.counted === null) &&
  JSON.stringify(a.reason) === JSON.stringify(b.reason)
