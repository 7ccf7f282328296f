import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { FaceEngine } from '../face/engine.ts'
import { shippedPolicy, withPlugIns } from '../face/matchPolicy.ts'
import type { KioskDeps } from '../presence/kiosk/kioskSocket.ts'
import { attemptPolicy } from '../presence/rules/policy.ts'
import { httpCenter } from '../presence/station/center.ts'
import { type Joined, joinCenter } from '../presence/station/join.ts'
import { openStations, type Running, type Stations } from '../presence/station/stations.ts'
import { listenToTerminals } from '../presence/terminal/station/listening.ts'
import { openKeyHook } from '../presence/vault/keyHook.ts'
import type { StoreOf } from '../store/start.ts'
import { realClock } from './clock.ts'
import type { Say } from './say.ts'
import type { Settings } from './settings.ts'
import { reportSurprise, version } from './version.ts'

/** The stations under this roof and what their kiosks need. */
export interface Roof {
  readonly stations: Stations
  readonly kiosks: KioskDeps
  /** Becomes a station of a center elsewhere. Refuses as `joinCenter` does. */
  join(centerUrl: string, code: string): Promise<Joined>
  /** States which models look from now on. */
  announce(): Promise<void>
  stop(): Promise<void>
}

interface RoofParts {
  readonly settings: Settings
  readonly store: StoreOf<'station'>
  readonly engine: FaceEngine
  /** Where this program is; over HTTP even for itself. */
  readonly url: string
  /** The key of the center under this roof, where there is one. */
  readonly centerKey?: string
}

export async function openRoof({ settings, store, engine, url, centerKey }: RoofParts): Promise<Roof> {
  const keysFolder = join(settings.dataDir, 'keys')
  const db = store.station.app
  const hook = await openKeyHook(keysFolder, settings.keyCommand)
  const stations = await openStations({
    db,
    clock: realClock,
    version,
    keysFolder,
    hook,
    kioskOrigin: url,
    ...(centerKey && { centerKey }),
    centerOf: (identity, clock) => httpCenter(settings.centerUrl ?? identity.centerUrl ?? url, identity, clock),
    onSurprise: reportSurprise,
    // A county that brings its own recogniser brings it to decide.
    matchPolicy: withPlugIns(shippedPolicy, engine.plugIns, 'replaces'),
  })
  const terminals =
    settings.terminals && (await listenToTerminals({ stations, ...settings.terminals, onSurprise: reportSurprise }))
  return {
    stations,
    kiosks: {
      stations,
      engine: () => engine,
      policy: attemptPolicy,
      random: (count) => randomBytes(count),
      version,
      onSurprise: reportSurprise,
      open: new Map(),
    },
    join: async (centerUrl, code) => {
      const joined = await joinCenter({ db, hook }, centerUrl, code)
      await stations.take(joined.identity)
      return joined
    },
    announce: () => stations.announce(engine.models),
    stop: async () => {
      await terminals?.stop()
      await stations.stop()
    },
  }
}

/** The station of this program that works; a revoked one never does again. */
export const findLive = (stations: Stations): Running | undefined =>
  stations.list().find(({ station }) => !station.revoked())

/** Waits until the center has everything the stations kept: after loading the demonstration. */
export async function untilPushed(stations: Stations, say: Say): Promise<void> {
  const count = async (): Promise<number> => {
    const waiting = await Promise.all(stations.list().map((it) => it.countWaiting()))
    return waiting.reduce((sum, one) => sum + one, 0)
  }
  // A station states facts of its own while it is waited for.
  let all = 0
  for (let left = await count(); left > 0; left = await count()) {
    all = Math.max(all, left)
    say.progress('facts → center', all - left, all)
    await new Promise((wake) => setTimeout(wake, 200))
  }
  say.progress('facts → center', all, all)
}
