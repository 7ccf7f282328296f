import { sql } from 'kysely'
import type { Caller } from '../../http/answer.ts'
import type { Db } from '../../store/open.ts'
import type { Officer } from '../rules/proposal.ts'

/** All open accounts that hold any role, with the person behind each. */
export async function listOfficers(db: Db, countyId: number): Promise<Officer[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('account_role', (on) =>
      on
        .onRef('account_role.county_id', '=', 'account.county_id')
        .onRef('account_role.account_id', '=', 'account.account_id'),
    )
    .select(['account.account_id', 'account.staff_id', 'account_role.role', 'account_role.within'])
    .where('account.county_id', '=', countyId)
    .where('account.closed', '=', false)
    .where('account_role.role', '<>', 'staff')
    .execute()
  const officers = new Map<string, Officer>()
  for (const { account_id: accountId, staff_id: staffId, role, within } of rows) {
    const before = officers.get(accountId)?.grants ?? []
    officers.set(accountId, { accountId, staffId, grants: [...before, { role, unitId: within || null }] })
  }
  return [...officers.values()]
}

/** Open accounts that lead units; `unitId` null: the county. */
export async function listHeads(
  db: Db,
  countyId: number,
): Promise<(Pick<Officer, 'accountId' | 'staffId'> & { readonly unitId: string | null })[]> {
  const officers = await listOfficers(db, countyId)
  return officers.flatMap(({ accountId, staffId, grants }) =>
    grants.filter(({ role }) => role === 'head').map(({ unitId }) => ({ accountId, staffId, unitId })),
  )
}

/** All accounts of the person behind one. */
export async function listAccountsOf(
  db: Db,
  countyId: number,
  { accountId, staffId }: Pick<Caller, 'accountId' | 'staffId'>,
): Promise<ReadonlySet<string>> {
  if (staffId === null) return new Set([accountId])
  const rows = await db
    .selectFrom('account')
    .select('account_id')
    .where('county_id', '=', countyId)
    .where('staff_id', '=', staffId)
    .execute()
  return new Set([accountId, ...rows.map((row) => row.account_id)])
}

/** The names of some accounts. */
export async function namesOfAccounts(
  db: Db,
  countyId: number,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('account')
    .select(['account_id', 'name'])
    .where('county_id', '=', countyId)
    .where(sql<boolean>`account_id = any(${[...accountIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.account_id, row.name]))
}
