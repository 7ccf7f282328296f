import type { Limit } from '../../contract/matterTypes.ts'
import { type Day, dayOf, type Iso, toIso } from '../../kit/time.ts'
import { dayAt, numberOf } from '../plainDay.ts'
import { between } from './between.ts'
import type { WorkingCalendar } from './calendar.ts'
import { deadlineOf, dueOf, type Task } from './deadline.ts'
import { instantOf } from './instant.ts'
import { nextOpen } from './open.ts'
import { mergePauses, placePauses, readPauses } from './pauses.ts'
import { countsDays, type DaysStep, listDays, listLeapt } from './traceDays.ts'

/** How a due date came about, step by step, for whoever asks; made when asked, from the same calendar. */
export interface Trace {
  readonly calendarId: string
  readonly zone: string
  readonly limit: Limit
  readonly steps: readonly TraceStep[]
}

export type TraceStep =
  | { readonly kind: 'started'; readonly at: Iso; readonly open: boolean }
  /** When counting begins; of days it is a day, and the one of the start is not counted (Civil Code, art. 201). */
  | { readonly kind: 'counting'; readonly from: Iso; readonly because: 'atOnce' | 'nextOpening' | 'nextDay' }
  | DaysStep
  /** The last calendar day is no working day: the next one that is takes its place (Civil Code, art. 203). */
  | { readonly kind: 'carried'; readonly to: Day }
  /** Due, had there been no pause. */
  | { readonly kind: 'base'; readonly at: Iso }
  /** `to: null`: it lasts; the due instant moves with it. `seconds` of working time. */
  | {
      readonly kind: 'paused'
      readonly from: Iso
      readonly to: Iso | null
      readonly seconds: number
      readonly due: Iso
    }
  /** It began when the thing was overdue already, and moves nothing. */
  | { readonly kind: 'pausedTooLate'; readonly from: Iso }
  | { readonly kind: 'due'; readonly at: Iso }
  /** From this day on it is taken for granted which days are worked. */
  | { readonly kind: 'assumed'; readonly from: Day }

export function traceDeadline(calendar: WorkingCalendar, task: Task): Trace {
  const { zone, id } = calendar
  const start = instantOf(task.start)
  const base = dueOf(calendar, start, task.limit)
  const { dueAt, assumed } = deadlineOf(calendar, task)
  const open = nextOpen(calendar, start) ?? start
  const steps: TraceStep[] = [
    { kind: 'started', at: toIso(start), open: open === start },
    countingFrom(calendar, { start, open, limit: task.limit }),
    ...listCounted(calendar, [start, base], task.limit),
    ...(task.pauses.length > 0 ? [{ kind: 'base', at: toIso(base) } as const] : []),
    ...listPauses(calendar, task, base),
    { kind: 'due', at: dueAt },
    ...(assumed ? listGuessed(calendar, dayOf(task.start, zone), dayOf(dueAt, zone)) : []),
  ]
  return { calendarId: id, zone, limit: task.limit, steps }
}

interface Begun {
  readonly start: number
  readonly open: number
  readonly limit: Limit
}

function countingFrom({ zone }: WorkingCalendar, { start, open, limit }: Begun): TraceStep {
  if (countsDays(limit)) {
    const next = numberOf(dayOf(toIso(start), zone)) + 1
    return { kind: 'counting', from: dayAt(next), because: 'nextDay' }
  }
  return { kind: 'counting', from: toIso(open), because: open === start ? 'atOnce' : 'nextOpening' }
}

/** The days on the way; of calendar days the one that stands in for the last is told apart. */
function listCounted(calendar: WorkingCalendar, way: readonly [number, number], limit: Limit): readonly TraceStep[] {
  const days = listDays(calendar, way, limit)
  const last = days.at(-1)
  if (limit.unit !== 'days' || last === undefined || last.counted !== null) return days
  return [...days.slice(0, -1), { kind: 'carried', to: last.to }]
}

/** Each pause with what it makes of the due instant, and the days that were leapt over on the way. */
function listPauses(calendar: WorkingCalendar, task: Task, base: number): readonly TraceStep[] {
  const [start, at] = [instantOf(task.start), instantOf(task.at)]
  const told = readPauses(task.pauses)
  const lasting = told.filter((it) => it.to === null).map((it) => it.from)
  const steps: TraceStep[] = []
  let due = base
  for (const pause of mergePauses(told, { start, at })) {
    if (pause.from > due) {
      steps.push({ kind: 'pausedTooLate', from: toIso(pause.from) })
      continue
    }
    const moved = placePauses(calendar, [pause], { start, base: due, at: pause.to }).due
    const to = lasting.some((from) => pause.from <= from && from <= pause.to) ? null : toIso(pause.to)
    const seconds = between(calendar, pause.from, pause.to) / 1_000
    steps.push({ kind: 'paused', from: toIso(pause.from), to, seconds, due: toIso(moved) })
    steps.push(...listLeapt(calendar, due, moved))
    due = moved
  }
  return steps
}

function listGuessed(calendar: WorkingCalendar, from: Day, to: Day): readonly TraceStep[] {
  for (let day = numberOf(from); day <= numberOf(to); day++)
    if (!calendar.plan(day).known) return [{ kind: 'assumed', from: dayAt(day) }]
  return []
}
