import type { MatchPolicy } from '../../face/matchPolicy.ts'
import type { ModelVersion } from '../../fact/kinds/presence.ts'
import { countUnsent } from '../../fact/outbox.ts'
import { newId } from '../../kit/ids.ts'
import { Refusal } from '../../kit/refusals.ts'
import { type Clock, dayOf } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { Letter } from '../center/letter.ts'
import { oneAtATime } from '../oneAtATime.ts'
import type { KeyHook } from '../vault/keyHook.ts'
import { openVault } from '../vault/vault.ts'
import type { Center, Redeemed } from './center.ts'
import { openStationClock, type StationClock } from './clock.ts'
import { stateCount } from './counting.ts'
import { type Identity, listIdentities, makeIdentity, pinCenter, type StationPlace } from './identity.ts'
import { openStation, type Station } from './station.ts'
import { startUplink, type Uplink } from './uplink.ts'

/** A station with its way to the center. */
export interface Running {
  readonly station: Station
  readonly uplink: Uplink
  redeem(code: string): Promise<Redeemed>
  /** Asks the center for somebody at a kiosk. Refuses as the center does. */
  readonly ask: Center['ask']
  /** Facts the center has not acknowledged. */
  countWaiting(): Promise<number>
}

/** All stations of this program: normally one, on one machine also several, each with its own device key. */
export interface Stations {
  /** Of the machine they run on. */
  readonly clock: Clock
  list(): readonly Running[]
  find(deviceId: string): Running | undefined
  /** A station for a site, ready to be told to the center; the one there is where there is one already. */
  make(about: StationPlace & { readonly centerKey: string }): Promise<Identity>
  /** Takes up a station that has just joined. */
  take(identity: Identity): Promise<void>
  /** States which models look from now on, for every station. */
  announce(models: readonly ModelVersion[]): Promise<void>
  stop(): Promise<void>
}

export interface StationsParts {
  readonly db: Db
  readonly clock: Clock
  /** Of the program, e.g. `0.1.0`. */
  readonly version: string
  readonly keysFolder: string
  readonly hook: KeyHook
  /** The center as one station reaches it. */
  readonly centerOf: (identity: Identity, clock: StationClock) => Center
  readonly onSurprise: (failure: unknown) => void
  /** The key of a center under the same roof, for stations that were made before centers signed. */
  readonly centerKey?: string
  /** Where its kiosk page is for a browser beside it. */
  readonly kioskOrigin?: string
  readonly matchPolicy?: MatchPolicy | undefined
  readonly pullEveryMs?: number
}

/** Opens every station this program is and connects it. */
export async function openStations(parts: StationsParts): Promise<Stations> {
  const running: Running[] = []
  // Asked for twice at once, a site gets one station.
  const inTurn = oneAtATime()
  let models: readonly ModelVersion[] = []
  const start = async (identity: Identity): Promise<void> => {
    const state = async (station: Station): Promise<void> => {
      await stateStart(station, parts, models)
      await stateCount(station)
    }
    running.push(await run(parts, identity, state))
  }
  if (parts.centerKey !== undefined) await pinCenter(parts.db, parts.centerKey)
  for (const identity of await listIdentities(parts.db, parts.hook)) await start(identity)
  return {
    clock: parts.clock,
    list: () => running,
    find: (deviceId) => running.find(({ station }) => station.deviceId === deviceId),
    make: (about) =>
      inTurn(async () => {
        const known = running.find(({ station }) => station.siteId === about.siteId && !station.revoked())
        if (known) return known.station.identity
        const identity = await makeIdentity(parts.db, parts.hook, about)
        await start(identity)
        return identity
      }),
    take: start,
    announce: async (ready) => {
      models = ready
      for (const { station } of running) await stateStart(station, parts, models)
    },
    stop: async () => {
      await Promise.all(running.map(({ uplink }) => uplink.stop()))
    },
  }
}

/** `onPulled` is called after each pull. */
async function run(
  parts: StationsParts,
  identity: Identity,
  onPulled: (station: Station) => Promise<void>,
): Promise<Running> {
  const { db, keysFolder, hook, onSurprise } = parts
  const clock = openStationClock(parts.clock, newId())
  const vault = await openVault(identity, keysFolder, hook)
  const station = await openStation({ db, identity, clock, vault, matchPolicy: parts.matchPolicy })
  const center = parts.centerOf(identity, clock)
  const told = new Set<string>()
  // A later pull is taken in after an earlier one, never before.
  const inTurn = oneAtATime()
  const pull = (): Promise<void> =>
    inTurn(async () => {
      await pullOnce(station, () => center.pull()).catch((failure: unknown) =>
        stateDoubt(station, failure, told, onSurprise),
      )
      await onPulled(station)
    })
  const { deviceId } = identity
  const pace = parts.pullEveryMs === undefined ? {} : { pullEveryMs: parts.pullEveryMs }
  const uplink = startUplink({ db, deviceId, center, pull, onSurprise, ...pace })
  return {
    station,
    uplink,
    // What the center knows of the person must be known here before anything is kept of them.
    redeem: async (code) => {
      const redeemed = await center.redeem(code)
      await uplink.pullNow()
      return redeemed
    },
    ask: center.ask,
    countWaiting: () => countUnsent(db, deviceId),
  }
}

/** Pulls what the center says, erases what has to go, and settles what an earlier erasure still owes. */
async function pullOnce(station: Station, pull: () => Promise<Letter>): Promise<void> {
  await station.takeIn(await pull())
  await station.vault.settle(station.db)
}

/** What pretends to be the center is told to the operator and to the true one, each doubt once a day; and refused. */
async function stateDoubt(
  station: Station,
  failure: unknown,
  told: Set<string>,
  onSurprise: (failure: unknown) => void,
): Promise<never> {
  if (failure instanceof Refusal && failure.refusal === 'snapshotDoubted') {
    const detail = String(failure.detail)
    const idemKey = `snapshotDoubted:${detail}:${dayOf(station.clock.now())}`
    if (!told.has(idemKey)) {
      told.add(idemKey)
      onSurprise(new Error(`a snapshot was not believed: ${detail}`, { cause: failure }))
      const body = { siteId: station.siteId, trouble: 'snapshotDoubted' as const, detail }
      await station.record([{ kind: 'kioskTrouble', idemKey, body }])
    }
  }
  throw failure
}

/** Once for each start and each set of models, as soon as the station knows the county it belongs to. */
async function stateStart(
  station: Station,
  { version, kioskOrigin }: Pick<StationsParts, 'version' | 'kioskOrigin'>,
  models: readonly ModelVersion[],
): Promise<void> {
  if (station.revoked() || station.snapshot() === null) return
  const { bootId } = station.clock
  const origin = kioskOrigin === undefined ? {} : { kioskOrigin }
  const body = { siteId: station.siteId, bootId, version, models: [...models], ...origin }
  await station.record([{ kind: 'stationStarted', idemKey: `${bootId}:started:${models.length}`, body }])
}
