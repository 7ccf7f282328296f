import type { FastifyInstance } from 'fastify'
import { openServer } from '../http/server.ts'
import { findCaller } from '../people/store/accounts.ts'
import { sessionStore } from '../people/store/sessions.ts'
import { countyIdOf, findCounty } from '../people/store/tree.ts'
import { startListening } from '../presence/center/completeness/listening.ts'
import { findStation, sealAnswers } from '../presence/center/deviceAuth.ts'
import { openCheckInFeed } from '../presence/center/feed.ts'
import { keepSecret, openDataDir } from '../store/files.ts'
import type { StoreOf } from '../store/start.ts'
import { centerProjections, listAnswers } from './answers.ts'
import { openCenterKey } from './centerKey.ts'
import { realClock } from './clock.ts'
import { serveKiosks } from './kioskSocket.ts'
import { type Ledger, logFolder } from './ledger.ts'
import { serveLogFiles } from './logFiles.ts'
import { noticeSettingsOf } from './notices.ts'
import { serveDrawnStyle, serveKioskPage, servePages, serveVerify } from './pages.ts'
import type { Roof } from './roof.ts'
import type { Settings } from './settings.ts'

interface CenterParts {
  readonly settings: Settings
  readonly store: StoreOf<'center'>
  /** The stations under this roof; null in a center alone. */
  readonly roof: Roof | null
  readonly ledger: Ledger
  readonly url: string
}

/** The server with all pages and routes; not yet listening. */
export async function openCenter({ settings, store, roof, ledger, url }: CenterParts): Promise<FastifyInstance> {
  const dir = await openDataDir(settings.dataDir)
  const db = store.center.app
  await startListening(db, realClock.now())
  const sealingKey = Buffer.from(await keepSecret(dir, 'sealing-key'), 'base64url')
  const { publicUrl, oidc } = settings
  const people = { sealingKey, ...(publicUrl && { publicUrl }), ...(oidc && { oidc }) }
  const presence = {
    makeStation: roof?.stations.make ?? null,
    // A station elsewhere says where it is when it starts; until then, where stations usually are.
    kioskOrigin: () => (roof === null ? usualOrigin : url),
    centerKey: await openCenterKey(settings.dataDir),
    feed: openCheckInFeed(),
  }
  return openServer({
    db,
    apart: store.center.open(4, 'zaigang center apart'),
    clock: realClock,
    projections: centerProjections,
    findCaller,
    findStation,
    countyIdOf,
    sealAnswer: sealAnswers(presence.centerKey),
    answers: listAnswers(people, presence, ledger, noticeSettingsOf(settings)),
    sessionStore: sessionStore(store.center.open(4, 'zaigang center sessions'), realClock),
    cookieSecret: await keepSecret(dir, 'cookie-secret'),
    https: publicUrl?.startsWith('https:') ?? false,
    log: true,
    more: async (server) => {
      await serveDrawnStyle(server)
      await serveLogFiles(server, logFolder(settings.dataDir), ledger.find)
      if (roof !== null) {
        serveKiosks(server, roof.kiosks)
        await serveKioskPage(server)
      }
      await serveVerify(server)
      await servePages(server, async () => (await findCounty(db)) !== undefined)
    },
  })
}

const usualOrigin = 'http://127.0.0.1:8080'
