import type { CountName } from '../contract/routes/counts.ts'

/** Read tables of this room. */
declare module '../store/tables.ts' {
  interface Tables {
    counted: CountedTable
    counted_silence: { county_id: number; fact_id: string; device_id: string; from_at: string; to_at: string }
    counted_day: { county_id: number; thing_id: string; day: string }
  }
}

interface CountedTable {
  county_id: number
  fact_id: string
  count: Exclude<CountName, 'silentHours' | 'deleted'>
  at: string
  unit_id: string | null
  staff_id: string | null
  site_id: string | null
  account_id: string | null
}
