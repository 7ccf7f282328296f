import type { FastifyInstance } from 'fastify'
import { openServer } from '../http/server.ts'
import { findCaller } from '../people/store/accounts.ts'
import { sessionStore } from '../people/store/sessions.ts'
import { countyIdOf, findCounty } from '../people/store/tree.ts'
import { keepSecret, openDataDir } from '../store/files.ts'
import { listMigrations } from '../store/migrate.ts'
import { type Store, startStore } from '../store/start.ts'
import { centerProjections, listAnswers } from './answers.ts'
import { realClock } from './clock.ts'
import { servePages } from './pages.ts'
import type { Say } from './say.ts'
import type { Settings } from './settings.ts'

/** The running program. */
export interface House {
  readonly url: string
  readonly store: Store
  stop(): Promise<void>
}

/** The rooms that bring migrations, in the order of the sentence. */
const rooms = ['fact', 'people', 'roster', 'presence', 'publish'] as const

/** Starts the database, the face engine, the server and the stations; what was started is stopped again when a later part fails. */
export async function openHouse(settings: Settings, say: Say): Promise<House> {
  const started: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const end of started.splice(0).reverse()) await end()
  }
  try {
    const store = await openStore(settings, say)
    started.push(() => store.stop())
    const server = await openCenter(settings, store)
    started.push(() => server.close())
    const url = await server.listen({ port: settings.port, host: settings.host })
    return { url, store, stop }
  } catch (failure) {
    await stop()
    throw failure
  }
}

async function openStore(settings: Settings, say: Say): Promise<Store> {
  const migrations = { center: await listMigrations('center', rooms), station: await listMigrations('station', rooms) }
  const { dataDir, databaseUrl, stationDatabaseUrl } = settings
  const store = await startStore({ dataDir, databaseUrl, stationDatabaseUrl, migrations, onProgress: say.database })
  for (const { zh, en } of store.warnings) say.warn(zh, en)
  return store
}

async function openCenter(settings: Settings, store: Store): Promise<FastifyInstance> {
  const dir = await openDataDir(settings.dataDir)
  const db = store.center.app
  const sealingKey = Buffer.from(await keepSecret(dir, 'sealing-key'), 'base64url')
  const { publicUrl, oidc } = settings
  return openServer({
    db,
    clock: realClock,
    projections: centerProjections,
    findCaller,
    findStation: async () => null,
    countyIdOf,
    answers: listAnswers({ sealingKey, ...(publicUrl && { publicUrl }), ...(oidc && { oidc }) }),
    sessionStore: sessionStore(db, realClock),
    cookieSecret: await keepSecret(dir, 'cookie-secret'),
    https: publicUrl?.startsWith('https:') ?? false,
    log: true,
    more: (server) => servePages(server, async () => (await findCounty(db)) !== undefined, db),
  })
}
