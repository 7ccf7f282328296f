import { join } from 'node:path'
import type { Site, Staff } from '../../contract/people.ts'
import { append } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import { newId } from '../../kit/ids.ts'
import { addDays, type Iso, instantAt } from '../../kit/time.ts'
import { snapshotFor } from '../../presence/center/snapshot.ts'
import { httpCenter } from '../../presence/station/center.ts'
import { openStationClock } from '../../presence/station/clock.ts'
import { type Identity, makeIdentity } from '../../presence/station/identity.ts'
import { pushOnce } from '../../presence/station/push.ts'
import { openStation, type Station } from '../../presence/station/station.ts'
import { openKeyHook } from '../../presence/vault/keyHook.ts'
import { openVault } from '../../presence/vault/vault.ts'
import { spanOfDays } from '../../roster/duty.ts'
import { listDuties } from '../../roster/store.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { centerProjections } from '../answers.ts'
import type { Settings } from '../settings.ts'
import { version } from '../version.ts'
import type { Cast } from './cast.ts'
import { comeToDoor, type Door, hearTime, simulatedModels } from './checkIns.ts'
import { openPutClock } from './clock.ts'
import type { Coming } from './days.ts'
import { makeDice } from './dice.ts'
import { enrol } from './enrol.ts'
import { comeMasked, maskedAt } from './masks.ts'
import type { Office } from './office.ts'
import { officeOf } from './requestActs.ts'
import { type DemoSpan, workdayFrom } from './span.ts'

/** The two databases, as the application reaches them. */
export interface DemoStore {
  readonly center: { readonly app: Db }
  readonly station: { readonly app: Db }
}

export interface Life {
  readonly settings: Pick<Settings, 'dataDir' | 'keyCommand'>
  readonly store: DemoStore
  readonly cast: Cast
  readonly span: DemoSpan
  /** Who came when, by person. */
  readonly comings: ReadonlyMap<string, readonly Coming[]>
}

/** A site's station lives through the days up to now, all of them or none. Its facts wait in its outbox. */
export async function liveThrough(life: Life, site: Site, seed: number): Promise<Identity> {
  const { settings, store, cast, span } = life
  const { countyId } = cast.county
  const keysFolder = join(settings.dataDir, 'keys')
  const hook = await openKeyHook(keysFolder, settings.keyCommand)
  await revokeLost(store.center.app, countyId, site, span.now)
  return atomically(store.station.app, async (db) => {
    const identity = await makeIdentity(db, hook, { countyId, siteId: site.siteId, name: site.name })
    await tellCenter(store.center.app, identity, span.setUp)
    const clock = openPutClock(span.setUp)
    const vault = await openVault(identity, keysFolder, hook)
    const open = (): Promise<Station> => openStation({ db, identity, clock: openStationClock(clock, newId()), vault })
    const station = await open()
    const snapshot = await snapshotFor(store.center.app, countyId, identity, span.setUp)
    const duties = await listDuties(store.center.app, countyId, spanOfDays(span.since, span.until), site.siteId)
    await station.takeIn({ version: 0, snapshot: { ...snapshot, duties } })
    const crew = [...cast.county.staff, cast.county.newcomer].filter((it) => it.siteId === site.siteId)
    const door = { station, clock, dice: makeDice(seed) }
    hearTime(door)
    await stateStart(station)
    for (const staff of crew) await enrol(door, staff, officeOf(cast, staff).clerk)
    const all = crew.flatMap(({ staffId }) => life.comings.get(staffId) ?? []).sort(byTime)
    const off = site.siteId === cast.silent.site.siteId ? offAfternoon(span) : undefined
    const [before, after] = [
      all.filter(({ at }) => at < (off?.from ?? span.now)),
      all.filter(({ at }) => at > (off?.to ?? span.now)),
    ]
    if (site.siteId === cast.town.site.siteId) await comeWithMasks(door, before, crew, maskedAt(span))
    else await comeToDoor(door, before)
    if (off === undefined) return identity
    clock.put(off.to)
    const again = { ...door, station: await open() }
    hearTime(again)
    await stateStart(again.station)
    await comeToDoor(again, after)
    return identity
  })
}

/** As on other days, but for one evening. */
async function comeWithMasks(door: Door, comings: readonly Coming[], crew: readonly Staff[], at: Iso): Promise<void> {
  await comeToDoor(
    door,
    comings.filter((coming) => coming.at < at),
  )
  await comeMasked(
    door,
    crew.map(({ staffId }) => staffId),
    at,
  )
  await comeToDoor(
    door,
    comings.filter((coming) => coming.at >= at),
  )
}

const byTime = (a: Coming, b: Coming): number => (a.at < b.at ? -1 : Number(a.at > b.at))

/** The power was away from noon until the next morning: nobody could check in. */
const offAfternoon = ({ month }: DemoSpan): { from: Iso; to: Iso } => {
  const day = workdayFrom(`${month}-13`)
  return { from: instantAt(day, '12:30'), to: instantAt(addDays(day, 1), '07:20') }
}

async function stateStart(station: Station): Promise<void> {
  const { bootId } = station.clock
  const body = { siteId: station.siteId, bootId, version, models: simulatedModels }
  await station.record([{ kind: 'stationStarted', idemKey: `${bootId}:started:1`, body }])
}

async function tellCenter(db: Db, { countyId, deviceId, siteId, name, publicKey }: Identity, now: Iso): Promise<void> {
  const body = { deviceId, siteId, name, publicKey, revoked: false }
  const about = { countyId, now, by: { kind: 'system' }, simulated: true, siteId } as const
  await append(db, [draft('stationKept', body, about)], centerProjections)
}

/** A load that was cut short may have told the center of a station that never came to be. */
async function revokeLost(db: Db, countyId: number, { siteId }: Site, now: Iso): Promise<void> {
  const lost = await db
    .selectFrom('device')
    .select(['device_id as deviceId', 'site_id as siteId', 'name', 'public_key as publicKey'])
    .where('county_id', '=', countyId)
    .where('site_id', '=', siteId)
    .where('revoked', '=', false)
    .execute()
  const about = { countyId, now, by: { kind: 'system' }, simulated: true, siteId } as const
  const facts = lost.map((it) => draft('stationKept', { ...it, revoked: true }, about))
  await append(db, facts, centerProjections)
}

/** Gives the center everything a station kept, by the very calls of a station that comes back from being offline. */
export async function pushAll({ store, span }: Life, identity: Identity, office: Office): Promise<void> {
  const { deviceId } = identity
  for (;;) {
    // A clock of its own for each call: a beacon heard now would say nothing good about check-ins of weeks ago.
    const clock = openStationClock(openPutClock(span.now), newId())
    const center = httpCenter('http://127.0.0.1', identity, clock, office.fetch)
    const pushed = await pushOnce(store.station.app, deviceId, center)
    if (pushed === 'idle') return
    if (pushed === 'stuck') throw new Error(`the center takes nothing of ${identity.name}`)
  }
}
