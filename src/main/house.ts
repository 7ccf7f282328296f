import { closeKiosks } from '../presence/kiosk/kioskSocket.ts'
import type { Stations } from '../presence/station/stations.ts'
import { listMigrations } from '../store/migrate.ts'
import { type Store, startStore } from '../store/start.ts'
import { openCenter } from './center.ts'
import { loadDemo } from './demo/live.ts'
import { openEngine } from './engine.ts'
import { openRoof, untilPushed } from './roof.ts'
import type { Say } from './say.ts'
import type { Settings } from './settings.ts'
import { startSweeping } from './sweep.ts'

/** The running program. */
export interface House {
  /** Where this machine's own pages are, e.g. `http://127.0.0.1:8080`. */
  readonly url: string
  readonly store: Store
  readonly stations: Stations
  stop(): Promise<void>
}

/** The rooms that bring migrations, in the order of the sentence. */
export const rooms = ['fact', 'people', 'calendar', 'roster', 'presence', 'attendance', 'publish'] as const

/**
 * Starts the database, the face engine, the stations and the server, in this order; when a later part fails, the earlier
 * ones are stopped again. Throws `StartError` or `FaceStartFailure`.
 */
export async function openHouse(settings: Settings, say: Say): Promise<House> {
  const started: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const end of started.splice(0).reverse()) await end()
  }
  try {
    const store = await openStore(settings, say)
    started.push(() => store.stop())
    if (settings.demo) await loadDemo(settings, store, say)
    const engine = await openEngine(settings, say)
    started.push(() => engine.close())
    const url = ownAddress(settings)
    const roof = await openRoof({ settings, store, engine, url })
    started.push(() => roof.stop())
    const server = await openCenter({ settings, store, roof, url })
    started.push(() => closeKiosks(roof.kiosks.open))
    started.push(() => server.close())
    started.push(startSweeping(store.center.app))
    await server.listen({ port: settings.port, host: settings.host })
    await roof.announce()
    if (settings.demo) await untilPushed(roof.stations, say)
    return { url, store, stations: roof.stations, stop }
  } catch (failure) {
    await stop()
    throw failure
  }
}

/** Both databases with all migrations. */
export async function openStore(settings: Settings, say: Say): Promise<Store> {
  const migrations = { center: await listMigrations('center', rooms), station: await listMigrations('station', rooms) }
  const { dataDir, databaseUrl, stationDatabaseUrl } = settings
  const store = await startStore({ dataDir, databaseUrl, stationDatabaseUrl, migrations, onProgress: say.database })
  for (const { zh, en } of store.warnings) say.warn(zh, en)
  return store
}

/** How this machine reaches itself: browsers give the camera to `127.0.0.1` without a certificate. */
function ownAddress({ host, port }: Settings): string {
  const open = ['0.0.0.0', '::', '127.0.0.1', 'localhost', '::1']
  return `http://${open.includes(host) ? '127.0.0.1' : host}:${port}`
}
