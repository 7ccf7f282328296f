import { sql } from 'kysely'
import type { Account } from '../../contract/people.ts'
import type { Caller, Grant } from '../../http/answer.ts'
import type { Db } from '../../store/open.ts'
import type { RoleHolder } from '../rules/roles.ts'
import type { AccountRow } from '../tables.ts'
import { listSecondFactors, type SecondFactor } from './second-factors.ts'
import { countyIdOf } from './tree.ts'

/** The account behind a session with the roles it holds now; null when there is none or it is closed. */
export async function findCaller(db: Db, accountId: string): Promise<Caller | null> {
  const countyId = await countyIdOf(db)
  const account = await findAccount(db, countyId, accountId)
  if (!account || account.closed) return null
  const grants = await listGrants(db, countyId, [accountId])
  return {
    accountId,
    name: account.name,
    staffId: account.staff_id,
    grants: grants.get(accountId) ?? [],
  }
}

export async function findAccount(db: Db, countyId: number, accountId: string): Promise<AccountRow | undefined> {
  return db
    .selectFrom('account')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** The open account of a login, else one that was closed. Logins are compared without case. */
export async function findAccountByLogin(db: Db, countyId: number, login: string): Promise<AccountRow | undefined> {
  return db
    .selectFrom('account')
    .selectAll()
    .where('county_id', '=', countyId)
    .where(sql`lower(login)`, '=', sql`lower(${login})`)
    .orderBy('closed')
    .executeTakeFirst()
}

/** Accounts by login, those that are closed last. */
export async function listAccounts(db: Db, countyId: number): Promise<Account[]> {
  const rows = await db
    .selectFrom('account')
    .selectAll()
    .where('county_id', '=', countyId)
    .orderBy('closed')
    .orderBy('login')
    .execute()
  const ids = rows.map((row) => row.account_id)
  const [grants, factors] = await Promise.all([listGrants(db, countyId, ids), listSecondFactors(db, countyId)])
  return rows.map((row) => ({
    accountId: row.account_id,
    login: row.login,
    name: row.name,
    staffId: row.staff_id,
    closed: row.closed,
    roles: [...(grants.get(row.account_id) ?? [])],
    secondFactors: factors.get(row.account_id) ?? ([] as SecondFactor[]),
  }))
}

/** An account as the rules of roles see it: with what the other open accounts of the same person hold. */
export async function findHolder(db: Db, countyId: number, accountId: string): Promise<RoleHolder | undefined> {
  const account = await findAccount(db, countyId, accountId)
  if (!account) return undefined
  const others = account.staff_id === null ? [] : await openAccountsOf(db, countyId, account.staff_id)
  const grants = await listGrants(db, countyId, [accountId, ...others])
  return {
    accountId,
    staffId: account.staff_id,
    closed: account.closed,
    own: grants.get(accountId) ?? [],
    held: [...grants.values()].flat(),
  }
}

async function openAccountsOf(db: Db, countyId: number, staffId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('account_id')
    .where('county_id', '=', countyId)
    .where('staff_id', '=', staffId)
    .where('closed', '=', false)
    .execute()
  return rows.map((row) => row.account_id)
}

/** How many open accounts hold the role of security administrator. */
export async function countSecurityAdmins(db: Db, countyId: number): Promise<number> {
  const row = await db
    .selectFrom('account_role')
    .innerJoin('account', (join) =>
      join
        .onRef('account.county_id', '=', 'account_role.county_id')
        .onRef('account.account_id', '=', 'account_role.account_id'),
    )
    .select((it) => it.fn.countAll<number>().as('count'))
    .where('account_role.county_id', '=', countyId)
    .where('account_role.role', '=', 'securityAdmin')
    .where('account.closed', '=', false)
    .executeTakeFirstOrThrow()
  return row.count
}

/** The grants of some accounts, by account. */
async function listGrants(
  db: Db,
  countyId: number,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Grant[]>> {
  const byAccount = new Map<string, Grant[]>()
  if (accountIds.length === 0) return byAccount
  const rows = await db
    .selectFrom('account_role')
    .select(['account_id', 'role', 'within'])
    .where('county_id', '=', countyId)
    .where('account_id', 'in', accountIds)
    .orderBy('role')
    .orderBy('within')
    .execute()
  for (const { account_id, role, within } of rows) {
    const own = byAccount.get(account_id) ?? []
    byAccount.set(account_id, own)
    own.push({ role, unitId: within === '' ? null : within })
  }
  return byAccount
}
