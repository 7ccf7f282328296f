import type { ColumnType } from 'kysely'
import type { Because } from '../../../contract/attendance.ts'
import type {
  AppealOutcome,
  CasePart,
  SuspectDecision,
  SuspectFinding,
  SuspectMember,
  SuspectRule,
} from '../../../contract/suspects.ts'

declare module '../../../store/tables.ts' {
  interface Tables {
    suspect: SuspectTable
    suspect_member: { county_id: number; suspect_id: string; check_in_id: string }
    suspect_appeal: SuspectAppealTable
    suspect_case: SuspectCaseTable
  }
}

/** A json column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

export interface SuspectTable {
  county_id: number
  suspect_id: string
  site_id: string
  rule: SuspectRule
  raised_at: string
  from_at: string
  to_at: string
  score: number
  score_limit: number
  members: Json<readonly SuspectMember[]>
  findings: Json<SuspectFinding[]>
  because: Json<Because>
  simulated: boolean
  decision: SuspectDecision | null
  reason: string | null
  decided_at: string | null
  decided_by: string | null
  check_in_ids: ColumnType<string[] | null, string | null, string | null>
}

export interface SuspectAppealTable {
  county_id: number
  suspect_id: string
  staff_id: string
  text: string
  at: string
  outcome: AppealOutcome | null
  reason: string | null
  decided_at: string | null
  decided_by: string | null
}

interface SuspectCaseTable {
  county_id: number
  suspect_id: string
  case_id: string
  filed_at: string
  parts: Json<CasePart[]>
  visible_since: string
  earlier: Json<string[]>
}
