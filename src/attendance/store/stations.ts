import { sql } from 'kysely'
import type { Db } from '../../store/open.ts'
import type { Ms, Span } from '../rules/input.ts'
import { type StationHealth, silentSpans } from '../silence.ts'

interface Row {
  readonly device_id: string
  readonly site_id: string
  readonly since: Ms
  readonly last_seen: Ms | null
  readonly waiting: number | null
  readonly newest: Ms | null
}

/**
 * Spans around some days in which check-ins of a site may be missing, by site; a site that is not named has no station
 * and is silent always. Stations that were revoked say nothing any more.
 */
export async function listSilences(db: Db, countyId: number, around: Span, now: Ms): Promise<Map<string, Span[]>> {
  const { rows } = await sql<Row>`
    select device.device_id, device.site_id, least(${ms('device.since')}, ${ms('oldest.at')}) as since, ${ms('device_health.last_seen_at')} as last_seen,
      device_health.waiting, ${ms('newest.at')} as newest
    from device
    left join device_health using (county_id, device_id)
    left join lateral (
      select at from fact where fact.county_id = device.county_id and fact.device_id = device.device_id
        and fact.device_seq is not null order by device_seq desc limit 1
    ) as newest on true
    left join lateral (
      select at from fact where fact.county_id = device.county_id and fact.device_id = device.device_id
        and fact.device_seq is not null order by device_seq limit 1
    ) as oldest on true
    where device.county_id = ${countyId} and not device.revoked`.execute(db)
  const starts = await listStarts(db, countyId, around)
  const bySite = new Map<string, StationHealth[]>()
  for (const row of rows) {
    const { device_id, site_id, since, last_seen: lastSeen, waiting, newest: newestFact } = row
    const station = { since, lastSeen, waiting, newestFact, starts: starts.get(device_id) ?? [] }
    bySite.set(site_id, [...(bySite.get(site_id) ?? []), station])
  }
  return new Map([...bySite].map(([siteId, stations]) => [siteId, silentSpans(stations, now)]))
}

export const alwaysSilent: readonly Span[] = [{ starts: Number.NEGATIVE_INFINITY, ends: Number.POSITIVE_INFINITY }]

const ms = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`

/**
 * Starts of the program before which it may have been off in the span, each with when the station had made its fact
 * before: the start itself may lie far behind the span.
 */
async function listStarts(
  db: Db,
  countyId: number,
  { starts, ends }: Span,
): Promise<Map<string, { at: Ms; before: Ms | null }[]>> {
  const { rows } = await sql<{ device_id: string; at: Ms; before: Ms | null }>`
    select started.device_id, ${ms('started.at')} as at, ${ms('earlier.at')} as before
    from fact as started
    left join fact as earlier on earlier.county_id = started.county_id and earlier.device_id = started.device_id
      and earlier.device_seq = started.device_seq - 1
    where started.county_id = ${countyId} and started.kind = 'stationStarted' and started.device_id is not null
      and started.at >= to_timestamp(${starts / 1000})
      and coalesce(earlier.at, started.at) < to_timestamp(${ends / 1000})`.execute(db)
  const found = new Map<string, { at: Ms; before: Ms | null }[]>()
  for (const { device_id, at, before } of rows) found.set(device_id, [...(found.get(device_id) ?? []), { at, before }])
  return found
}
