import { sql } from 'kysely'
import type { CallOutcome } from '../../contract/ratings.ts'
import type { CallBack } from '../../contract/routes/ratings.ts'
import type { Db } from '../../store/open.ts'
import type { Matter } from '../handling/matter.ts'
import '../../ledger/tables.ts'
import '../handling/tables.ts'
import './tables.ts'

/** A call-back as it is kept. */
export interface CallBackKept extends Omit<CallBack, 'mine' | 'population'> {
  readonly population: readonly string[]
  readonly factId: string
}

/** Newest first, 200 at most; or one. */
export async function listCallBacksKept(db: Db, countyId: number, callBackId?: string): Promise<CallBackKept[]> {
  let query = db
    .selectFrom('call_back as it')
    .leftJoin('unit as rated', (on) =>
      on.onRef('rated.county_id', '=', 'it.county_id').onRef('rated.unit_id', '=', 'it.unit_id'),
    )
    .leftJoin('unit as caller', (on) =>
      on.onRef('caller.county_id', '=', 'it.county_id').onRef('caller.unit_id', '=', 'it.caller_unit_id'),
    )
    .selectAll('it')
    .select(['rated.name as unit_name', 'caller.name as caller_name'])
    .where('it.county_id', '=', countyId)
  if (callBackId !== undefined) query = query.where('call_back_id', '=', callBackId)
  const rows = await query.orderBy('announced_at', 'desc').orderBy('call_back_id').limit(200).execute()
  const called = await countCalled(db, countyId)
  return rows.map((row) => ({
    callBackId: row.call_back_id,
    unitId: row.unit_id,
    unitName: row.unit_name ?? '',
    callerUnitId: row.caller_unit_id,
    callerUnitName: row.caller_name ?? '',
    period: row.period,
    size: row.size,
    population: row.population,
    factId: row.fact_id,
    announcedAt: row.announced_at,
    drawn:
      row.beacon === null || row.log_size === null || row.drawn_at === null
        ? null
        : { beacon: row.beacon, logSize: row.log_size, at: row.drawn_at },
    called: called.get(row.call_back_id) ?? nobody,
  }))
}

const nobody: CallBack['called'] = { answered: 0, declined: 0, notReached: 0, wrongNumber: 0 }

async function countCalled(db: Db, countyId: number): Promise<Map<string, CallBack['called']>> {
  const rows = await db
    .selectFrom('call_back_matter')
    .select(({ fn }) => ['call_back_id', 'outcome', fn.countAll<number>().as('n')])
    .where('county_id', '=', countyId)
    .where('outcome', 'is not', null)
    .groupBy(['call_back_id', 'outcome'])
    .execute()
  const found = new Map<string, CallBack['called']>()
  for (const { call_back_id: id, outcome, n } of rows) {
    if (outcome !== null) found.set(id, { ...(found.get(id) ?? nobody), [outcome]: n })
  }
  return found
}

export interface CallKept {
  readonly matterId: string
  readonly attempts: number
  readonly outcome: CallOutcome | null
  readonly matter: Matter | null
}

/** Who was drawn, in the order of the draw. */
export async function listCalls(db: Db, countyId: number, callBackId: string): Promise<CallKept[]> {
  const rows = await db
    .selectFrom('call_back_matter as it')
    .leftJoin('matter', (on) =>
      on.onRef('matter.county_id', '=', 'it.county_id').onRef('matter.matter_id', '=', 'it.matter_id'),
    )
    .select(['it.matter_id', 'attempts', 'outcome', 'kept'])
    .where('it.county_id', '=', countyId)
    .where('call_back_id', '=', callBackId)
    .orderBy('place')
    .execute()
  return rows.map(({ matter_id: matterId, attempts, outcome, kept: matter }) => ({
    matterId,
    attempts,
    outcome,
    matter,
  }))
}

/** Matters of these units that ended in a quarter, whose people left a number, without those left out by two. */
export async function listCallable(
  db: Db,
  countyId: number,
  unitIds: readonly string[],
  quarter: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select matter_id as id from matter left join rating_exclusion as exclusion using (county_id, matter_id)
    where county_id = ${countyId} and holder_unit_id = any(${[...unitIds]}::uuid[])
      and matter.state in ('finished', 'refused')
      and to_char(ended_at at time zone 'Asia/Shanghai', 'YYYY-"Q"Q') = ${quarter}
      and trim(coalesce(kept -> 'words' -> 'applicant' ->> 'phone', '')) <> ''
      and exclusion.granted is not true
    order by matter_id`.execute(db)
  return rows.map((it) => it.id)
}

/** Size and hex root of the first published checkpoint that holds a fact; nothing before there is one. */
export async function findFirstCheckpoint(
  db: Db,
  countyId: number,
  origin: string,
  factId: string,
): Promise<{ readonly size: number; readonly root: string } | undefined> {
  const row = await db
    .selectFrom('log_checkpoint')
    .select(['size', 'root'])
    .where('county_id', '=', countyId)
    .where('origin', '=', origin)
    .where('size', '>=', ({ selectFrom }) =>
      selectFrom('fact').select('position').where('county_id', '=', countyId).where('id', '=', factId),
    )
    .orderBy('size')
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return row && { size: row.size, root: Buffer.from(row.root).toString('hex') }
}

/** Makes what is done to one call-back wait for each other. */
export async function lockCallBack(db: Db, countyId: number, callBackId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`call back ${callBackId}`}, ${countyId}))`.execute(db)
}
