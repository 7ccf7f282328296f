import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Swap } from '../contract/roster.ts'
import type { Ask } from '../http/answer.ts'
import type { Iso } from '../kit/time.ts'
import type { Db } from '../store/open.ts'
import type { SwapRow } from './tables.ts'

export async function findSwap(db: Db, countyId: number, swapId: string): Promise<Swap | undefined> {
  const row = await db
    .selectFrom('swap')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('swap_id', '=', swapId)
    .executeTakeFirst()
  return row && swapOf(row)
}

/** Swaps asked since an instant, and those still asked about duties that begin after it, newest first. */
export async function listSwapsSince(db: Db, countyId: number, since: Iso): Promise<Swap[]> {
  const rows = await db
    .selectFrom('swap')
    .selectAll()
    .where('county_id', '=', countyId)
    .where((it) =>
      it.or([
        it('asked_at', '>=', since),
        it.and([
          it('state', '=', 'asked'),
          it.exists(
            it
              .selectFrom('duty')
              .select('duty_id')
              .whereRef('duty.county_id', '=', 'swap.county_id')
              .whereRef('duty.duty_id', '=', 'swap.duty_id')
              .where('starts', '>=', since),
          ),
        ]),
      ]),
    )
    .orderBy('asked_at', 'desc')
    .orderBy('swap_id')
    .execute()
  return rows.map(swapOf)
}

/**
 * Takes back what is still asked about some duties: they have another holder or other hours now, or are no more. `but` is
 * the one that was just agreed to.
 */
export async function withdrawSwapsOf(ask: Ask, dutyIds: readonly string[], but?: string): Promise<void> {
  const ids = [...dutyIds]
  const rows = await ask.db
    .selectFrom('swap')
    .select('swap_id')
    .where('county_id', '=', ask.countyId)
    .where('state', '=', 'asked')
    .where(sql<boolean>`(duty_id = any(${ids}::uuid[]) or return_duty_id = any(${ids}::uuid[]))`)
    .orderBy('swap_id')
    .execute()
  for (const { swap_id: swapId } of rows) {
    if (swapId !== but) await ask.record('swapAnswered', { swapId, answer: 'withdrawn' }, { by: { kind: 'system' } })
  }
}

const swapOf = (row: Selectable<SwapRow>): Swap => ({
  swapId: row.swap_id,
  dutyId: row.duty_id,
  fromStaffId: row.from_staff_id,
  toStaffId: row.to_staff_id,
  returnDutyId: row.return_duty_id,
  note: row.note,
  state: row.state,
  askedAt: row.asked_at,
})
