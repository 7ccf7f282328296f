import { closeKiosks } from '../presence/kiosk/kioskSocket.ts'
import type { Stations } from '../presence/station/stations.ts'
import { listMigrations, type Role } from '../store/migrate.ts'
import { type StartOptions, type Store, type StoreOf, startRoles, startStore } from '../store/start.ts'
import { auditTables } from './auditTables.ts'
import { openCenter } from './center.ts'
import { openCenterKey } from './centerKey.ts'
import { loadDemo } from './demo/live.ts'
import { openEngine } from './engine.ts'
import { type Ledger, startLedger } from './ledger.ts'
import { startMinutes } from './matterMinute.ts'
import { startNotices } from './notices.ts'
import { openRoof, type Roof, untilPushed } from './roof.ts'
import { rooms } from './rooms.ts'
import type { Say } from './say.ts'
import type { Settings } from './settings.ts'
import { startSweeping } from './sweep.ts'

/** The running program. */
export interface House {
  /** Where this machine's own pages are, e.g. `http://127.0.0.1:8080`. */
  readonly url: string
  readonly store: StoreOf<'center'>
  /** Those under this roof; null in a center alone. */
  readonly stations: Stations | null
  readonly ledger: Ledger
  stop(): Promise<void>
}

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
    const url = ownAddress(settings)
    const { store, roof } = await openRooms(settings, say, url, started)
    const ledger = await startLedger(settings, store.center.app, say)
    started.push(() => ledger.stop())
    const server = await openCenter({ settings, store, roof, ledger, url })
    if (roof !== null) started.push(() => closeKiosks(roof.kiosks.open))
    started.push(() => server.close())
    started.push(startSweeping(store.center.app, settings))
    started.push(startMinutes(store.center.app))
    started.push(await startNotices(store.center.app, settings, url))
    await server.listen({ port: settings.port, host: settings.host })
    await roof?.announce()
    if (settings.demo && roof !== null) await untilPushed(roof.stations, say)
    return { url, store, stations: roof?.stations ?? null, ledger, stop }
  } catch (failure) {
    await stop()
    throw failure
  }
}

type Ends = (() => Promise<unknown>)[]

/** The database of a center alone; or both, with the stations under this roof. */
async function openRooms(
  settings: Settings,
  say: Say,
  url: string,
  started: Ends,
): Promise<{ readonly store: StoreOf<'center'>; readonly roof: Roof | null }> {
  if (settings.role === 'center') {
    const store = await openRole('center', settings, say)
    started.push(() => store.stop())
    return { store, roof: null }
  }
  const store = await openStore(settings, say)
  started.push(() => store.stop())
  if (settings.demo) await loadDemo(settings, store, say)
  const engine = await openEngine(settings, say)
  started.push(() => engine.close())
  const { publicKey } = await openCenterKey(settings.dataDir)
  const roof = await openRoof({ settings, store, engine, url, centerKey: publicKey })
  started.push(() => roof.stop())
  return { store, roof }
}

/** Both databases with all migrations. */
export async function openStore(settings: Settings, say: Say): Promise<Store> {
  return warned(await startStore(await storeOptions(settings, say)), say)
}

/** One of them, the other neither made nor touched. */
export async function openRole<R extends Role>(role: R, settings: Settings, say: Say): Promise<StoreOf<R>> {
  return warned(await startRoles([role], await storeOptions(settings, say)), say)
}

async function storeOptions({ dataDir, databaseUrl, stationDatabaseUrl }: Settings, say: Say): Promise<StartOptions> {
  const migrations = { center: await listMigrations('center', rooms), station: await listMigrations('station', rooms) }
  return { dataDir, databaseUrl, stationDatabaseUrl, migrations, auditTables, onProgress: say.database }
}

function warned<S extends Pick<Store, 'warnings'>>(store: S, say: Say): S {
  for (const { zh, en } of store.warnings) say.warn(zh, en)
  return store
}

/** How this machine reaches itself: browsers give the camera to `127.0.0.1` without a certificate. */
export function ownAddress({ host, port }: Settings): string {
  const open = ['0.0.0.0', '::', '127.0.0.1', 'localhost', '::1']
  return `http://${open.includes(host) ? '127.0.0.1' : host}:${port}`
}
