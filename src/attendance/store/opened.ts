import { sql } from 'kysely'
import { countyZone } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { Span } from '../rules/input.ts'

/** From the first to the last check-in of each person on each day, at some sites in a span. */
export async function listSeenSpans(
  db: Db,
  countyId: number,
  siteIds: readonly string[],
  { starts, ends }: Span,
): Promise<Span[]> {
  const { rows } = await sql<Span>`
    select (extract(epoch from min(at)) * 1000)::float8 as starts, (extract(epoch from max(at)) * 1000)::float8 as ends
    from check_in
    where county_id = ${countyId} and site_id = any(${[...siteIds]}::uuid[])
      and at >= to_timestamp(${starts / 1000}) and at < to_timestamp(${ends / 1000})
    group by site_id, staff_id, (at at time zone ${countyZone})::date`.execute(db)
  return rows
}

export interface Asked {
  readonly leave: number
  readonly outing: number
  readonly correction: number
}

/** How many requests of some people about a span were made and not taken back, by kind. */
export async function countRequests(
  db: Db,
  countyId: number,
  staffIds: readonly string[],
  { starts, ends }: { readonly starts: string; readonly ends: string },
): Promise<Asked> {
  const rows = await db
    .selectFrom('request')
    .select(['kind', (it) => it.fn.countAll<number>().as('count')])
    .where('county_id', '=', countyId)
    .where('state', '<>', 'withdrawn')
    .where('starts', '>=', starts)
    .where('starts', '<', ends)
    .where(sql<boolean>`staff_id = any(${[...staffIds]}::uuid[])`)
    .groupBy('kind')
    .execute()
  const of = (kind: string): number => rows.find((row) => row.kind === kind)?.count ?? 0
  return { leave: of('leave'), outing: of('outing'), correction: of('correction') }
}
