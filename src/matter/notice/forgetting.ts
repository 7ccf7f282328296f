import { append } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import { erase } from '../../fact/erasure.ts'
import { dayOf, type Iso } from '../../kit/time.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { noticeProjection } from './projection.ts'
import './tables.ts'

/** Destroys the addresses of closed accounts and of those who have left. Safe to repeat; returns how many there were. */
export async function forgetAddresses(db: Db, countyId: number, now: Iso): Promise<number> {
  const gone = await db
    .selectFrom('mail_address')
    .innerJoin('account', (join) =>
      join
        .onRef('account.county_id', '=', 'mail_address.county_id')
        .onRef('account.account_id', '=', 'mail_address.account_id'),
    )
    .leftJoin('staff', (join) =>
      join.onRef('staff.county_id', '=', 'account.county_id').onRef('staff.staff_id', '=', 'account.staff_id'),
    )
    .select(['mail_address.account_id as accountId', 'mail_address.fact_id as factId'])
    .where('mail_address.county_id', '=', countyId)
    .where((it) => it.or([it('account.closed', '=', true), it('staff.left_on', '<=', dayOf(now))]))
    .execute()
  const about = { countyId, now, by: { kind: 'system' } as const }
  for (const { accountId, factId } of gone) {
    await atomically(db, async (tx) => {
      await append(tx, [draft('mailAddressSet', { accountId, address: null }, about)], [noticeProjection])
      await erase(tx, [factId], 'mailAddressSet', about)
    })
  }
  return gone.length
}
