import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { parseTilePath } from '../kit/tlog/tile.ts'
import type { Log } from '../ledger/log.ts'

/**
 * The log as C2SP tlog-tiles serves it: `/log/checkpoint`, and `/log/tile/…`, which never change and may be kept for ever.
 * Public: there is nothing in it that anybody may not know. Whoever fetches it elsewhere is a monitor, not a page.
 */
export async function serveLogFiles(
  server: FastifyInstance,
  folder: string,
  find: () => Log | undefined,
): Promise<void> {
  const hidden = { schema: { hide: true } }
  server.get('/log/checkpoint', hidden, async (_, reply) => {
    const note = find()?.checkpoint() ?? ''
    void reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8')
    return note === '' ? reply.code(404).send('') : reply.send(note)
  })
  server.get('/log/policy', hidden, async (_, reply) => {
    const text = find()?.policy() ?? ''
    void reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8')
    return text === '' ? reply.code(404).send('') : reply.send(text)
  })
  const root = join(folder, 'tile')
  await mkdir(root, { recursive: true })
  await server.register(fastifyStatic, {
    root,
    prefix: '/log/tile/',
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: '365d',
    // A file that is being written has another name until it is whole.
    allowedPath: (path) => parseTilePath(`tile${path.startsWith('/') ? path : `/${path}`}`) !== undefined,
    setHeaders: (reply) => void reply.setHeader('content-type', 'application/octet-stream'),
  })
}
