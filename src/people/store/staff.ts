import { sql } from 'kysely'
import type { Staff } from '../../contract/people.ts'
import type { StaffRow } from '../../contract/routes/people.ts'
import type { StationSnapshot } from '../../contract/routes/station.ts'
import type { Day, Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { consentText } from '../consent-text.ts'
import { judgeConsent, plainState } from '../rules/consent.ts'
import { hasLeft } from '../rules/staff.ts'
import type { StaffRowKept } from '../tables.ts'
import { listKeptConsents } from './consents.ts'

export interface StaffFilter {
  readonly siteId?: string | undefined
  readonly unitId?: string | undefined
}

/** Staff of a county, those who left included, by employee number. */
export async function listStaff(db: Db, countyId: number, { siteId, unitId }: StaffFilter = {}): Promise<Staff[]> {
  let query = db.selectFrom('staff').selectAll().where('county_id', '=', countyId)
  if (siteId !== undefined) query = query.where('site_id', '=', siteId)
  if (unitId !== undefined) query = query.where('unit_id', '=', unitId)
  return (await query.orderBy('employee_no').orderBy('staff_id').execute()).map(staffOf)
}

export async function findStaff(db: Db, countyId: number, staffId: string): Promise<Staff | undefined> {
  const row = await db
    .selectFrom('staff')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row && staffOf(row)
}

/** Adds to staff what clerks need to see: PIN set, state of the consent, enrolled. */
export async function describeStaff(db: Db, countyId: number, staff: readonly Staff[]): Promise<StaffRow[]> {
  const [pins, consents, enrolled] = await Promise.all([
    pinDigests(db, countyId),
    listKeptConsents(db, countyId),
    enrolledStaff(db, countyId),
  ])
  return staff.map((one) => ({
    ...one,
    pinSet: pins.has(one.staffId),
    consent: plainState(judgeConsent(consents.get(one.staffId) ?? [], consentText.sha256)),
    enrolled: enrolled.has(one.staffId),
  }))
}

/**
 * What a station must know of the people of its site, those who left included so that it erases their templates. A
 * consent to another text than the one in force is none: the template has to go until it is given anew.
 */
export async function snapshotStaff(
  db: Db,
  countyId: number,
  siteId: string,
  today: Day,
): Promise<StationSnapshot['staff']> {
  const [staff, pins, consents] = await Promise.all([
    listStaff(db, countyId, { siteId }),
    pinDigests(db, countyId),
    listKeptConsents(db, countyId),
  ])
  return staff.map(({ staffId, name, post, employeeNo, cardNo, leftOn }) => {
    const consent = judgeConsent(consents.get(staffId) ?? [], consentText.sha256)
    const left = hasLeft({ leftOn }, today)
    return {
      staffId,
      name,
      post,
      employeeNo,
      cardNo,
      pinHash: left ? null : (pins.get(staffId) ?? null),
      consentId: consent.state === 'given' ? consent.consentId : null,
      left,
    }
  })
}

/** Whether a template of theirs is kept at a station, as far as the center heard. */
async function enrolledStaff(db: Db, countyId: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('enrolment_mark')
    .select('staff_id')
    .where('county_id', '=', countyId)
    .where('erased', '=', false)
    .execute()
  return new Set(rows.map((row) => row.staff_id))
}

/** Keeps the argon2id digest of a PIN; the one before is gone. */
export async function keepPin(db: Db, countyId: number, staffId: string, digest: string, now: Iso): Promise<void> {
  await db
    .insertInto('staff_pin')
    .values({ county_id: countyId, staff_id: staffId, digest, set_at: now })
    .onConflict((clash) => clash.columns(['county_id', 'staff_id']).doUpdateSet({ digest, set_at: now }))
    .execute()
}

export async function forgetPin(db: Db, countyId: number, staffId: string): Promise<void> {
  await db.deleteFrom('staff_pin').where('county_id', '=', countyId).where('staff_id', '=', staffId).execute()
}

async function pinDigests(db: Db, countyId: number): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('staff_pin')
    .select(['staff_id', 'digest'])
    .where('county_id', '=', countyId)
    .execute()
  return new Map(rows.map((row) => [row.staff_id, row.digest]))
}

/** Present staff other than `staffId` that hold an employee number or a card. */
export async function findTaken(
  db: Db,
  countyId: number,
  { staffId, employeeNo, cardNo }: Pick<Staff, 'staffId' | 'employeeNo' | 'cardNo'>,
  today: Day,
): Promise<'employeeNo' | 'cardNo' | null> {
  const rows = await db
    .selectFrom('staff')
    .select(['employee_no', 'card_no'])
    .where('county_id', '=', countyId)
    .where('staff_id', '<>', staffId)
    .where((it) => it.or([it('left_on', 'is', null), it('left_on', '>', today)]))
    .where((it) => it.or([it('employee_no', '=', employeeNo), it('card_no', '=', sql<string>`${cardNo}::text`)]))
    .execute()
  if (rows.some((row) => row.employee_no === employeeNo)) return 'employeeNo'
  return rows.length > 0 ? 'cardNo' : null
}

const staffOf = (row: StaffRowKept): Staff => ({
  staffId: row.staff_id,
  unitId: row.unit_id,
  siteId: row.site_id,
  name: row.name,
  post: row.post,
  employeeNo: row.employee_no,
  phone: row.phone,
  partyBranch: row.party_branch,
  published: row.published,
  cardNo: row.card_no,
  leftOn: row.left_on,
})
