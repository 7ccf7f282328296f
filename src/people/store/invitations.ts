import type { Grant } from '../../http/answer.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { sha256Of } from '../secrets/token.ts'

/** What a one-time link offers: an account opened before, or (at set-up) a new one with roles. */
export interface Invitation {
  readonly accountId: string | null
  readonly login: string | null
  readonly name: string
  readonly roles: readonly Grant[]
}

const liveDays = 7

/** Keeps an invitation for seven days; only the digest of its token is kept. */
export async function keepInvitation(db: Db, countyId: number, token: string, it: Invitation, now: Iso): Promise<void> {
  await db
    .insertInto('invitation')
    .values({
      county_id: countyId,
      token_sha256: sha256Of(token),
      account_id: it.accountId,
      login: it.login,
      name: it.name,
      roles: JSON.stringify(it.roles),
      expires_at: toIso(toMs(now) + liveDays * 86_400_000),
      used_at: null,
    })
    .execute()
}

export async function findInvitation(
  db: Db,
  countyId: number,
  token: string,
  now: Iso,
): Promise<Invitation | undefined> {
  const row = await db
    .selectFrom('invitation')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('token_sha256', '=', sha256Of(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && { accountId: row.account_id, login: row.login, name: row.name, roles: row.roles }
}

/** Uses an invitation up. False when it was used or ran out meanwhile. */
export async function spendInvitation(db: Db, countyId: number, token: string, now: Iso): Promise<boolean> {
  const done = await db
    .updateTable('invitation')
    .set({ used_at: now })
    .where('county_id', '=', countyId)
    .where('token_sha256', '=', sha256Of(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
