import type { ColumnType } from 'kysely'
import type { AttendanceRule, Half, Legend } from '../contract/attendance.ts'
import type { FinalRow } from '../fact/kinds/attendance.ts'

/** Read tables of this room. */
declare module '../store/tables.ts' {
  interface Tables {
    attendance_rule: AttendanceRuleTable
    case_decision: CaseDecisionTable
    month_final: MonthFinalTable
    month_final_row: MonthFinalRowTable
    bulletin_opening: { county_id: number; unit_id: string; month: string; opened: number }
    posting: PostingTable
  }
}

/** A json column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

interface AttendanceRuleTable {
  county_id: number
  rule_id: string
  unit_id: string | null
  effective_from: string
  kept_at: string
  body: Json<AttendanceRule>
}

interface CaseDecisionTable {
  county_id: number
  fact_id: string
  staff_id: string
  day: string
  half: Half
  decision: 'excused' | 'absent' | 'reopened'
  reason: string
  by_id: string | null
  at: string
}

interface MonthFinalTable {
  county_id: number
  month_id: string
  unit_id: string
  month: string
  revision: number
  reason: string
  by_id: string | null
  at: string
  legend: Json<Legend>
  people: number
  simulated: boolean
}

interface MonthFinalRowTable {
  county_id: number
  month_id: string
  place: number
  staff_id: string
  body: Json<FinalRow>
}

interface PostingTable {
  county_id: number
  fact_id: string
  staff_id: string
  since: string
  unit_id: string
  site_id: string
  left_on: string | null
}
