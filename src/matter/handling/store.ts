import { type ExpressionBuilder, sql } from 'kysely'
import type { Light } from '../../contract/matters.ts'
import type { MatterType } from '../../contract/matterTypes.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { Tables } from '../../store/tables.ts'
import { findType, otherType } from '../types/store.ts'
import type { Matter } from './matter.ts'
import { urgencies } from './tables.ts'

/** A matter as it is kept. */
export async function findMatter(db: Db, countyId: number, matterId: string): Promise<Matter | undefined> {
  const row = await db
    .selectFrom('matter')
    .select('kept')
    .where('county_id', '=', countyId)
    .where('matter_id', '=', matterId)
    .executeTakeFirst()
  return row?.kept
}

/** The matter of a receipt, by the hex SHA-256 of its code. */
export async function findMatterByCode(db: Db, countyId: number, codeHash: string): Promise<Matter | undefined> {
  const row = await db
    .selectFrom('matter')
    .select('kept')
    .where('county_id', '=', countyId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return row?.kept
}

/** The version of its type a matter goes by. */
export const typeOf = async (db: Db, countyId: number, { taken }: Pick<Matter, 'taken'>): Promise<MatterType> =>
  (await findType(db, countyId, taken.typeId, taken.typeVersion)) ?? otherType

/** Makes everything that is done with one matter wait for each other. Before a fact is appended, which makes the county wait. */
export async function lockMatter(db: Db, countyId: number, matterId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`matter ${matterId}`}, ${countyId}))`.execute(db)
}

/** Open ones in the order of their ids, so many after one. */
export async function listOpenAfter(db: Db, countyId: number, after: string | null, length: number): Promise<Matter[]> {
  let query = db.selectFrom('matter').select('kept').where('county_id', '=', countyId).where('ended_at', 'is', null)
  if (after !== null) query = query.where('matter_id', '>', after)
  const rows = await query.orderBy('matter_id').limit(length).execute()
  return rows.map((it) => it.kept)
}

/** How many are open. */
export async function countOpen(db: Db, countyId: number): Promise<number> {
  const { n } = await db
    .selectFrom('matter')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('county_id', '=', countyId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

/** Whose matters: of units that took or hold them or are offered them, and those a person has or is offered. */
export interface Reach {
  readonly unitIds: readonly string[]
  readonly staffId: string | null
  /** Only those he has or is offered, by name or as one of his unit. */
  readonly mine: { readonly unitId: string | null } | null
}

export interface MatterFilter {
  readonly state?: 'open' | 'ended' | 'all' | undefined
  readonly light?: Light | undefined
  readonly unitId?: string | undefined
  readonly search?: string | undefined
  readonly after?: Place | undefined
}

/** A place in the order of urgency. */
export interface Place {
  readonly urgency: number
  readonly matterId: string
}

export const pageLength = 50

export interface Listed {
  readonly matter: Matter
  readonly late: boolean
  readonly place: Place
}

/** The most urgent first, one page and one more. */
export async function listMattersBy(
  db: Db,
  countyId: number,
  reach: Reach,
  filter: MatterFilter,
  now: Iso,
): Promise<Listed[]> {
  let query = db
    .selectFrom('matter')
    .select(['kept', 'late', 'urgency', 'matter_id'])
    .where('county_id', '=', countyId)
    .where((it) => within(it, reach))
  const { state = 'open', light, after } = filter
  if (state === 'open') query = query.where('urgency', '<', urgencies.ended)
  if (state === 'ended') query = query.where('urgency', '>=', urgencies.ended)
  if (light !== undefined) query = query.where(isLit(light, now))
  query = query.where((it) => narrowed(it, filter))
  if (after) query = query.where(sql<boolean>`(urgency, matter_id) > (${after.urgency}, ${after.matterId}::uuid)`)
  const rows = await query
    .orderBy('urgency')
    .orderBy('matter_id')
    .limit(pageLength + 1)
    .execute()
  return rows.map((row) => ({
    matter: row.kept,
    late: row.late,
    place: { urgency: row.urgency, matterId: row.matter_id },
  }))
}

/** How many open ones there are of each light. */
export async function countLights(
  db: Db,
  countyId: number,
  reach: Reach,
  filter: Pick<MatterFilter, 'unitId' | 'search'>,
  now: Iso,
): Promise<Record<Light, number>> {
  const count = (light: Light) => sql<number>`count(*) filter (where ${isLit(light, now)})`
  const row = await db
    .selectFrom('matter')
    .select([
      count('green').as('green'),
      count('yellow').as('yellow'),
      count('red').as('red'),
      count('grey').as('grey'),
    ])
    .where('county_id', '=', countyId)
    .where('urgency', '<', urgencies.ended)
    .where((it) => within(it, reach))
    .where((it) => narrowed(it, filter))
    .executeTakeFirst()
  return { green: 0, yellow: 0, red: 0, grey: 0, ...row, done: 0 }
}

/** The same comparison as `lightAt`. */
function isLit(light: Light, now: Iso) {
  switch (light) {
    case 'red':
      return sql<boolean>`(next_due_at < ${now})`
    case 'yellow':
      return sql<boolean>`(next_due_at >= ${now} and next_yellow_at <= ${now})`
    case 'green':
      return sql<boolean>`(next_yellow_at > ${now})`
    case 'grey':
      return sql<boolean>`(next_due_at is null and urgency < ${urgencies.ended})`
    case 'done':
      return sql<boolean>`(urgency >= ${urgencies.ended})`
    default:
      return light satisfies never
  }
}

type OfMatter = ExpressionBuilder<Tables, 'matter'>

function within(it: OfMatter, { unitIds, staffId, mine }: Reach) {
  const units = sql`${[...unitIds]}::uuid[]`
  const named = staffId === null ? [] : [it('holder_staff_id', '=', staffId), it('offered_staff_id', '=', staffId)]
  if (mine === null) {
    const ofUnits = ['unit_id', 'holder_unit_id', 'offered_unit_id'].map(
      (column) => sql<boolean>`${sql.ref(column)} = any(${units})`,
    )
    return it.or([...ofUnits, ...named])
  }
  const { unitId } = mine
  if (unitId === null) return it.or(named)
  return it.or([
    ...named,
    it.and([it('holder_unit_id', '=', unitId), it('holder_staff_id', 'is', null)]),
    it.and([it('offered_unit_id', '=', unitId), it('offered_staff_id', 'is', null)]),
  ])
}

function narrowed(it: OfMatter, { unitId, search }: Pick<MatterFilter, 'unitId' | 'search'>) {
  const like = `%${(search ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`
  return it.and([
    ...(unitId === undefined ? [] : [it.or([it('unit_id', '=', unitId), it('holder_unit_id', '=', unitId)])]),
    ...(search === undefined || search === ''
      ? []
      : [it.or([it('title', 'ilike', like), sql<boolean>`kept -> 'words' -> 'applicant' ->> 'name' ilike ${like}`])]),
  ])
}
