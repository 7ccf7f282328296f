import type { AttendanceRule } from '../contract/attendance.ts'
import type { CalendarDay } from '../contract/calendar.ts'
import { countyZone, type Day, weekdayOf } from '../kit/time.ts'
import { judgeMonth } from './rules/day.ts'
import type {
  CorrectionPart,
  DaySetting,
  DecisionPart,
  DutyPart,
  LeavePart,
  Ms,
  OutingPart,
  PersonInput,
  Plan,
  Span,
} from './rules/input.ts'
import type { JudgedDay } from './rules/judged.ts'
import { type Stay, stayOn } from './stays.ts'
import type { Career } from './store/postings.ts'
import type { SeenHere } from './store/seen.ts'

/** What holds for everybody in some days: the same for each person that is judged with it. */
export interface Judging {
  readonly now: Ms
  /** The days asked about, in order, and with them the day before the first and the day behind the last. */
  readonly days: readonly Day[]
  readonly wider: readonly Day[]
  /** What a day is in a unit, for a person of his own calendar or for anybody. */
  settle(unitId: string, staffId: string | null, day: Day): Settled
  silencesAt(siteId: string): readonly Span[]
}

export interface Settled {
  readonly rule: AttendanceRule
  readonly calendar: CalendarDay
}

/** Everything that is known about one person around the days; the lists may be in any order. */
export interface PersonFile {
  readonly staffId: string
  readonly name: string
  readonly post: string
  readonly employeeNo: string
  readonly siteId: string
  readonly career: Career
  readonly seen: readonly SeenHere[]
  readonly duties: readonly DutyPart[]
  readonly leaves: readonly LeavePart[]
  readonly outings: readonly OutingPart[]
  readonly corrections: readonly CorrectionPart[]
  readonly decisions: readonly DecisionPart[]
  planOn(day: Day): Plan
}

export interface JudgedPerson {
  readonly file: PersonFile
  /** The days asked about. */
  readonly days: readonly JudgedDay[]
}

/** Of which units somebody's days count; the others are rest. */
export type Within = (unitId: string) => boolean

/** Where somebody worked on each of some days. */
export const staysOf = ({ career }: PersonFile, days: readonly Day[]): Stay[] =>
  days.map((day) => stayOn(career.postings, career.firstSeen, day))

/** Judges a person's days; nothing when he worked in none of the units on any of them. */
export function judgePerson(judging: Judging, file: PersonFile, within: Within): JudgedPerson | undefined {
  const stays = staysOf(file, judging.wider)
  const counts = stays.map((it) => it.employed && within(it.unitId))
  if (!counts.slice(1, -1).includes(true)) return undefined
  const days = judgeMonth(inputOf(judging, file, stays, counts), judging.now)
  return { file, days: days.slice(1, -1) }
}

function inputOf(judging: Judging, file: PersonFile, stays: readonly Stay[], counts: readonly boolean[]): PersonInput {
  const days = judging.wider.map((day, i): DaySetting => {
    const { rule, calendar } = judging.settle(stays[i]?.unitId ?? '', file.staffId, day)
    return { day, calendar, rule, plan: file.planOn(day), employed: counts[i] === true }
  })
  return {
    staffId: file.staffId,
    zone: countyZone,
    days,
    checkIns: file.seen,
    duties: file.duties,
    leaves: file.leaves,
    outings: file.outings,
    corrections: file.corrections,
    decisions: file.decisions,
    silences: judging.silencesAt(file.siteId),
  }
}

/** Where nobody decided about a day, the rule's weekdays say whether it is worked. */
export function byRule(calendar: CalendarDay, { workdays }: Pick<AttendanceRule, 'workdays'>): CalendarDay {
  if (calendar.layer !== null) return calendar
  const works = workdays.includes(weekdayOf(calendar.day))
  if (works === (calendar.type === 'workday')) return calendar
  return works
    ? { ...calendar, type: 'workday', am: 'work', pm: 'work' }
    : { ...calendar, type: 'weekend', am: 'rest', pm: 'rest' }
}
