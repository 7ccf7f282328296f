import { sql } from 'kysely'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { Matter } from '../handling/matter.ts'
import '../handling/tables.ts'

declare module '../../store/tables.ts' {
  interface Tables {
    open311_key: {
      county_id: number
      key_id: string
      holder: string
      key_sha256: string
      at: string
      revoked_at: string | null
    }
    problem_words: { county_id: number; matter_id: string; released: boolean; reason: string }
  }
}

export interface Key {
  readonly keyId: string
  readonly holder: string
  readonly at: Iso
  readonly revokedAt: Iso | null
}

const keysOf = (db: Db, countyId: number) =>
  db
    .selectFrom('open311_key')
    .select(['key_id as keyId', 'holder', 'at', 'revoked_at as revokedAt'])
    .where('county_id', '=', countyId)

export const listKeys = (db: Db, countyId: number): Promise<Key[]> =>
  keysOf(db, countyId).orderBy('at', 'desc').execute()

export const findKey = (db: Db, countyId: number, keyId: string): Promise<Key | undefined> =>
  keysOf(db, countyId).where('key_id', '=', keyId).executeTakeFirst()

/** The key in force that a call brought, by its hex SHA-256. */
export const findKeyBySecret = (db: Db, countyId: number, keySha256: string): Promise<Key | undefined> =>
  keysOf(db, countyId).where('key_sha256', '=', keySha256).where('revoked_at', 'is', null).executeTakeFirst()

/** A public problem with what was decided about its words. */
export interface ProblemKept {
  readonly matter: Matter
  readonly words: 'waiting' | 'released' | 'hidden'
  readonly reason: string
}

const problemsOf = (db: Db, countyId: number, typeIds: readonly string[]) =>
  db
    .selectFrom('matter')
    .leftJoin('problem_words', (join) =>
      join
        .onRef('problem_words.county_id', '=', 'matter.county_id')
        .onRef('problem_words.matter_id', '=', 'matter.matter_id'),
    )
    .select(['matter.kept', 'problem_words.released', 'problem_words.reason'])
    .where('matter.county_id', '=', countyId)
    .where(sql<boolean>`matter.type_id = any(${[...typeIds]}::uuid[])`)

interface ProblemRow {
  readonly kept: Matter
  readonly released: boolean | null
  readonly reason: string | null
}

const problemOf = ({ kept, released, reason }: ProblemRow): ProblemKept => ({
  matter: kept,
  words: released === null ? 'waiting' : released ? 'released' : 'hidden',
  reason: reason ?? '',
})

export interface Filter {
  readonly from: Iso
  readonly to: Iso
  /** Null: both. */
  readonly ended: boolean | null
  readonly page: number
  readonly pageSize: number
}

/** Public problems of some kinds, the newest first. */
export async function listProblemsBy(
  db: Db,
  countyId: number,
  typeIds: readonly string[],
  { from, to, ended, page, pageSize }: Filter,
): Promise<ProblemKept[]> {
  let query = problemsOf(db, countyId, typeIds).where('taken_at', '>=', from).where('taken_at', '<=', to)
  if (ended !== null) query = query.where('ended_at', ended ? 'is not' : 'is', null)
  const rows = await query
    .orderBy('taken_at', 'desc')
    .orderBy('matter.matter_id')
    .offset((page - 1) * pageSize)
    .limit(pageSize)
    .execute()
  return rows.map(problemOf)
}

/** A place in the list of the desk. `read`: somebody decided about its words. */
export interface DeskPlace {
  readonly read: boolean
  readonly takenAt: Iso
  readonly matterId: string
}

/** Public problems of some kinds in some units since an instant: whose words nobody read first, then the newest. */
export async function listProblemsFor(
  db: Db,
  countyId: number,
  { typeIds, unitIds }: { readonly typeIds: readonly string[]; readonly unitIds: readonly string[] },
  { since, after, length }: { readonly since: Iso; readonly after: DeskPlace | undefined; readonly length: number },
): Promise<ProblemKept[]> {
  const isRead = sql<boolean>`(problem_words.matter_id is not null)`
  let query = problemsOf(db, countyId, typeIds)
    .where(sql<boolean>`matter.unit_id = any(${[...unitIds]}::uuid[])`)
    .where('taken_at', '>=', since)
  if (after !== undefined) {
    const { read, takenAt, matterId } = after
    // Newest first within each half: a place further down is earlier, or of the same instant with a greater id.
    query =
      query.where(sql<boolean>`(${isRead} > ${read} or (${isRead} = ${read} and (taken_at < ${takenAt}::timestamptz
      or (taken_at = ${takenAt}::timestamptz and matter.matter_id > ${matterId}::uuid))))`)
  }
  const rows = await query
    .orderBy(isRead)
    .orderBy('taken_at', 'desc')
    .orderBy('matter.matter_id')
    .limit(length)
    .execute()
  return rows.map(problemOf)
}

export async function listProblemsById(
  db: Db,
  countyId: number,
  typeIds: readonly string[],
  ids: readonly string[],
): Promise<ProblemKept[]> {
  const rows = await problemsOf(db, countyId, typeIds)
    .where(sql<boolean>`matter.matter_id = any(${[...ids]}::uuid[])`)
    .orderBy('taken_at', 'desc')
    .orderBy('matter.matter_id')
    .execute()
  return rows.map(problemOf)
}
