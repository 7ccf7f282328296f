import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { PasskeyRow } from '../tables.ts'

export type SecondFactor = 'totp' | 'passkey'

/** Which second factors are in force, by account; of one account when asked. */
export async function listSecondFactors(
  db: Db,
  countyId: number,
  accountId?: string,
): Promise<ReadonlyMap<string, SecondFactor[]>> {
  let totps = db.selectFrom('account_totp').select('account_id').where('county_id', '=', countyId)
  let passkeys = db.selectFrom('passkey').select('account_id').distinct().where('county_id', '=', countyId)
  if (accountId !== undefined) {
    totps = totps.where('account_id', '=', accountId)
    passkeys = passkeys.where('account_id', '=', accountId)
  }
  const byAccount = new Map<string, SecondFactor[]>()
  const add = (id: string, factor: SecondFactor) => byAccount.set(id, [...(byAccount.get(id) ?? []), factor])
  for (const row of await totps.where('sealed', 'is not', null).execute()) add(row.account_id, 'totp')
  for (const row of await passkeys.execute()) add(row.account_id, 'passkey')
  return byAccount
}

/** The sealed secrets of an authenticator app: the one in force and the one not yet confirmed. */
export async function findTotp(
  db: Db,
  countyId: number,
  accountId: string,
): Promise<{ sealed: string | null; pending: string | null; last_step: number } | undefined> {
  return db
    .selectFrom('account_totp')
    .select(['sealed', 'pending', 'last_step'])
    .where('county_id', '=', countyId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

export async function keepPendingTotp(db: Db, countyId: number, accountId: string, pending: string): Promise<void> {
  await db
    .insertInto('account_totp')
    .values({ county_id: countyId, account_id: accountId, sealed: null, pending })
    .onConflict((clash) => clash.columns(['county_id', 'account_id']).doUpdateSet({ pending }))
    .execute()
}

/** Puts the pending secret in force; `step` is the period of the code that confirmed it, now used up. */
export async function confirmPendingTotp(db: Db, countyId: number, accountId: string, step: number): Promise<void> {
  await db
    .updateTable('account_totp')
    .set((it) => ({ sealed: it.ref('pending'), pending: null, last_step: step }))
    .where('county_id', '=', countyId)
    .where('account_id', '=', accountId)
    .where('pending', 'is not', null)
    .execute()
}

/** Spends the code of a period. False when it, or a later one, was used meanwhile. */
export async function spendStep(db: Db, countyId: number, accountId: string, step: number): Promise<boolean> {
  const done = await db
    .updateTable('account_totp')
    .set({ last_step: step })
    .where('county_id', '=', countyId)
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** What is kept of a passkey: its public key, and the counter it last showed. */
export interface Passkey {
  readonly passkeyId: string
  readonly accountId: string
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly counter: number
  readonly transports: readonly string[]
}

export async function listPasskeys(db: Db, countyId: number, accountId: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('passkey')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('account_id', '=', accountId)
    .execute()
  return rows.map(passkeyOf)
}

export async function findPasskey(db: Db, countyId: number, passkeyId: string): Promise<Passkey | undefined> {
  const row = await db
    .selectFrom('passkey')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('passkey_id', '=', passkeyId)
    .executeTakeFirst()
  return row && passkeyOf(row)
}

export async function keepPasskey(db: Db, countyId: number, it: Passkey, now: Iso): Promise<void> {
  await db
    .insertInto('passkey')
    .values({
      county_id: countyId,
      passkey_id: it.passkeyId,
      account_id: it.accountId,
      public_key: Buffer.from(it.publicKey),
      counter: it.counter,
      transports: JSON.stringify(it.transports),
      made_at: now,
    })
    .execute()
}

export async function keepCounter(db: Db, countyId: number, passkeyId: string, counter: number): Promise<void> {
  await db
    .updateTable('passkey')
    .set({ counter })
    .where('county_id', '=', countyId)
    .where('passkey_id', '=', passkeyId)
    .execute()
}

const passkeyOf = (row: Omit<PasskeyRow, 'transports'> & { transports: string[] }): Passkey => ({
  passkeyId: row.passkey_id,
  accountId: row.account_id,
  publicKey: Uint8Array.from(row.public_key),
  counter: row.counter,
  transports: row.transports,
})
