import { sql } from 'kysely'
import type { Legend } from '../../contract/attendance.ts'
import type { FinalRow } from '../../fact/kinds/attendance.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import '../tables.ts'

/** A month of a unit as it was printed last. */
export interface PrintedMonth {
  readonly unitId: string
  readonly month: string
  readonly revision: number
  readonly at: Iso
  /** Name of the account. */
  readonly by: string
  readonly reason: string
  readonly legend: Legend
  readonly rows: readonly FinalRow[]
  readonly simulated: boolean
}

/** The last revision of a month for those of some units that were printed, by unit. */
export async function listPrinted(
  db: Db,
  countyId: number,
  month: string,
  unitIds: readonly string[],
): Promise<Map<string, PrintedMonth>> {
  const rows = await db
    .selectFrom('month_final')
    .leftJoin('account', (on) =>
      on.onRef('account.county_id', '=', 'month_final.county_id').onRef('account.account_id', '=', 'month_final.by_id'),
    )
    .select(['unit_id', 'month', 'revision', 'at', 'reason', 'legend', 'rows', 'simulated', 'account.name'])
    .distinctOn('unit_id')
    .where('month_final.county_id', '=', countyId)
    .where('month', '=', month)
    .where(sql<boolean>`unit_id = any(${[...unitIds]}::uuid[])`)
    .orderBy('unit_id')
    .orderBy('revision', 'desc')
    .execute()
  return new Map(rows.map(({ unit_id: unitId, name, ...row }) => [unitId, { unitId, by: name ?? '', ...row }]))
}

/** The units and months that were printed, from a month on. */
export async function listPrintedMonths(
  db: Db,
  countyId: number,
  fromMonth: string,
): Promise<{ unitId: string; month: string }[]> {
  return db
    .selectFrom('month_final')
    .select(['unit_id as unitId', 'month'])
    .distinct()
    .where('county_id', '=', countyId)
    .where('month', '>=', fromMonth)
    .execute()
}

/** How often the bulletin of a month was opened. */
export async function countOpenings(db: Db, countyId: number, unitId: string, month: string): Promise<number> {
  const row = await db
    .selectFrom('bulletin_opening')
    .select('opened')
    .where('county_id', '=', countyId)
    .where('unit_id', '=', unitId)
    .where('month', '=', month)
    .executeTakeFirst()
  return row?.opened ?? 0
}
