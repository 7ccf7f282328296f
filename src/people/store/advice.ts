import { sql } from 'kysely'
import type { Projection } from '../../fact/append.ts'
import type { FactOf } from '../../fact/fact.ts'
import type { Day } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'

declare module '../../store/tables.ts' {
  interface Tables {
    advice: AdviceRow
  }
}

interface AdviceRow {
  county_id: number
  advice_id: string
  unit_id: string
  staff_id: string | null
  text: string
  at: string
  answer: string | null
  answered_at: string | null
}

/** A complaint or suggestion; without a name `at` is the beginning of its day. */
export interface Advice {
  readonly adviceId: string
  readonly unitId: string
  readonly staffId: string | null
  readonly text: string
  readonly at: string
  readonly answer: { readonly text: string; readonly at: string } | null
}

/** All of a county or, with `staffId`, what somebody gave under his name; newest first, 2,000 at most. */
export async function listAdvice(db: Db, countyId: number, staffId?: string): Promise<Advice[]> {
  let query = db.selectFrom('advice').selectAll().where('county_id', '=', countyId)
  if (staffId !== undefined) query = query.where('staff_id', '=', staffId)
  return (await query.orderBy('at', 'desc').orderBy('advice_id').limit(2000).execute()).map(adviceOf)
}

/** One of them, locked until the transaction ends, so that it is answered once. */
export async function findAdviceToAnswer(db: Db, countyId: number, adviceId: string): Promise<Advice | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`advice ${adviceId}`}, ${countyId}))`.execute(db)
  const row = await db
    .selectFrom('advice')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('advice_id', '=', adviceId)
    .executeTakeFirst()
  return row && adviceOf(row)
}

/** How many people are present in each unit. */
export async function countPresent(db: Db, countyId: number, today: Day): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('staff')
    .select(({ fn }) => ['unit_id', fn.countAll<number>().as('people')])
    .where('county_id', '=', countyId)
    .where((it) => it.or([it('left_on', 'is', null), it('left_on', '>', today)]))
    .groupBy('unit_id')
    .execute()
  return new Map(rows.map((row) => [row.unit_id, row.people]))
}

const adviceOf = (row: AdviceRow): Advice => ({
  adviceId: row.advice_id,
  unitId: row.unit_id,
  staffId: row.staff_id,
  text: row.text,
  at: row.at,
  answer: row.answer === null ? null : { text: row.answer, at: row.answered_at ?? '' },
})

/** Keeps `advice` in step with its facts. */
export const adviceProjection: Projection = {
  name: 'advice',
  tables: ['advice'],
  kinds: ['adviceGiven', 'adviceAnswered'],
  async apply(db, facts) {
    for (const fact of facts) {
      if (fact.kind === 'adviceGiven') await give(db, fact)
      else if (fact.kind === 'adviceAnswered') await answer(db, fact)
    }
  },
}

async function give(db: Db, { countyId, at, body }: FactOf<'adviceGiven'>): Promise<void> {
  const { adviceId, unitId, staffId, text } = body
  await db
    .insertInto('advice')
    .values({
      county_id: countyId,
      advice_id: adviceId,
      unit_id: unitId,
      staff_id: staffId,
      text,
      at,
      answer: null,
      answered_at: null,
    })
    .onConflict((clash) => clash.columns(['county_id', 'advice_id']).doNothing())
    .execute()
}

/** The first answer counts. */
async function answer(db: Db, { countyId, at, body }: FactOf<'adviceAnswered'>): Promise<void> {
  await db
    .updateTable('advice')
    .set({ answer: body.text, answered_at: at })
    .where('county_id', '=', countyId)
    .where('advice_id', '=', body.adviceId)
    .where('answer', 'is', null)
    .execute()
}
