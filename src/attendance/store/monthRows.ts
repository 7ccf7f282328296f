import { sql } from 'kysely'
import type { Circumstances } from '../../fact/draft.ts'
import { erase } from '../../fact/erasure.ts'
import type { Fact } from '../../fact/fact.ts'
import type { FinalRow } from '../../fact/kinds/attendance.ts'
import { refuse } from '../../kit/refusals.ts'
import type { Iso } from '../../kit/time.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import '../tables.ts'

/** What tells the facts of one person on one printed month apart; stays when their content is destroyed. */
export const rowKey = (monthId: string, staffId: string): string => `monthRowPrinted:${monthId}:${staffId}`

/** The people of printed months in the order of the sheet, by month. */
export async function listRows(
  db: Db,
  countyId: number,
  monthIds: readonly string[],
): Promise<Map<string, FinalRow[]>> {
  const found = new Map<string, FinalRow[]>(monthIds.map((id) => [id, []]))
  if (monthIds.length === 0) return found
  const rows = await db
    .selectFrom('month_final_row')
    .select(['month_id', 'body'])
    .where('county_id', '=', countyId)
    .where('month_id', 'in', monthIds)
    .orderBy('place')
    .execute()
  for (const { month_id: monthId, body } of rows) found.get(monthId)?.push(body)
  return found
}

/** Whose rows of a printed month were destroyed: the envelope of a fact still says whose it was. */
export async function listErased(db: Db, countyId: number, monthId: string, at: Iso): Promise<string[]> {
  const rows = await db
    .selectFrom('fact')
    .select('staff_id')
    .where('county_id', '=', countyId)
    .where('kind', '=', 'monthRowPrinted')
    .where('at', '=', at)
    .where('body', 'is', null)
    .where(sql<boolean>`starts_with(idem_key, ${rowKey(monthId, '')})`)
    .execute()
  return rows.flatMap((row) => row.staff_id ?? [])
}

/**
 * On how many prints somebody stands whose rows could be destroyed. Refuses `monthKeptWhole` where one was printed before
 * people had facts of their own.
 */
export async function countPrintedRows(db: Db, countyId: number, staffId: string): Promise<number> {
  const facts = await listPrintedFacts(db, countyId, staffId)
  const { rows } = await db
    .selectFrom('month_final_row')
    .select(({ fn }) => fn.countAll().as('rows'))
    .where('county_id', '=', countyId)
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow()
  if (Number(rows) > facts.length) refuse('monthKeptWhole')
  return facts.length
}

/**
 * Destroys one person's rows on all printed months, and answers the certificate of each. The months stay as they were for
 * everybody else. Refuses like `countPrintedRows`.
 */
export async function erasePrintedRows(db: Db, staffId: string, reason: string, about: Circumstances): Promise<Fact[]> {
  const { countyId } = about
  return atomically(db, async (tx) => {
    await countPrintedRows(tx, countyId, staffId)
    const factIds = await listPrintedFacts(tx, countyId, staffId)
    await tx.deleteFrom('month_final_row').where('county_id', '=', countyId).where('staff_id', '=', staffId).execute()
    return erase(tx, factIds, reason, about)
  })
}

async function listPrintedFacts(db: Db, countyId: number, staffId: string): Promise<string[]> {
  const facts = await db
    .selectFrom('fact')
    .select('id')
    .where('county_id', '=', countyId)
    .where('kind', '=', 'monthRowPrinted')
    .where('staff_id', '=', staffId)
    .where('body', 'is not', null)
    .execute()
  return facts.map((it) => it.id)
}
