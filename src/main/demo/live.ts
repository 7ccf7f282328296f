import { join } from 'node:path'
import type { Site } from '../../contract/people.ts'
import { append } from '../../fact/append.ts'
import { draft } from '../../fact/draft.ts'
import { newId } from '../../kit/ids.ts'
import { addDays, dayOf, type Iso, instantAt } from '../../kit/time.ts'
import { snapshotFor } from '../../presence/center/snapshot.ts'
import { openStationClock } from '../../presence/station/clock.ts'
import { type Identity, listIdentities, makeIdentity } from '../../presence/station/identity.ts'
import { openStation } from '../../presence/station/station.ts'
import { openKeyHook } from '../../presence/vault/keyHook.ts'
import { openVault } from '../../presence/vault/vault.ts'
import { atomically } from '../../store/atomically.ts'
import type { Store } from '../../store/start.ts'
import { centerProjections } from '../answers.ts'
import { realClock } from '../clock.ts'
import type { Say } from '../say.ts'
import type { Settings } from '../settings.ts'
import { comeToDoor } from './checkIns.ts'
import { openPutClock } from './clock.ts'
import { type DemoCounty, makeCounty } from './county.ts'
import { comingsAt } from './days.ts'
import { makeDice } from './dice.ts'
import { enrol } from './enrol.ts'
import { loadCounty } from './load.ts'
import { daysBefore, outingsOf, rosterOf } from './roster.ts'

const seed = 20_260_301

/**
 * Loads the demonstration: the county, and for each site a station that lives through two weeks. Each site is all or
 * nothing, so that a start that was cut short goes on where it stopped.
 */
export async function loadDemo(settings: Settings, store: Store, say: Say): Promise<void> {
  say.step('正在载入演示数据（全部为模拟）', 'Loading the demonstration (all simulated)')
  const county = makeCounty(makeDice(seed))
  const now = realClock.now()
  await loadCounty(store.center.app, county, now, centerProjections)
  const hook = await openKeyHook(join(settings.dataDir, 'keys'), settings.keyCommand)
  const lived = new Set((await listIdentities(store.station.app, hook)).map((it) => it.siteId))
  for (const [i, site] of county.sites.entries()) {
    if (!lived.has(site.siteId)) await liveThrough(settings, store, county, site, now, i)
    say.progress(`${site.name}`, i + 1, county.sites.length)
  }
}

async function liveThrough(
  settings: Settings,
  store: Store,
  county: DemoCounty,
  site: Site,
  now: Iso,
  place: number,
): Promise<void> {
  const { countyId } = county
  const keysFolder = join(settings.dataDir, 'keys')
  const hook = await openKeyHook(keysFolder, settings.keyCommand)
  const dice = makeDice(seed + place + 1)
  await atomically(store.station.app, async (db) => {
    const identity = await makeIdentity(db, hook, { countyId, siteId: site.siteId, name: site.name })
    await tellCenter(store, identity, now)
    const clock = openPutClock(instantAt(addDays(dayOf(now), -daysBefore - 1), '00:00'))
    const vault = await openVault(identity, keysFolder, hook)
    const station = await openStation({ db, identity, clock: openStationClock(clock, newId()), vault })
    const plan = { duties: rosterOf(county, dayOf(now)), outings: outingsOf(county, dayOf(now)) }
    const own = plan.duties.filter((duty) => duty.siteId === site.siteId)
    await station.takeIn({ ...(await snapshotFor(store.center.app, countyId, identity, now)), duties: own })
    const court = county.units.find((unit) => unit.kind === 'court')
    const crew = county.staff.filter((it) => it.siteId === site.siteId)
    const door = { station, clock, dice }
    clock.put(instantAt(addDays(dayOf(now), -daysBefore - 1), '09:00'))
    for (const staff of crew) await enrol(door, staff, staff.unitId === court?.unitId ? 'fayuan' : 'kaoqin')
    for (const { staff, at } of comingsAt(site, crew, plan, now, dice)) await comeToDoor(door, staff, at)
  })
}

async function tellCenter(
  store: Store,
  { countyId, deviceId, siteId, name, publicKey }: Identity,
  now: Iso,
): Promise<void> {
  const body = { deviceId, siteId, name, publicKey, revoked: false }
  const about = { countyId, now, by: { kind: 'system' }, simulated: true, siteId } as const
  await append(store.center.app, [draft('stationKept', body, about)], centerProjections)
}
