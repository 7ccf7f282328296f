import type { ColumnType } from 'kysely'
import type { Line } from './line.ts'

/** A json column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

declare module '../../store/tables.ts' {
  interface Tables {
    queue: { county_id: number; site_id: string; open: boolean; counters: Json<string[]> }
    queue_line: { county_id: number; site_id: string; day: string; line: Json<Line> }
    queue_ticket: QueueTicketTable
  }
}

interface QueueTicketTable {
  county_id: number
  ticket_id: string
  code_hash: string
  site_id: string
  day: string
  taken_at: string
  simulated: boolean
}
