import type { ColumnType } from 'kysely'
import type {
  BoardWord,
  EmptyFinding,
  FindingDecision,
  VisitChannel,
  VisitFinding,
  VisitOutcome,
} from '../../contract/visits.ts'

/** A json column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

declare module '../../store/tables.ts' {
  interface Tables {
    visit: VisitTable
    visit_word: VisitWordTable
    visit_board: VisitBoardTable
    visit_notice: VisitNoticeTable
    visit_decision: VisitDecisionTable
  }
}

export interface VisitTable {
  county_id: number
  visit_id: string
  code_hash: string | null
  site_id: string
  channel: VisitChannel
  begun_at: string
  begun_fact: string
  matter_id: string | null
  type_id: string | null
  outcome: VisitOutcome | null
  ended_at: string | null
  ended_fact: string | null
  entered: boolean
  simulated: boolean
}

export interface VisitWordTable {
  county_id: number
  fact_id: string
  visit_id: string
  site_id: string
  at: string
  outcome: VisitOutcome
  told: string
  materials: Json<string[]>
  matter_id: string | null
  entered: boolean
  simulated: boolean
}

export interface VisitBoardTable {
  county_id: number
  word_id: string
  visit_id: string
  site_id: string
  at: string
  said: BoardWord
  since: string
  open: boolean
  finding: EmptyFinding
}

export interface VisitNoticeTable {
  county_id: number
  fact_id: string
  matter_id: string
  at: string
  materials: Json<string[]>
  words: string
}

export interface VisitDecisionTable {
  county_id: number
  word_id: string
  finding: VisitFinding
  decision: FindingDecision
  words: string
  at: string
}
