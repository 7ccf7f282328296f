import { sql } from 'kysely'
import { toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { DecisionPart } from '../rules/input.ts'
import type { Days } from './postings.ts'
import '../tables.ts'

export interface Decision extends DecisionPart {
  readonly staffId: string
  readonly at: string
}

/** What people decided last about half-days of some days; of two at one instant the one kept later. */
export async function listDecisions(
  db: Db,
  countyId: number,
  { from, to }: Days,
  staffIds: readonly string[],
): Promise<Decision[]> {
  const rows = await db
    .selectFrom('case_decision')
    .leftJoin('account', (on) =>
      on
        .onRef('account.county_id', '=', 'case_decision.county_id')
        .onRef('account.account_id', '=', 'case_decision.by_id'),
    )
    .select(['case_decision.staff_id', 'day', 'half', 'decision', 'reason', 'at', 'account.name'])
    .where('case_decision.county_id', '=', countyId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where(sql<boolean>`case_decision.staff_id = any(${[...staffIds]}::uuid[])`)
    .orderBy('at')
    .orderBy('fact_id')
    .execute()
  const last = new Map(rows.map((row) => [`${row.staff_id} ${row.day} ${row.half}`, row]))
  return [...last.values()].map((row) => ({
    staffId: row.staff_id,
    day: row.day,
    half: row.half,
    decision: row.decision,
    by: row.name ?? '',
    reason: row.reason,
    decidedAt: toMs(row.at),
    at: row.at,
  }))
}
