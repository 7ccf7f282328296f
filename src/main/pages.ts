import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The built pages; the same place from the source and from the build. */
const built = [new URL('../../../web/', import.meta.url), new URL('../../dist/web/', import.meta.url)]
  .map((it) => fileURLToPath(it))
  .find((it) => existsSync(join(it, 'kiosk')))

/** Serves kiosk, console and the board's style and script, and sends newcomers where they belong. */
export async function servePages(server: FastifyInstance, isSetUp: () => Promise<boolean>): Promise<void> {
  if (built === undefined) throw new Error('the pages are not built: npm run build')
  const immutable = { immutable: true, maxAge: '365d', index: false as const }
  await server.register(fastifyStatic, { root: join(built, 'kiosk', 'assets'), prefix: '/kiosk/assets/', ...immutable })
  await server.register(fastifyStatic, {
    root: join(built, 'board', 'assets'),
    prefix: '/board/assets/',
    decorateReply: false,
    maxAge: '5m',
    index: false,
  })
  await server.register(fastifyStatic, {
    root: join(built, 'console', 'assets'),
    prefix: '/console/assets/',
    decorateReply: false,
    preCompressed: true,
    ...immutable,
  })
  const hidden = { schema: { hide: true } }
  server.get('/kiosk', hidden, (_, reply) =>
    reply.sendFile('index.html', join(built, 'kiosk'), { cacheControl: false }),
  )
  for (const path of ['/console', '/console/*']) {
    server.get(path, hidden, (_, reply) =>
      reply.sendFile('index.html', join(built, 'console'), { cacheControl: false }),
    )
  }
  server.get('/', hidden, async (_, reply) => reply.redirect((await isSetUp()) ? '/boards' : '/console/'))
}
