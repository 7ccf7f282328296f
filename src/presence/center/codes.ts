import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import './tables.ts'

/** A code that waits to be used. */
export interface StationCode {
  readonly codeSha256: string
  readonly siteId: string
  readonly deviceId: string
  readonly accountId: string
  readonly expiresAt: Iso
}

/** Keeps a code instead of the site's earlier ones. */
export async function keepStationCode(db: Db, countyId: number, code: StationCode, now: Iso): Promise<void> {
  await db
    .deleteFrom('station_code')
    .where('county_id', '=', countyId)
    .where((or) => or.or([or('site_id', '=', code.siteId), or('expires_at', '<=', now)]))
    .execute()
  await db
    .insertInto('station_code')
    .values({
      county_id: countyId,
      code_sha256: code.codeSha256,
      site_id: code.siteId,
      device_id: code.deviceId,
      account_id: code.accountId,
      expires_at: code.expiresAt,
      public_key: null,
    })
    .execute()
}

/** Gives a code to the key that asks first; the same key may ask again, its answer may have been lost. */
export async function takeStationCode(
  db: Db,
  countyId: number,
  asked: { readonly codeSha256: string; readonly publicKey: string },
  now: Iso,
): Promise<StationCode | undefined> {
  const row = await db
    .updateTable('station_code')
    .set({ public_key: asked.publicKey })
    .where('county_id', '=', countyId)
    .where('code_sha256', '=', asked.codeSha256)
    .where('expires_at', '>', now)
    .where((or) => or.or([or('public_key', 'is', null), or('public_key', '=', asked.publicKey)]))
    .returningAll()
    .executeTakeFirst()
  return (
    row && {
      codeSha256: row.code_sha256,
      siteId: row.site_id,
      deviceId: row.device_id,
      accountId: row.account_id,
      expiresAt: row.expires_at,
    }
  )
}

export async function keepKioskToken(
  db: Db,
  countyId: number,
  token: { readonly tokenSha256: string; readonly deviceId: string; readonly expiresAt: Iso },
): Promise<void> {
  await db
    .insertInto('kiosk_token')
    .values({
      county_id: countyId,
      token_sha256: token.tokenSha256,
      device_id: token.deviceId,
      expires_at: token.expiresAt,
    })
    .execute()
}

export interface EnrolmentCode {
  readonly codeSha256: string
  readonly siteId: string
  readonly staffId: string
  readonly consentId: string
  readonly clerkAccountId: string
  readonly expiresAt: Iso
}

/** Keeps a code instead of the person's earlier ones. False when somebody at the site has the same code just now. */
export async function keepEnrolmentCode(db: Db, countyId: number, code: EnrolmentCode, now: Iso): Promise<boolean> {
  await db
    .deleteFrom('enrolment_code')
    .where('county_id', '=', countyId)
    .where((or) => or.or([or('staff_id', '=', code.staffId), or('expires_at', '<=', now)]))
    .execute()
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('enrolment_code')
    .values({
      county_id: countyId,
      code_sha256: code.codeSha256,
      site_id: code.siteId,
      staff_id: code.staffId,
      consent_id: code.consentId,
      clerk_account_id: code.clerkAccountId,
      expires_at: code.expiresAt,
      device_id: null,
    })
    .onConflict((clash) => clash.columns(['county_id', 'site_id', 'code_sha256']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Gives a code to the station that asks first; the same one may ask again, its answer may have been lost. */
export async function takeEnrolmentCode(
  db: Db,
  countyId: number,
  asked: { readonly codeSha256: string; readonly siteId: string; readonly deviceId: string },
  now: Iso,
): Promise<EnrolmentCode | undefined> {
  const row = await db
    .updateTable('enrolment_code')
    .set({ device_id: asked.deviceId })
    .where('county_id', '=', countyId)
    .where('site_id', '=', asked.siteId)
    .where('code_sha256', '=', asked.codeSha256)
    .where('expires_at', '>', now)
    .where((or) => or.or([or('device_id', 'is', null), or('device_id', '=', asked.deviceId)]))
    .returningAll()
    .executeTakeFirst()
  return (
    row && {
      codeSha256: row.code_sha256,
      siteId: row.site_id,
      staffId: row.staff_id,
      consentId: row.consent_id,
      clerkAccountId: row.clerk_account_id,
      expiresAt: row.expires_at,
    }
  )
}
