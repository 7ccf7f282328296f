import type { Generated } from 'kysely'

/** Tables of the center's database. */
declare module '../../store/tables.ts' {
  interface Tables {
    device: DeviceTable
    device_health: {
      county_id: number
      device_id: string
      last_seen_at: string
      waiting: number | null
      listening_since: string | null
      letter_version: Generated<number>
    }
    station_code: StationCodeTable
    device_silence: DeviceSilenceTable
    device_alarm: DeviceAlarmTable
    device_count: DeviceCountTable
    device_nonce: { county_id: number; device_id: string; nonce: string; at: string }
    refused_fact: RefusedFactTable
    check_in: CheckInTable
    check_in_closing: { county_id: number; check_in_id: string; beacon: unknown }
    attempt: AttemptTable
    device_trouble: DeviceTroubleTable
    device_start: DeviceStartTable
    enrolment: EnrolmentTable
    kiosk: KioskTable
    kiosk_token: { county_id: number; token_sha256: string; device_id: string; expires_at: string }
    enrolment_code: EnrolmentCodeTable
  }
}

export interface DeviceTable {
  county_id: number
  device_id: string
  site_id: string
  name: string
  public_key: string
  revoked: boolean
  since: string
}

interface DeviceSilenceTable {
  county_id: number
  fact_id: string
  device_id: string
  site_id: string
  from_at: string
  to_at: string
}

interface DeviceAlarmTable {
  county_id: number
  fact_id: string
  device_id: string
  site_id: string
  at: string
  alarm: 'gap' | 'double' | 'missing'
  seq: number
}

interface DeviceCountTable {
  county_id: number
  device_id: string
  month: string
  at: string
  made: number
  last_seq: number
}

interface StationCodeTable {
  county_id: number
  code_sha256: string
  site_id: string
  device_id: string
  account_id: string
  expires_at: string
  public_key: string | null
}

interface RefusedFactTable {
  county_id: number
  device_id: string
  device_seq: number
  why: string
  at: string
  fact: unknown
}

export interface CheckInTable {
  county_id: number
  check_in_id: string
  fact_id: string
  staff_id: string
  site_id: string
  device_id: string | null
  device_seq: number | null
  at: string
  method: 'face' | 'pin' | 'card' | 'clerk' | 'terminal'
  direction: 'arrival' | 'departure' | 'again'
  reading: unknown
  attempt_id: string | null
  countersigned_by: 'staff' | 'clerk' | 'villager' | null
  countersigned_staff_id: string | null
  simulated: boolean
}

interface AttemptTable {
  county_id: number
  attempt_id: string
  session_id: string
  number: number
  site_id: string
  device_id: string | null
  at: string
  verdict: string
  why: unknown
  staff_id: string | null
  duration_ms: number
  simulated: boolean
}

interface DeviceTroubleTable {
  county_id: number
  fact_id: string
  device_id: string | null
  site_id: string
  at: string
  trouble: string
  detail: string
}

interface DeviceStartTable {
  county_id: number
  device_id: string
  boot_id: string
  at: string
  version: string
  models: unknown
  kiosk_origin: string | null
}

interface EnrolmentTable {
  county_id: number
  template_id: string
  staff_id: string
  site_id: string
  device_id: string | null
  consent_id: string
  enrolled_at: string
  models: unknown
  erased_at: string | null
  erased_why: string | null
  erased_fact_id: string | null
  ciphertext_sha256: string | null
  key_id: string | null
}

interface KioskTable {
  county_id: number
  kiosk_id: string
  device_id: string | null
  site_id: string
  bound_at: string
  revoked: boolean
}

interface EnrolmentCodeTable {
  county_id: number
  code_sha256: string
  site_id: string
  staff_id: string
  consent_id: string
  clerk_account_id: string
  expires_at: string
  device_id: string | null
}
