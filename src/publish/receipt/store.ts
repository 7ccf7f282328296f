import { sql } from 'kysely'
import type { FactKind } from '../../fact/fact.ts'
import type { KeptFact } from '../../fact/kept.ts'
import { keptOf } from '../../fact/store.ts'
import type { Db } from '../../store/open.ts'

/** A fact with its secret and its place in the county's log, counted from 0. */
export interface PlacedFact {
  readonly kept: KeptFact
  readonly index: number
}

export async function findPlacedFact(db: Db, countyId: number, factId: string): Promise<PlacedFact | undefined> {
  const row = await db
    .selectFrom('fact')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('id', '=', factId)
    .executeTakeFirst()
  return row && { kept: keptOf(row), index: row.position - 1 }
}

/** The certificate that stays for destroyed content. */
export interface Certificate {
  readonly factId: string
  readonly at: string
  readonly reason: string
}

export async function findCertificate(db: Db, countyId: number, factId: string): Promise<Certificate | undefined> {
  return db
    .selectFrom('fact')
    .select(['id as factId', 'at', sql<string>`body ->> 'reason'`.as('reason')])
    .where('county_id', '=', countyId)
    .where('kind', '=', 'factErased')
    .where(sql`body ->> 'factId'`, '=', factId)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
}

export interface OwnFact {
  readonly factId: string
  readonly kind: string
  readonly at: string
  readonly index: number
  readonly erased: boolean
}

/** Facts about one person of these kinds since an instant, newest first; erased ones too. */
export async function listOwnFacts(
  db: Db,
  countyId: number,
  staffId: string,
  { kinds, since }: { readonly kinds: readonly FactKind[]; readonly since: string },
): Promise<OwnFact[]> {
  const rows = await db
    .selectFrom('fact')
    .select(['id', 'kind', 'at', 'position', sql<boolean>`body is null`.as('erased')])
    .where('county_id', '=', countyId)
    .where('staff_id', '=', staffId)
    .where('kind', 'in', kinds)
    .where('at', '>=', since)
    .orderBy('position', 'desc')
    .limit(mostFacts)
    .execute()
  return rows.map(({ id, kind, at, position, erased }) => ({ factId: id, kind, at, index: position - 1, erased }))
}

const mostFacts = 1_000
