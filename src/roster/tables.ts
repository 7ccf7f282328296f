import type { ColumnType } from 'kysely'
import type { Assignment, Pattern, Shift, Swap } from '../contract/roster.ts'
import type { Duty } from '../contract/routes/duties.ts'

declare module '../store/tables.ts' {
  interface Tables {
    duty: DutyRow
    outing: OutingRow
    shift_version: ShiftRow
    pattern_version: PatternRow
    assignment: AssignmentRow
    swap: SwapRow
    feed: FeedRow
    digest: DigestRow
  }
}

/** A json column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

export interface DutyRow {
  county_id: number
  duty_id: string
  staff_id: string
  site_id: string
  starts: string
  ends: string
  note: string
  as_role: Duty['as']
  cancelled: boolean
  changes: number
  changed_at: string
}

export interface OutingRow {
  county_id: number
  outing_id: string
  staff_id: string
  site_id: string
  starts: string
  ends: string
  place: string
}

export interface ShiftRow {
  county_id: number
  shift_id: string
  kept_on: string
  unit_id: string | null
  name: string
  kind: Shift['kind']
  periods: Json<Shift['periods']>
  flex: number
  retired: boolean
}

export interface PatternRow {
  county_id: number
  pattern_id: string
  kept_on: string
  unit_id: string | null
  name: string
  turns: Pattern['turns']
  days: Json<Pattern['days']>
  follows_calendar: boolean
  retired: boolean
}

export interface AssignmentRow {
  county_id: number
  assignment_id: string
  staff_id: string
  pattern_id: string | null
  from_day: string
  to_day: string | null
  phase: number
  post: Assignment['post']
  changes: number
  changed_at: string
}

export interface SwapRow {
  county_id: number
  swap_id: string
  duty_id: string
  from_staff_id: string
  to_staff_id: string
  return_duty_id: string | null
  note: string
  /** What was said; time alone makes `lapsed` of `asked`. */
  state: Exclude<Swap['state'], 'lapsed'>
  asked_at: string
}

export interface FeedRow {
  county_id: number
  feed_id: string
  of_kind: 'staff' | 'site'
  of_id: string
  secret_sha256: string
  opened_at: string
  opened_by: string | null
  closed: boolean
}

export interface DigestRow {
  county_id: number
  staff_id: string
  day: string
  given_at: string
  duty_ids: Json<string[]>
}
