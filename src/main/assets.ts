import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

interface AssetOptions {
  readonly root: string
  /** Where they stand, with a slash at both ends. */
  readonly prefix: string
  /** Their names change with their content: then they are kept for good, else for five minutes. */
  readonly hashed: boolean
  /** Whether pages drawn here are sent from folders too. */
  readonly sendsFiles?: boolean
  readonly more?: (reply: { setHeader(name: string, value: string): unknown }, path: string) => void
}

/**
 * Serves files that are the same for everybody, packed by brotli or gzip for whoever takes it, as the build left them
 * beside the files. Pages made for somebody are never packed: beside his own words a secret could be guessed by its length.
 */
export async function serveAssets(server: FastifyInstance, options: AssetOptions): Promise<void> {
  await server.register(fastifyStatic, {
    ...{ root: options.root, prefix: options.prefix, index: false, preCompressed: true },
    ...(options.hashed ? { immutable: true, maxAge: '365d' } : { maxAge: '5m' }),
    decorateReply: options.sendsFiles ?? false,
    setHeaders: (reply, path) => {
      reply.setHeader('vary', 'accept-encoding')
      options.more?.(reply, path)
    },
  })
}
