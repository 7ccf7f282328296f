import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { serveAssets } from './assets.ts'

/** The built pages; the same place from the source and from the build. */
const built = [new URL('../../../web/', import.meta.url), new URL('../../dist/web/', import.meta.url)]
  .map((it) => fileURLToPath(it))
  .find((it) => existsSync(join(it, 'kiosk')))

const hidden = { schema: { hide: true } }

/** Serves the page of the kiosk; beside the style of the drawn pages, which comes first. */
export async function serveKioskPage(server: FastifyInstance): Promise<void> {
  const folder = join(demandBuilt(), 'kiosk')
  await serveAssets(server, { root: join(folder, 'assets'), prefix: '/kiosk/assets/', hashed: true })
  server.get('/kiosk', hidden, (_, reply) => reply.sendFile('index.html', folder, { cacheControl: false }))
}

/** Serves the style and script of the pages that are drawn here. */
export async function serveDrawnStyle(server: FastifyInstance): Promise<void> {
  const root = join(demandBuilt(), 'board', 'assets')
  await serveAssets(server, { root, prefix: '/board/assets/', hashed: false, sendsFiles: true })
}

/** Serves the script of the page that verifies receipts, and the worker that keeps the page for when there is no network. */
export async function serveVerify(server: FastifyInstance): Promise<void> {
  await serveAssets(server, {
    root: join(demandBuilt(), 'verify', 'assets'),
    prefix: '/verify/assets/',
    hashed: false,
    more: (reply, path) => void (path.includes('worker.js') && reply.setHeader('service-worker-allowed', '/verify')),
  })
}

/** Serves console and the board's style and script, and sends newcomers where they belong. */
export async function servePages(server: FastifyInstance, isSetUp: () => Promise<boolean>): Promise<void> {
  const built = demandBuilt()
  await serveAssets(server, { root: join(built, 'console', 'assets'), prefix: '/console/assets/', hashed: true })
  server.get('/console/worker.js', hidden, (_, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('worker.js', join(built, 'console'), { cacheControl: false }),
  )
  for (const path of ['/console', '/console/*']) {
    server.get(path, hidden, (_, reply) =>
      reply.sendFile('index.html', join(built, 'console'), { cacheControl: false }),
    )
  }
  server.get('/', hidden, async (_, reply) => reply.redirect((await isSetUp()) ? '/boards' : '/console/'))
}

function demandBuilt(): string {
  if (built === undefined) throw new Error('the pages are not built: npm run build')
  return built
}
