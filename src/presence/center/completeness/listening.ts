import { append, type Projection } from '../../../fact/append.ts'
import { draft } from '../../../fact/draft.ts'
import type { FactBody } from '../../../fact/fact.ts'
import { type Iso, toMs } from '../../../kit/time.ts'
import type { Db } from '../../../store/open.ts'
import { findDevice } from '../store.ts'
import { isDemo } from './comparing.ts'
import '../tables.ts'

// [Note: Who was silent]
// A silence is told by the center, by its own clock, as a fact: when a station is heard again, and once a day for those
// that are not. While the center itself was away nobody was silent: at its start it notes from when on it listens.

/** Shorter than this is a slow line, not a silence: stations call every fifteen seconds. */
export const silentAfterMs = 10 * 60_000

/** At the start of the center: from now on it listens. */
export async function startListening(db: Db, now: Iso): Promise<void> {
  await db.updateTable('device_health').set({ listening_since: now }).execute()
}

interface Device {
  readonly deviceId: string
  readonly siteId: string
}

/** A station speaks: when it was silent before, that is kept as a fact. To be called before it is noted that it spoke. */
export async function noteReturn(
  db: Db,
  about: { readonly countyId: number; readonly station: Device; readonly now: Iso },
  projections: readonly Projection[],
): Promise<void> {
  const { countyId, station, now } = about
  const from = await silentSince(db, countyId, station.deviceId)
  if (from === undefined || toMs(now) - toMs(from) <= silentAfterMs) return
  const { deviceId, siteId } = station
  await appendSilences(db, countyId, now, [{ deviceId, siteId, from, to: now }], projections)
}

/** The silences that still last, up to now. Returns how many. */
export async function noteSilences(
  db: Db,
  countyId: number,
  now: Iso,
  projections: readonly Projection[],
): Promise<number> {
  const devices = await db
    .selectFrom('device')
    .innerJoin('site', (on) =>
      on.onRef('site.county_id', '=', 'device.county_id').onRef('site.site_id', '=', 'device.site_id'),
    )
    .select(['device.device_id', 'device.site_id'])
    .where('device.county_id', '=', countyId)
    .where('device.revoked', '=', false)
    .where('site.closed', '=', false)
    .execute()
  const silent: Silence[] = []
  for (const { device_id: deviceId, site_id: siteId } of devices) {
    const from = await silentSince(db, countyId, deviceId)
    if (from !== undefined && toMs(now) - toMs(from) > silentAfterMs) silent.push({ deviceId, siteId, from, to: now })
  }
  await appendSilences(db, countyId, now, silent, projections)
  return silent.length
}

/** Since when a station may have been silent: heard, listened for, told of as silent, or known, whatever was last. */
async function silentSince(db: Db, countyId: number, deviceId: string): Promise<Iso | undefined> {
  const device = await findDevice(db, countyId, deviceId)
  const health = await db
    .selectFrom('device_health')
    .select(['last_seen_at', 'listening_since'])
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst()
  // One that never spoke was not silent: it is not there yet.
  if (device === undefined || health === undefined) return undefined
  const told = await db
    .selectFrom('device_silence')
    .select((it) => it.fn.max('to_at').as('to'))
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst()
  const all = [health.last_seen_at, health.listening_since, told?.to].filter((it) => typeof it === 'string')
  return all.sort((a, b) => toMs(b) - toMs(a))[0]
}

type Silence = FactBody<'deviceSilent'>

async function appendSilences(
  db: Db,
  countyId: number,
  now: Iso,
  silences: readonly Silence[],
  projections: readonly Projection[],
): Promise<void> {
  if (silences.length === 0) return
  const simulated = await isDemo(db)
  const facts = silences.map((body) => {
    const idemKey = `deviceSilent:${body.deviceId}:${body.from}`
    return draft('deviceSilent', body, {
      countyId,
      now,
      by: { kind: 'system' },
      siteId: body.siteId,
      idemKey,
      simulated,
    })
  })
  await append(db, facts, projections)
}
