import { sql } from 'kysely'
import type { Legend } from '../../contract/attendance.ts'
import type { FinalRow } from '../../fact/kinds/attendance.ts'
import { type Day, dayOf, type Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { listErased, listRows } from './monthRows.ts'
import '../tables.ts'

/** A month of a unit as it was printed. */
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
  /** People whose rows were destroyed since. */
  readonly erased: readonly string[]
  readonly simulated: boolean
}

/** Of those of some units that printed a month: the last revision, or the one asked for; by unit. */
export async function listPrinted(
  db: Db,
  countyId: number,
  month: string,
  unitIds: readonly string[],
  revision?: number,
): Promise<Map<string, PrintedMonth>> {
  let query = printedOf(db, countyId, month, unitIds)
  if (revision !== undefined) query = query.where('revision', '=', revision)
  const heads = await query.distinctOn('unit_id').orderBy('unit_id').orderBy('revision', 'desc').execute()
  return new Map((await withRows(db, countyId, heads)).map((it) => [it.unitId, it]))
}

/** Every revision of a unit's month, the first one first. */
export async function listRevisions(db: Db, countyId: number, month: string, unitId: string): Promise<PrintedMonth[]> {
  return withRows(db, countyId, await printedOf(db, countyId, month, [unitId]).orderBy('revision').execute())
}

const printedOf = (db: Db, countyId: number, month: string, unitIds: readonly string[]) =>
  db
    .selectFrom('month_final')
    .leftJoin('account', (on) =>
      on.onRef('account.county_id', '=', 'month_final.county_id').onRef('account.account_id', '=', 'month_final.by_id'),
    )
    .select(['month_id', 'unit_id', 'month', 'revision', 'at', 'reason', 'legend', 'people', 'simulated'])
    .select('account.name')
    .where('month_final.county_id', '=', countyId)
    .where('month', '=', month)
    .where(sql<boolean>`unit_id = any(${[...unitIds]}::uuid[])`)

type Head = Awaited<ReturnType<ReturnType<typeof printedOf>['execute']>>[number]

async function withRows(db: Db, countyId: number, heads: readonly Head[]): Promise<PrintedMonth[]> {
  const rows = await listRows(
    db,
    countyId,
    heads.map((it) => it.month_id),
  )
  const found: PrintedMonth[] = []
  for (const { month_id: monthId, unit_id: unitId, name, people, ...head } of heads) {
    const its = rows.get(monthId) ?? []
    const erased = its.length < people ? await listErased(db, countyId, monthId, head.at) : []
    found.push({ unitId, by: name ?? '', rows: its, erased, ...head })
  }
  return found
}
/** The day the first fact of a county was kept. */
export async function findRecordsFrom(db: Db, countyId: number): Promise<Day | undefined> {
  const row = await db
    .selectFrom('fact')
    .select('recorded_at')
    .where('county_id', '=', countyId)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  return row && dayOf(row.recorded_at)
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
