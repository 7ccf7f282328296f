import { randomBytes } from 'node:crypto'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { sha256Of, tokenOf } from '../secrets/token.ts'
import { findCounty } from './tree.ts'
import '../tables.ts'

/**
 * A fresh token for the one-time set-up link, for `main` to print at the start; null when the county is set up. Only its
 * digest is kept, and the one before holds no longer.
 */
export async function createSetUpToken(db: Db, now: Iso): Promise<string | null> {
  if (await findCounty(db)) return null
  const token = tokenOf(randomBytes(32))
  const row = { token_sha256: sha256Of(token), made_at: now }
  await db
    .insertInto('set_up_token')
    .values(row)
    .onConflict((clash) => clash.columns(['county_id']).doUpdateSet(row))
    .execute()
  return token
}

/** Uses the token up, for whoever comes first. */
export async function spendSetUpToken(db: Db, token: string): Promise<boolean> {
  const done = await db
    .deleteFrom('set_up_token')
    .where('county_id', '=', 0)
    .where('token_sha256', '=', sha256Of(token))
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}
