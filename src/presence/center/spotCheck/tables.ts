import type { ColumnType } from 'kysely'
import type { SpotCheckFound } from '../../../contract/spotChecks.ts'

declare module '../../../store/tables.ts' {
  interface Tables {
    spot_check: SpotCheckTable
    spot_check_person: SpotCheckPersonTable
  }
}

export interface SpotCheckTable {
  county_id: number
  spot_check_id: string
  unit_id: string
  confidence: number
  rate: number
  size: number
  population: number
  staff_ids: ColumnType<string[], string, string>
  beacon_source: string
  beacon_at: string
  announced_at: string
  announced_by: string | null
  beacon: string | null
  published_at: string | null
  drawn_at: string | null
}

export interface SpotCheckPersonTable {
  county_id: number
  spot_check_id: string
  staff_id: string
  place: number
  found: SpotCheckFound | null
  found_at: string | null
  note: string | null
  on_paper: boolean | null
  checked_in: boolean | null
  recorded_by: string | null
}
