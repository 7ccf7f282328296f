import type { Iso } from '../../kit/time.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { lockedUntil } from '../rules/lock-out.ts'
import { sha256Of } from '../secrets/token.ts'

export async function findPassword(db: Db, countyId: number, accountId: string): Promise<string | null> {
  const row = await db
    .selectFrom('account_password')
    .select('digest')
    .where('county_id', '=', countyId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.digest ?? null
}

export async function keepPassword(
  db: Db,
  countyId: number,
  accountId: string,
  digest: string,
  now: Iso,
): Promise<void> {
  await db
    .insertInto('account_password')
    .values({ county_id: countyId, account_id: accountId, digest, changed_at: now })
    .onConflict((clash) => clash.columns(['county_id', 'account_id']).doUpdateSet({ digest, changed_at: now }))
    .execute()
}

/** Whether a login may be tried now. `open` has counted the try as a failure already. */
export type Guard = { readonly kind: 'locked'; readonly until: Iso } | { readonly kind: 'open'; readonly before: Iso }

/**
 * Asks to try a login. The failure is counted before the password is looked at, so that a thousand tries at once are not
 * a thousand tries. Must not run in a transaction that a refusal undoes.
 */
export async function tryLogin(apart: Db, countyId: number, login: string, now: Iso): Promise<Guard> {
  const login_sha256 = keyOf(login)
  return atomically(apart, async (tx) => {
    // One statement finds or makes the row and locks it: between two, a log-in that succeeded elsewhere would take it away.
    const row = await tx
      .insertInto('log_in_guard')
      .values({ county_id: countyId, login_sha256, failures: 0, last_at: now })
      .onConflict((clash) =>
        clash.columns(['county_id', 'login_sha256']).doUpdateSet((it) => ({ last_at: it.ref('log_in_guard.last_at') })),
      )
      .returning(['failures as count', 'last_at as lastAt'])
      .executeTakeFirstOrThrow()
    const until = lockedUntil(row, now)
    if (until !== null) return { kind: 'locked', until }
    await setGuard(tx, countyId, login, row.count + 1, now)
    return { kind: 'open', before: row.lastAt }
  })
}

/** Takes back the failure `tryLogin` counted: the password was right, but the code is still wanted. */
export async function takeBackTry(apart: Db, countyId: number, login: string, before: Iso): Promise<void> {
  await apart
    .updateTable('log_in_guard')
    .set((it) => ({ failures: it('failures', '-', 1), last_at: before }))
    .where('county_id', '=', countyId)
    .where('login_sha256', '=', keyOf(login))
    .where('failures', '>', 0)
    .execute()
}

/** Forgets the failures of a login after it was let in. */
export async function forgiveLogin(db: Db, countyId: number, login: string): Promise<void> {
  await db
    .deleteFrom('log_in_guard')
    .where('county_id', '=', countyId)
    .where('login_sha256', '=', keyOf(login))
    .execute()
}

async function setGuard(db: Db, countyId: number, login: string, failures: number, now: Iso): Promise<void> {
  await db
    .updateTable('log_in_guard')
    .set({ failures, last_at: now })
    .where('county_id', '=', countyId)
    .where('login_sha256', '=', keyOf(login))
    .execute()
}

const keyOf = (login: string): string => sha256Of(login.toLowerCase())
