import { numberOf, weekdayAt } from '../../calendar/plainDay.ts'
import type { CalendarDay } from '../../contract/calendar.ts'
import type { Assignment, Pattern, Shift } from '../../contract/roster.ts'
import { groupBy } from '../../kit/grouping.ts'
import type { Day } from '../../kit/time.ts'
import { type InstantOf, instantsIn } from './clock.ts'
import { type Placed, placePeriods } from './periods.ts'
import type { Ms, MsSpan } from './spans.ts'
import { type Versions, versionOn } from './versions.ts'

/** Everything the roster says by pattern. Assignments carry their own days: a changed one counts as it is now. */
export interface RosterData {
  readonly shifts: ReadonlyMap<string, Versions<Shift>>
  readonly patterns: ReadonlyMap<string, Versions<Pattern>>
  readonly assignments: readonly Assignment[]
}

/** What a day is for a person. */
export type DayFor = (staffId: string, day: Day) => Pick<CalendarDay, 'type' | 'am' | 'pm'>

/**
 * By what somebody works on a day. `office`: the hours of the unit's rule on the calendar's working halves. `shift`: that
 * shift, with `followsCalendar` only on the working halves. `free`: the pattern has none. `dutiesOnly`: a part-time post
 * without a pattern.
 */
export type Plan =
  | { readonly kind: 'office' }
  | {
      readonly kind: 'shift'
      readonly shift: Pick<Shift, 'shiftId' | 'name' | 'kind' | 'periods' | 'flex'>
      readonly followsCalendar: boolean
    }
  | { readonly kind: 'free' }
  | { readonly kind: 'dutiesOnly' }

/** A period of a shift somebody is expected to work, its times as instants. */
export interface Expected extends MsSpan {
  /** The day the shift belongs to: that of its start, even where it crosses midnight. */
  readonly day: Day
  readonly shiftId: string
  readonly name: string
  readonly kind: Shift['kind']
  readonly flexMs: Ms
}

export interface PreparedRoster {
  /** By what somebody works on a day; whoever has no assignment works office hours. */
  planOn(staffId: string, day: Day): Plan
  /** The periods of his shift that belong to a day, earliest first; empty by office hours, on free days and for duties only. */
  expectedOn(staffId: string, day: Day): readonly Expected[]
  /** The assignment that holds on a day. */
  assignmentOn(staffId: string, day: Day): Assignment | undefined
}

/**
 * Makes a roster quick to ask: days and clock times become numbers once, so that asking costs no calendar arithmetic.
 * The rules: a weekly pattern goes by the weekday; a cycle counts days from the assignment's first, moved by its phase,
 * whatever the calendar says. A pattern that follows the calendar is free on the resting halves of workdays, holidays and
 * days off, keeps its own weekends, and on a make-up workday works the slot of that day or, where that is free, the shift
 * it had last before it. Noon divides the halves.
 */
export function prepareRoster(data: RosterData, dayFor: DayFor, zone?: string): PreparedRoster {
  const spansOf = expecting(instantsIn(zone))
  const byStaff = groupBy(data.assignments, (it) => it.staffId)

  const assignmentOn = (staffId: string, day: Day): Assignment | undefined =>
    byStaff.get(staffId)?.find((it) => it.from <= day && (it.to === null || day <= it.to))

  const planOn = (staffId: string, day: Day): Plan => {
    const assignment = assignmentOn(staffId, day)
    if (!assignment || assignment.patternId === null) return withoutPattern(assignment)
    const pattern = versionOn(data.patterns.get(assignment.patternId) ?? [], day)
    return pattern ? byPattern(pattern, assignment, day) : free
  }
  const byPattern = (pattern: Pattern, assignment: Assignment, day: Day): Plan => {
    const given = pattern.followsCalendar ? dayFor(assignment.staffId, day) : ownWeekend
    const { mustWork, followsCalendar } = readDay(given)
    const shiftId = slotOn(pattern, assignment, day, mustWork)
    const shift = shiftId === null ? undefined : versionOn(data.shifts.get(shiftId) ?? [], day)
    return shift ? { kind: 'shift', shift, followsCalendar } : free
  }

  const expectedOn = (staffId: string, day: Day): readonly Expected[] => {
    const plan = planOn(staffId, day)
    if (plan.kind !== 'shift') return []
    return spansOf(plan.shift, day, plan.followsCalendar ? dayFor(staffId, day) : bothHalves)
  }
  return { planOn, expectedOn, assignmentOn }
}

const free: Plan = { kind: 'free' }
const withoutPattern = (assignment: Assignment | undefined): Plan =>
  assignment?.post === 'part' ? { kind: 'dutiesOnly' } : { kind: 'office' }

/** On weekends that are made up for, even by half, one must work; on others the pattern alone decides. */
function readDay({ type, am, pm }: ReturnType<DayFor>): { mustWork: boolean; followsCalendar: boolean } {
  const hasWork = am === 'work' || pm === 'work'
  const mustWork = type === 'makeUpWorkday' || (type === 'weekend' && hasWork)
  return { mustWork, followsCalendar: type !== 'weekend' || hasWork }
}

/** A day on which the pattern alone decides. */
const ownWeekend = { type: 'weekend', am: 'rest', pm: 'rest' } as const
const bothHalves = { am: 'work', pm: 'work' } as const
const noon = 720

/** The shift of the slot a day falls on; where `mustWork`, the one before it that is not free. */
function slotOn({ turns, days }: Pattern, { from, phase }: Assignment, day: Day, mustWork: boolean): string | null {
  const length = days.length
  const first = turns === 'weekly' ? weekdayAt(numberOf(day)) - 1 : numberOf(day) - numberOf(from) + phase
  for (let back = 0; back < (mustWork ? length : 1); back++) {
    const shiftId = days[(((first - back) % length) + length) % length]
    if (shiftId) return shiftId
  }
  return null
}

/** What is left of a period on the halves that work; after midnight it still belongs to the afternoon before. */
function clip({ from, to }: Placed, { am, pm }: Halves): Placed {
  const start = am === 'work' ? from : Math.max(from, noon)
  const end = pm === 'work' ? to : Math.min(to, noon)
  return am === 'work' || pm === 'work' ? { from: start, to: end } : { from, to: from }
}

type Worked = (Plan & { kind: 'shift' })['shift']
type Halves = Pick<CalendarDay, 'am' | 'pm'>

/** A shift on a day is the same for everybody who works it: it is laid out once. */
function expecting(at: InstantOf): (shift: Worked, day: Day, halves: Halves) => readonly Expected[] {
  const known = new Map<Worked, Map<string, readonly Expected[]>>()
  return (shift, day, halves) => {
    const ofShift = known.get(shift) ?? new Map<string, readonly Expected[]>()
    known.set(shift, ofShift)
    const key = halves.am + halves.pm + day
    const found =
      ofShift.get(key) ?? placePeriods(shift.periods).flatMap((it) => layOut(clip(it, halves), shift, day, at))
    ofShift.set(key, found)
    return found
  }
}

function layOut({ from, to }: Placed, { shiftId, name, kind, flex }: Worked, day: Day, at: InstantOf): Expected[] {
  if (from >= to) return []
  const span = { starts: at(day, from), ends: at(day, to) }
  // A clock put forward can swallow a period whole.
  return span.starts < span.ends ? [{ ...span, day, shiftId, name, kind, flexMs: flex * 60_000 }] : []
}
