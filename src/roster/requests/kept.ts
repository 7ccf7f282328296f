import { sql } from 'kysely'
import type { Request } from '../../contract/roster.ts'
import type { FactBody } from '../../fact/fact.ts'
import { namesOfAccounts } from '../../people/store/officers.ts'
import { listConfirmedBy } from '../../people/store/proposals.ts'
import type { Db } from '../../store/open.ts'
import type { Span } from '../duty.ts'
import type { RequestKept } from './rules/standing.ts'
import { keptOf } from './table.ts'

/**
 * Makes everything that is asked, decided and taken back about one person wait for each other until the transaction
 * ends. To be called before a fact is appended, which makes the whole county wait.
 */
export async function lockPerson(db: Db, countyId: number, staffId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`request of ${staffId}`}, ${countyId}))`.execute(db)
}

export async function findRequest(db: Db, countyId: number, requestId: string): Promise<RequestKept | undefined> {
  const row = await db
    .selectFrom('request')
    .selectAll()
    .where('county_id', '=', countyId)
    .where('request_id', '=', requestId)
    .executeTakeFirst()
  return row && keptOf(row)
}

/** Everything one person asked for, newest first; with a span only what touches it. */
export async function listRequestsOf(db: Db, countyId: number, staffId: string, span?: Span): Promise<RequestKept[]> {
  let query = db.selectFrom('request').selectAll().where('county_id', '=', countyId).where('staff_id', '=', staffId)
  if (span) query = query.where('starts', '<', span.ends).where('ends', '>', span.starts)
  const rows = await query.orderBy('made_at', 'desc').orderBy('request_id').execute()
  return rows.map(keptOf)
}

export interface RequestFilter {
  readonly unitIds: readonly string[]
  readonly state?: 'waiting' | 'all' | undefined
  readonly staffId?: string | undefined
}

export type WithUnit = RequestKept & { readonly unitId: string }

const mostAtOnce = 2000

/** Requests of people of some units with the unit they are in now: those waiting first, then newest first, 2,000 at most. */
export async function listRequestsWithin(
  db: Db,
  countyId: number,
  { unitIds, state, staffId }: RequestFilter,
): Promise<WithUnit[]> {
  let query = db
    .selectFrom('request')
    .innerJoin('staff', (on) =>
      on.onRef('staff.county_id', '=', 'request.county_id').onRef('staff.staff_id', '=', 'request.staff_id'),
    )
    .selectAll('request')
    .select('staff.unit_id')
    .where('request.county_id', '=', countyId)
    .where(sql<boolean>`staff.unit_id = any(${[...unitIds]}::uuid[])`)
  if (state === 'waiting') query = query.where('state', '=', 'waiting')
  if (staffId !== undefined) query = query.where('request.staff_id', '=', staffId)
  const rows = await query
    .orderBy(sql`state <> 'waiting'`)
    .orderBy('made_at', 'desc')
    .orderBy('request_id')
    .limit(mostAtOnce)
    .execute()
  return rows.map((row) => ({ ...keptOf(row), unitId: row.unit_id }))
}

/** The half-days that somebody called absent, or confirmed so, by any of these accounts of his, as `staffId day half`. */
export async function listCalledAbsent(
  db: Db,
  countyId: number,
  own: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('fact')
    .select('body')
    .where('county_id', '=', countyId)
    .where('kind', '=', 'caseDecided')
    .where('body', 'is not', null)
    .where('by_id', 'in', [...own])
    .execute()
  const confirmed = await listConfirmedBy(db, countyId, 'caseDecision', own)
  const them = [...rows.map(({ body }) => body as FactBody<'caseDecided'>), ...confirmed]
  return new Set(them.filter((it) => it.decision === 'absent').map((it) => `${it.staffId} ${it.day} ${it.half}`))
}

/** Requests as everybody reads them, with the names of those who decided. */
export async function describeRequests(db: Db, countyId: number, them: readonly RequestKept[]): Promise<Request[]> {
  const names = await namesOfAccounts(
    db,
    countyId,
    them.flatMap(({ standing }) => deciderOf(standing) ?? []),
  )
  return them.map(({ requestId, staffId, wish, onBehalf, madeAt, standing }) => {
    const decided = standing.state === 'approved' || standing.state === 'refused' ? standing : undefined
    return {
      requestId,
      staffId,
      wish,
      state: standing.state,
      madeAt,
      onBehalf,
      decidedAt: decided?.at ?? null,
      decidedBy: decided?.by ? (names.get(decided.by) ?? null) : null,
      reason: decided?.reason ?? '',
    }
  })
}

const deciderOf = (standing: RequestKept['standing']): string | null =>
  standing.state === 'approved' || standing.state === 'refused' ? standing.by : null
