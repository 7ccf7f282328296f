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

/** The stations of a site that are not revoked. */
export const listStationsAt = (db: Db, countyId: number, siteId: string): Promise<{ device_id: string }[]> =>
  db
    .selectFrom('device')
    .select('device_id')
    .where('county_id', '=', countyId)
    .where('site_id', '=', siteId)
    .where('revoked', '=', false)
    .execute()
