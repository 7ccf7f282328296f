import type { FastifyInstance } from 'fastify'
import { openServer } from '../http/server.ts'
import { findCaller } from '../people/store/accounts.ts'
import { sessionStore } from '../people/store/sessions.ts'
import { countyIdOf, findCounty } from '../people/store/tree.ts'
import { findStation } from '../presence/center/deviceAuth.ts'
import { openCheckInFeed } from '../presence/center/feed.ts'
import { keepSecret, openDataDir } from '../store/files.ts'
import type { Store } from '../store/start.ts'
import { centerProjections, listAnswers } from './answers.ts'
import { realClock } from './clock.ts'
import { serveKiosks } from './kioskSocket.ts'
import { servePages } from './pages.ts'
import type { Roof } from './roof.ts'
import type { Settings } from './settings.ts'

interface CenterParts {
  readonly settings: Settings
  readonly store: Store
  readonly roof: Roof
  readonly url: string
}

/** The server with all pages and routes; not yet listening. */
export async function openCenter({ settings, store, roof, url }: CenterParts): Promise<FastifyInstance> {
  const dir = await openDataDir(settings.dataDir)
  const db = store.center.app
  const sealingKey = Buffer.from(await keepSecret(dir, 'sealing-key'), 'base64url')
  const { publicUrl, oidc } = settings
  const people = { sealingKey, ...(publicUrl && { publicUrl }), ...(oidc && { oidc }) }
  const presence = { makeStation: roof.stations.make, kioskOrigin: () => url, feed: openCheckInFeed() }
  return openServer({
    db,
    apart: store.center.open(4, 'zaigang center apart'),
    clock: realClock,
    projections: centerProjections,
    findCaller,
    findStation,
    countyIdOf,
    answers: listAnswers(people, presence),
    sessionStore: sessionStore(store.center.open(4, 'zaigang center sessions'), realClock),
    cookieSecret: await keepSecret(dir, 'cookie-secret'),
    https: publicUrl?.startsWith('https:') ?? false,
    log: true,
    more: async (server) => {
      serveKiosks(server, roof.kiosks)
      await servePages(server, async () => (await findCounty(db)) !== undefined)
    },
  })
}
