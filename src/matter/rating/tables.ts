import type { ColumnType } from 'kysely'
import type { CallOutcome, ExclusionReason, RatingAnswer, RatingSource } from '../../contract/ratings.ts'

declare module '../../store/tables.ts' {
  interface Tables {
    rating_right: { county_id: number; mark: string; round: number }
    rating_held: { county_id: number; held_id: string; sealed: string }
    rating_release: RatingReleaseTable
    rating_exclusion: RatingExclusionTable
    call_back: CallBackTable
    call_back_matter: CallBackMatterTable
  }
}

type Json<T> = ColumnType<T, string, string>

interface RatingReleaseTable {
  county_id: number
  fact_id: string
  unit_id: string | null
  with_units: Json<string[]>
  period: string
  round: number
  source: RatingSource
  answers: Json<RatingAnswer[]>
}

interface RatingExclusionTable {
  county_id: number
  matter_id: string
  unit_id: string
  because: ExclusionReason
  note: string
  asked_by: string
  asked_at: string
  granted: boolean | null
  decided_by: string | null
  decided_at: string | null
  decision_note: string
}

interface CallBackTable {
  county_id: number
  call_back_id: string
  unit_id: string
  caller_unit_id: string
  period: string
  size: number
  population: Json<string[]>
  fact_id: string
  announced_at: string
  announced_by: string
  beacon: string | null
  log_size: number | null
  drawn_at: string | null
}

interface CallBackMatterTable {
  county_id: number
  call_back_id: string
  matter_id: string
  place: number
  attempts: number
  outcome: CallOutcome | null
  last_at: string | null
}
