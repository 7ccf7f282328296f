import type { Iso } from '../kit/time.ts'

interface LogHeadTable {
  county_id: number
  origin: string
  size: number
  root: Uint8Array
}

interface LogCheckpointTable {
  county_id: number
  origin: string
  size: number
  at: Iso
  root: Uint8Array
  note: string
}

interface LogFormerTable {
  county_id: number
  origin: string
  note: string
  because: string
  at: Iso
}

declare module '../store/tables.ts' {
  interface Tables {
    log_head: LogHeadTable
    log_checkpoint: LogCheckpointTable
    log_former: LogFormerTable
  }
}
