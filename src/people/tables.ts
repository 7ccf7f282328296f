import type { ColumnType, Generated } from 'kysely'
import type { Contact, DutyHours, Role } from '../contract/people.ts'

declare module '../store/tables.ts' {
  interface Tables {
    county: CountyRow
    unit: UnitRow
    site: SiteRow
    staff: StaffRowKept
    account: AccountRow
    account_role: AccountRoleRow
    consent: ConsentRow
    enrolment_mark: EnrolmentMarkRow
    account_password: { county_id: number; account_id: string; digest: string; changed_at: string }
    account_totp: TotpRow
    passkey: PasskeyRow
    oidc_identity: { county_id: number; issuer: string; subject: string; account_id: string }
    log_in_guard: { county_id: number; login_sha256: string; failures: number; last_at: string }
    invitation: InvitationRow
    staff_pin: { county_id: number; staff_id: string; digest: string; set_at: string }
    staff_import: StaffImportRow
    set_up_token: { county_id: Generated<number>; token_sha256: string; made_at: string }
    session: SessionRow
  }
}

/** A json column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

interface CountyRow {
  county_id: number
  name: string
  demo: boolean
  complaints: Json<Contact>
}

export interface UnitRow {
  county_id: number
  unit_id: string
  parent_id: string | null
  name: string
  kind: string
}

export interface SiteRow {
  county_id: number
  site_id: string
  unit_id: string
  name: string
  address: string
  hours: Json<DutyHours>
  duty_phone: string
  closed: boolean
}

export interface StaffRowKept {
  county_id: number
  staff_id: string
  unit_id: string
  site_id: string
  name: string
  post: string
  employee_no: string
  phone: string
  party_branch: string | null
  published: boolean
  card_no: string | null
  left_on: string | null
}

export interface AccountRow {
  county_id: number
  account_id: string
  login: string
  name: string
  staff_id: string | null
  closed: boolean
}

interface AccountRoleRow {
  county_id: number
  account_id: string
  role: Role
  within: string
}

export interface ConsentRow {
  county_id: number
  consent_id: string
  staff_id: string
  purpose: string
  text_version: string
  text_sha256: string
  given_at: string
  how: 'ownAccount' | 'paper'
  withdrawn_at: string | null
}

interface EnrolmentMarkRow {
  county_id: number
  template_id: string
  staff_id: string
  erased: boolean
}

interface TotpRow {
  county_id: number
  account_id: string
  sealed: string | null
  pending: string | null
  last_step: Generated<number>
}

export interface PasskeyRow {
  county_id: number
  passkey_id: string
  account_id: string
  public_key: Uint8Array
  counter: number
  transports: Json<string[]>
  made_at: string
}

interface InvitationRow {
  county_id: number
  token_sha256: string
  account_id: string | null
  login: string | null
  name: string
  roles: Json<{ role: Role; unitId: string | null }[]>
  expires_at: string
  used_at: string | null
}

interface StaffImportRow {
  county_id: number
  import_id: string
  account_id: string
  file_name: string
  file_sha256: string
  lines: Json<unknown>
  expires_at: string
  used_at: string | null
}

interface SessionRow {
  county_id: Generated<number>
  id_sha256: string
  session_id: string
  account_id: string | null
  opened_at: string
  seen_at: string
  ended_at: string | null
  content: Json<Record<string, unknown>>
}
