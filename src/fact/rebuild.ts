import { sql } from 'kysely'
import { atomically } from '../store/atomically.ts'
import type { Db } from '../store/open.ts'
import { type Projection, project } from './fold.ts'
import { factOf } from './store.ts'

export interface Rebuilt {
  readonly facts: number
  /** Facts whose content was destroyed: no rows are made from them. */
  readonly erased: number
}

/** How far a rebuild has come. */
export type OnFacts = (done: number, all: number) => void

/** Empties all read tables and makes them again from the facts, in order, all or nothing. Nobody can append meanwhile. */
export async function rebuild(db: Db, projections: readonly Projection[], onFacts?: OnFacts): Promise<Rebuilt> {
  return atomically(db, async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    await sql`lock table fact_head in exclusive mode`.execute(tx)
    for (const table of tablesOf(projections)) await sql`delete from ${sql.table(table)}`.execute(tx)
    return applyAll(tx, projections, onFacts)
  })
}

/** What a table has on one side only: rows as text, some of each. */
export interface Difference {
  readonly table: string
  /** Rows there before that facts do not make. */
  readonly onlyBefore: { readonly count: number; readonly some: readonly string[] }
  /** Rows that facts make and that were not there. */
  readonly onlyAfter: { readonly count: number; readonly some: readonly string[] }
}

/** Rebuilds, compares all read tables with what they were, and undoes it. No differences: an empty list. */
export async function compare(db: Db, projections: readonly Projection[]): Promise<Difference[]> {
  const undo = new Error('undo')
  const differences: Difference[] = []
  await atomically(db, async (tx) => {
    await sql`lock table fact_head in exclusive mode`.execute(tx)
    for (const table of tablesOf(projections)) await remember(tx, table)
    await rebuild(tx, projections)
    for (const table of tablesOf(projections)) differences.push(...(await differenceOf(tx, table)))
    throw undo
  }).catch((failure: unknown) => {
    if (failure !== undo) throw failure
  })
  return differences
}

const tablesOf = (projections: readonly Projection[]): string[] => [
  ...new Set(projections.flatMap((projection) => projection.tables)),
]

const rowsInOneStep = 500

async function applyAll(db: Db, projections: readonly Projection[], onFacts?: OnFacts): Promise<Rebuilt> {
  const { rows } = await sql<{ all: number; erased: number }>`
    select count(*) as all, count(*) filter (where body is null) as erased from fact`.execute(db)
  const { all = 0, erased = 0 } = rows[0] ?? {}
  let done = 0
  let after = { county_id: -1, position: 0 }
  for (;;) {
    const step = await listAfter(db, after)
    const last = step.at(-1)
    if (!last) return { facts: all - erased, erased }
    await project(db, projections, step.filter((row) => row.body !== null).map(factOf))
    done += step.length
    onFacts?.(done, all)
    after = last
  }
}

const listAfter = (db: Db, after: { county_id: number; position: number }) =>
  db
    .selectFrom('fact')
    .selectAll()
    .where(sql<boolean>`(county_id, position) > (${after.county_id}, ${after.position})`)
    .orderBy('county_id')
    .orderBy('position')
    .limit(rowsInOneStep)
    .execute()

const memory = (table: string) => sql.table(`before_${table}`)

async function remember(db: Db, table: string): Promise<void> {
  await sql`create temporary table ${memory(table)} on commit drop as
    select to_jsonb(one.*)::text as row from ${sql.table(table)} as one`.execute(db)
}

async function differenceOf(db: Db, table: string): Promise<Difference[]> {
  const now = sql`select to_jsonb(one.*)::text as row from ${sql.table(table)} as one`
  const before = sql`select row from ${memory(table)}`
  const onlyBefore = await someOf(db, sql`${before} except all ${now}`)
  const onlyAfter = await someOf(db, sql`${now} except all ${before}`)
  await sql`drop table ${memory(table)}`.execute(db)
  return onlyBefore.count + onlyAfter.count === 0 ? [] : [{ table, onlyBefore, onlyAfter }]
}

async function someOf(db: Db, rows: ReturnType<typeof sql>): Promise<Difference['onlyBefore']> {
  const { rows: found } = await sql<{ count: number; some: string[] }>`
    select count(*) as count, coalesce((array_agg(row order by row))[1:20], '{}') as some from (${rows}) as found
  `.execute(db)
  return found[0] ?? { count: 0, some: [] }
}
