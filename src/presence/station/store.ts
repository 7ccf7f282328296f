import { type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { OpenEnrolmentTable, OwnCheckInTable, OwnKioskTable } from './tables.ts'

/** Whose rows: every table of the station's database holds those of all stations in this program. */
export interface Owner {
  readonly countyId: number
  readonly deviceId: string
}

export const findKiosk = (db: Db, { countyId, deviceId }: Owner, kioskId: string): Promise<OwnKioskTable | undefined> =>
  db
    .selectFrom('own_kiosk')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('kiosk_id', '=', kioskId)
    .executeTakeFirst()

/** The kiosk that was bound last with a key, unless it was revoked. */
export const findKioskOf = (
  db: Db,
  { countyId, deviceId }: Owner,
  publicKey: string,
): Promise<OwnKioskTable | undefined> =>
  db
    .selectFrom('own_kiosk')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('public_key', '=', publicKey)
    .where('revoked', '=', false)
    .orderBy('bound_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Spends a one-time token. False when it was spent before. */
export async function spendToken(
  db: Db,
  { countyId, deviceId }: Owner,
  tokenSha256: string,
  now: Iso,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('used_kiosk_token')
    .values({ county_id: countyId, device_id: deviceId, token_sha256: tokenSha256, used_at: now })
    .onConflict((clash) => clash.columns(['county_id', 'device_id', 'token_sha256']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Check-ins of one person since an instant, oldest first. */
export const listCheckInsOf = (db: Db, owner: Owner, staffId: string, since: Iso): Promise<OwnCheckInTable[]> =>
  checkIns(db, owner, since).where('staff_id', '=', staffId).orderBy('at').execute()

/** The newest check-in without a face since an instant that nobody has countersigned, of anybody but one person. */
export const findUncountersigned = (
  db: Db,
  owner: Owner,
  exceptStaffId: string,
  since: Iso,
): Promise<OwnCheckInTable | undefined> =>
  checkIns(db, owner, since)
    .where('staff_id', '!=', exceptStaffId)
    .where('method', 'in', ['pin', 'card'])
    .where('countersigned', '=', false)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()

const checkIns = (db: Db, { countyId, deviceId }: Owner, since: Iso) =>
  db
    .selectFrom('own_check_in')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('at', '>=', since)

export async function findFailures(
  db: Db,
  { countyId, deviceId }: Owner,
  claimSha256: string,
): Promise<{ count: number; lastAt: Iso } | undefined> {
  const row = await db
    .selectFrom('pin_failure')
    .select(['failures', 'last_at'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('claim_sha256', '=', claimSha256)
    .executeTakeFirst()
  return row && { count: row.failures, lastAt: row.last_at }
}

/** Counts one failure more: two kiosks that fail in the same moment are two. */
export async function countFailure(
  db: Db,
  { countyId, deviceId }: Owner,
  claimSha256: string,
  now: Iso,
): Promise<void> {
  const first = { failures: 1, last_at: now }
  await db
    .insertInto('pin_failure')
    .values({ county_id: countyId, device_id: deviceId, claim_sha256: claimSha256, ...first })
    .onConflict((clash) =>
      clash
        .columns(['county_id', 'device_id', 'claim_sha256'])
        .doUpdateSet((row) => ({ failures: row('pin_failure.failures', '+', 1), last_at: now })),
    )
    .execute()
}

/** Forgets the failures of whoever was right, and all old ones. */
export async function forgetFailures(
  db: Db,
  { countyId, deviceId }: Owner,
  claimSha256: string,
  now: Iso,
): Promise<void> {
  await db
    .deleteFrom('pin_failure')
    .where('county_id', '=', countyId)
    .where((row) =>
      row.or([
        row.and({ device_id: deviceId, claim_sha256: claimSha256 }),
        row('last_at', '<', toIso(toMs(now) - forgetFailuresMs)),
      ]),
    )
    .execute()
}

const forgetFailuresMs = 24 * 3600_000

export type OpenEnrolment = Omit<OpenEnrolmentTable, 'county_id' | 'device_id'>

export const findEnrolment = (
  db: Db,
  { countyId, deviceId }: Owner,
  codeSha256: string,
  now: Iso,
): Promise<OpenEnrolment | undefined> =>
  db
    .selectFrom('open_enrolment')
    .select(['code_sha256', 'staff_id', 'consent_id', 'clerk_account_id', 'expires_at'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('code_sha256', '=', codeSha256)
    .where('expires_at', '>', now)
    .executeTakeFirst()

export async function keepEnrolment(db: Db, { countyId, deviceId }: Owner, open: OpenEnrolment): Promise<void> {
  await db
    .insertInto('open_enrolment')
    .values({ county_id: countyId, device_id: deviceId, ...open })
    .onConflict((clash) => clash.columns(['county_id', 'device_id', 'code_sha256']).doUpdateSet(open))
    .execute()
}

export async function dropEnrolment(db: Db, { countyId, deviceId }: Owner, codeSha256: string): Promise<void> {
  await db
    .deleteFrom('open_enrolment')
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .where('code_sha256', '=', codeSha256)
    .execute()
}
