import type { Db } from '../../store/open.ts'
import '../tables.ts'

/** The account bound to somebody's name at an identity provider. */
export async function findIdentity(
  db: Db,
  countyId: number,
  issuer: string,
  subject: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('oidc_identity')
    .select('account_id')
    .where('county_id', '=', countyId)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.account_id
}

/** Binds an account to a subject, for good. False when the account is bound to another subject already. */
export async function bindIdentity(
  db: Db,
  countyId: number,
  issuer: string,
  subject: string,
  accountId: string,
): Promise<boolean> {
  const done = await db
    .insertInto('oidc_identity')
    .values({ county_id: countyId, issuer, subject, account_id: accountId })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}
