import type { AttendanceRule, Half, LeaveKind, TimeGrade } from '../../contract/attendance.ts'
import type { CalendarDay } from '../../contract/calendar.ts'
import type { Shift } from '../../contract/roster.ts'
import type { Day } from '../../kit/time.ts'

/** Milliseconds since 1970, UTC. Rules reckon in these; ISO strings are for wires and rows. */
export type Ms = number

/** A span of instants, end excluded. */
export interface Span {
  readonly starts: Ms
  readonly ends: Ms
}

/** What judging takes of an attendance rule; a whole `AttendanceRule` fits. */
export interface DayRule
  extends Pick<
    AttendanceRule,
    | 'checkInsPerDay'
    | 'periods'
    | 'graceIn'
    | 'graceOut'
    | 'flex'
    | 'openBefore'
    | 'openAfter'
    | 'effectiveFrom'
    | 'basis'
  > {
  /** From where lateness beyond the grace is counted: the hour itself (the product's rule), or the end of the grace. */
  readonly lateCountsFrom?: 'hour' | 'grace'
}

/**
 * By what somebody works on a day. `office`: the rule's hours on the halves the calendar has work. `shift`: that shift,
 * and only on the calendar's working halves if the pattern follows the calendar. `free`: his pattern has no shift that
 * day. `dutiesOnly`: a part-time post, expected only when on a duty.
 */
export type Plan =
  | { readonly kind: 'office' }
  | {
      readonly kind: 'shift'
      readonly shift: PlanShift
      readonly followsCalendar: boolean
    }
  | { readonly kind: 'free' }
  | { readonly kind: 'dutiesOnly' }

/** What judging takes of a shift; a whole `Shift` fits. */
export interface PlanShift extends Pick<Shift, 'name' | 'kind' | 'flex'> {
  readonly periods: readonly Readonly<Shift['periods'][number]>[]
}

/** What holds for one person on one day whatever he does. */
export interface DaySetting {
  readonly day: Day
  readonly calendar: Pick<CalendarDay, 'type' | 'am' | 'pm' | 'name'>
  readonly rule: DayRule
  readonly plan: Plan
  /** Of the unit that day; a day before he came or after he left is rest. */
  readonly employed: boolean
}

/** A check-in as the center graded it: `at` is the estimate, the true instant lies in [earliest, latest], null is open. */
export interface Seen {
  readonly checkInId: string
  readonly at: Ms
  readonly earliest: Ms | null
  readonly latest: Ms | null
  readonly grade: TimeGrade
  /** Known by the word of another maker's terminal alone, which knows no live person from a copy. */
  readonly byTerminal?: boolean
}

export interface DutyPart extends Span {
  readonly dutyId: string
  readonly as: 'member' | 'leader' | 'deputy'
}

/** An approved leave from one half-day to another, both included. */
export interface LeavePart {
  readonly leave: LeaveKind
  readonly from: { readonly day: Day; readonly half: Half }
  readonly to: { readonly day: Day; readonly half: Half }
}

export interface OutingPart extends Span {
  readonly where: string
}

/** An approved correction: he came or went at this instant, whatever the check-ins say. */
export interface CorrectionPart {
  readonly day: Day
  readonly half: Half
  readonly what: 'arrival' | 'departure'
  readonly at: Ms
  /** When it was approved; of two for the same thing the later counts. */
  readonly decidedAt: Ms
}

/**
 * What a person decided about a half-day, with a reason; of several the latest counts, `reopened` takes the earlier ones
 * back. An approved appeal excuses, and nothing decided later overturns it. `absent` holds only while nothing was seen.
 */
export interface DecisionPart {
  readonly day: Day
  readonly half: Half
  readonly decision: 'excused' | 'absent' | 'reopened' | 'appealApproved'
  /** Who decided, as shown. */
  readonly by: string
  readonly reason: string
  readonly decidedAt: Ms
}

/**
 * Everything that is known about one person around some days. `days` are in order without gaps; give the day before and
 * the day after too where shifts cross midnight, so that a check-in between two shifts goes to the right one. The other
 * lists may hold more than these days and be in any order; only what touches a day is looked at.
 */
export interface PersonInput {
  readonly staffId: string
  readonly zone: string
  readonly days: readonly DaySetting[]
  readonly checkIns: readonly Seen[]
  readonly duties: readonly DutyPart[]
  readonly leaves: readonly LeavePart[]
  readonly outings: readonly OutingPart[]
  readonly corrections: readonly CorrectionPart[]
  readonly decisions: readonly DecisionPart[]
  /** Spans in which his station took no check-ins or did not report. */
  readonly silences: readonly Span[]
}
