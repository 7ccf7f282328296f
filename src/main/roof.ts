import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { FaceEngine } from '../face/engine.ts'
import { shippedPolicy, withPlugIns } from '../face/matchPolicy.ts'
import type { KioskDeps } from '../presence/kiosk/kioskSocket.ts'
import { attemptPolicy } from '../presence/rules/policy.ts'
import { httpCenter } from '../presence/station/center.ts'
import { openStations, type Stations } from '../presence/station/stations.ts'
import { openKeyHook } from '../presence/vault/keyHook.ts'
import type { Store } from '../store/start.ts'
import { realClock } from './clock.ts'
import type { Say } from './say.ts'
import type { Settings } from './settings.ts'
import { reportSurprise, version } from './version.ts'

/** The stations under this roof and what their kiosks need. */
export interface Roof {
  readonly stations: Stations
  readonly kiosks: KioskDeps
  /** States which models look from now on. */
  announce(): Promise<void>
  stop(): Promise<void>
}

interface RoofParts {
  readonly settings: Settings
  readonly store: Store
  readonly engine: FaceEngine
  /** Where the center is; over HTTP even when it is this very program. */
  readonly url: string
}

export async function openRoof({ settings, store, engine, url }: RoofParts): Promise<Roof> {
  const keysFolder = join(settings.dataDir, 'keys')
  const stations = await openStations({
    db: store.station.app,
    clock: realClock,
    version,
    keysFolder,
    hook: await openKeyHook(keysFolder, settings.keyCommand),
    centerOf: (identity, clock) => httpCenter(url, identity, clock),
    onSurprise: reportSurprise,
    // A county that brings its own recogniser brings it to decide.
    matchPolicy: withPlugIns(shippedPolicy, engine.plugIns, 'replaces'),
  })
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
    announce: () => stations.announce(engine.models),
    stop: () => stations.stop(),
  }
}

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
