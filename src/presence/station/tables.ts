import type { ColumnType } from 'kysely'
import type { Day } from '../../kit/time.ts'

/** Tables of the station's database. */
declare module '../../store/tables.ts' {
  interface Tables {
    own_station: OwnStationTable
    template: TemplateTable
    snapshot: SnapshotTable
    station_joining: { county_id: number; public_key: string; private_key: Uint8Array }
    own_kiosk: OwnKioskTable
    own_check_in: OwnCheckInTable
    used_kiosk_token: { county_id: number; device_id: string; token_sha256: string; used_at: string }
    pin_failure: PinFailureTable
    open_enrolment: OpenEnrolmentTable
    door_usual: DoorUsualTable
  }
}

export interface OwnStationTable {
  county_id: number
  device_id: string
  site_id: string
  name: string
  public_key: string
  private_key: Uint8Array
  revoked: boolean
  center_key: string | null
  center_url: string | null
}

interface SnapshotTable {
  county_id: number
  device_id: string
  pulled_at: string
  body: Uint8Array
  version: ColumnType<number, number | undefined, number>
}

export interface TemplateTable {
  county_id: number
  template_id: string
  device_id: string
  staff_id: string
  consent_id: string
  model_version: string
  key_id: string
  wrapped_key: Uint8Array
  ciphertext: Uint8Array
  enrolled_at: string
}

export interface OwnKioskTable {
  county_id: number
  kiosk_id: string
  device_id: string
  public_key: string
  bound_at: string
  revoked: boolean
}

export interface OwnCheckInTable {
  county_id: number
  check_in_id: string
  device_id: string
  staff_id: string
  at: string
  method: 'face' | 'pin' | 'card' | 'clerk' | 'terminal'
  direction: 'arrival' | 'departure' | 'again'
  countersigned: boolean
}

interface PinFailureTable {
  county_id: number
  device_id: string
  claim_sha256: string
  failures: number
  last_at: string
}

export interface OpenEnrolmentTable {
  county_id: number
  device_id: string
  code_sha256: string
  staff_id: string
  consent_id: string
  clerk_account_id: string
  expires_at: string
}

interface DoorUsualTable {
  county_id: number
  device_id: string
  kiosk_id: string
  kept_on: Day
  measure: number
  /** Of whatever shape an earlier program left it in: parsed by whoever reads it. */
  readings: ColumnType<unknown, string, string>
}
