import type { Consent } from '../../contract/people.ts'
import type { Db } from '../../store/open.ts'
import type { KeptConsent } from '../rules/consent.ts'
import type { ConsentRow } from '../tables.ts'

/** Consents of one person or of all, newest first. */
export async function listConsents(db: Db, countyId: number, staffId?: string): Promise<Consent[]> {
  let query = db.selectFrom('consent').selectAll().where('county_id', '=', countyId)
  if (staffId !== undefined) query = query.where('staff_id', '=', staffId)
  return (await query.orderBy('given_at', 'desc').orderBy('consent_id', 'desc').execute()).map(consentOf)
}

export async function findConsent(db: Db, countyId: number, consentId: string): Promise<Consent | undefined> {
  const row = await db
    .selectFrom('consent')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('consent_id', '=', consentId)
    .executeTakeFirst()
  return row && consentOf(row)
}

/** What `judgeConsent` needs, by person; of one person when asked. */
export async function listKeptConsents(
  db: Db,
  countyId: number,
  staffId?: string,
): Promise<ReadonlyMap<string, KeptConsent[]>> {
  let query = db
    .selectFrom('consent')
    .select(['consent_id', 'staff_id', 'text_sha256', 'given_at', 'withdrawn_at'])
    .where('county_id', '=', countyId)
  if (staffId !== undefined) query = query.where('staff_id', '=', staffId)
  const byPerson = new Map<string, KeptConsent[]>()
  for (const row of await query.execute()) {
    const own = byPerson.get(row.staff_id) ?? []
    byPerson.set(row.staff_id, own)
    own.push({
      consentId: row.consent_id,
      textSha256: row.text_sha256,
      givenAt: row.given_at,
      withdrawnAt: row.withdrawn_at,
    })
  }
  return byPerson
}

const consentOf = (row: ConsentRow): Consent => ({
  consentId: row.consent_id,
  staffId: row.staff_id,
  purpose: 'faceCheckIn',
  textVersion: row.text_version,
  givenAt: row.given_at,
  how: row.how,
  withdrawnAt: row.withdrawn_at,
})
