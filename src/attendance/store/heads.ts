import type { Db } from '../../store/open.ts'
import type { Head } from '../boss.ts'

/** Open accounts that lead units. */
export async function listHeads(db: Db, countyId: number): Promise<Head[]> {
  const rows = await db
    .selectFrom('account_role')
    .innerJoin('account', (on) =>
      on
        .onRef('account.county_id', '=', 'account_role.county_id')
        .onRef('account.account_id', '=', 'account_role.account_id'),
    )
    .select(['account.account_id', 'account.staff_id', 'account_role.within'])
    .where('account_role.county_id', '=', countyId)
    .where('account_role.role', '=', 'head')
    .where('account.closed', '=', false)
    .execute()
  return rows.map((row) => ({
    accountId: row.account_id,
    staffId: row.staff_id,
    unitId: row.within === '' ? null : row.within,
  }))
}
