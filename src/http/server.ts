import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import session, { type SessionStore } from '@fastify/session'
import websocket, { type WebSocket } from '@fastify/websocket'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { kioskSocketPath } from '../contract/kioskSocket.ts'
import type { Answer } from './answer.ts'
import { type House, registerAnswer } from './calling.ts'
import { describeRoutes } from './openapi.ts'
import { answerFailure } from './refusing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** A JSON body or form as it came: for signatures over it, and for fields that come more than once. */
    rawBody?: Buffer
  }
  interface Session {
    accountId?: string
    openedAt?: string
    /** What a log-in in progress must remember between two calls (passkey challenge, OIDC state). */
    pending?: Record<string, string>
  }
}

export interface ServerOptions extends House {
  readonly answers: readonly Answer[]
  readonly sessionStore: SessionStore
  /** At least 32 random bytes, hex; signs cookies. */
  readonly cookieSecret: string
  /** Pages are reached over HTTPS (a proxy in front): cookies are marked secure. */
  readonly https: boolean
  readonly log: boolean
  /** What else listens: static pages, the kiosk's socket. */
  readonly more?: (server: FastifyInstance) => void | Promise<void>
}

const uploadLimit = 8 * 1024 * 1024
const bodyLimit = 1024 * 1024
/** Of one message over a socket. */
export const socketLimit = bodyLimit

/** A database's error holds the row it is about (`detail`, `where`): of a surprise only what says where to look. */
const tellSurprise = (it: Error & { code?: unknown; constraint?: unknown }): SurpriseTold => ({
  ...{ type: it.name, message: it.message, stack: it.stack ?? '' },
  ...{ code: it.code, constraint: it.constraint },
  cause: it.cause instanceof Error ? tellSurprise(it.cause) : undefined,
})

interface SurpriseTold {
  readonly type: string
  readonly message: string
  readonly stack: string
  readonly [more: string]: unknown
}

/** What the program says about calls: an address may hold a citizen's code, so that only the route is ever written. */
export const logOptions = {
  level: 'warn',
  redact: ['req.headers.cookie', 'req.headers.authorization'],
  serializers: {
    req: ({ method, routeOptions }: FastifyRequest) => ({ method, route: routeOptions?.url }),
    err: tellSurprise,
  },
}

/** The server with every route registered from its declaration; not yet listening. */
export async function openServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    logger: options.log ? logOptions : false,
    bodyLimit,
    // For those who send a byte now and then to keep us waiting; a large file over a slow line still comes through.
    requestTimeout: 120_000,
    // One proxy stands in front: only what it adds itself is believed, never what its client sent along.
    trustProxy: options.https ? (_, hop) => hop === 0 : false,
    routerOptions: { ignoreTrailingSlash: true },
  })
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler((failure, request, reply) => answerFailure(failure, request, reply))
  server.setNotFoundHandler((request, reply) => answerFailure({ statusCode: 404 }, request, reply))
  await guard(server, options)
  await describeRoutes(server)
  await server.register(websocket, { options: { maxPayload: socketLimit }, errorHandler: endSocket })
  await options.more?.(server)
  for (const it of options.answers) registerAnswer(server, it, options)
  return server
}

/** What comes over a socket can break it, and then is nobody's surprise here. */
export function endSocket(failure: Error, socket: WebSocket, request: FastifyRequest): void {
  const { code = '' } = failure as { code?: string }
  const fromOutside = code.startsWith('WS_ERR') || code === 'ECONNRESET' || code === 'EPIPE'
  request.log[fromOutside ? 'info' : 'error'](failure)
  socket.terminate()
}

/** Headers, limits, cookies, sessions and the token against forged requests: before any route. */
async function guard(server: FastifyInstance, { sessionStore, cookieSecret, https }: ServerOptions): Promise<void> {
  await server.register(helmet, { contentSecurityPolicy: { directives: contentPolicy(https) }, hsts: https })
  await server.register(rateLimit, { global: true, max: callsAMinute, timeWindow: '1 minute', allowList: isUncounted })
  await server.register(cookie, { secret: cookieSecret })
  await server.register(session, {
    secret: cookieSecret,
    store: sessionStore,
    cookieName: 'zaigang',
    saveUninitialized: false,
    rolling: true,
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: 12 * 3600 * 1000 },
  })
  await server.register(csrf, {
    cookieKey: 'zaigang-csrf',
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'strict', secure: https, signed: true },
    getToken: (request: FastifyRequest) => request.headers['x-csrf-token'] as string | undefined,
    logLevel: 'info',
  })
  await server.register(multipart, { limits: { fileSize: uploadLimit, files: 1, fields: 4, parts: 5 } })
  const parseJson = server.getDefaultJsonParser('error', 'error')
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    request.rawBody = body
    if (body.length === 0) return done(null, undefined)
    void parseJson(request, body.toString(), done)
  })
  // Public forms work without JavaScript; they carry no authority, so a flat parser is enough.
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => {
    request.rawBody = Buffer.from(body)
    done(null, Object.fromEntries(new URLSearchParams(body as string)))
  })
}

/** From one address, which may be a whole county behind one router; what is guessed at has narrower limits of its own. */
const callsAMinute = 3_000

/** Files of the pages are the same for everybody and cost next to nothing. */
const isUncounted = (request: FastifyRequest): boolean =>
  isSocket(request) || request.routeOptions.url?.endsWith('/assets/*') === true

/** Kiosks keep a socket open, which has its own limits. The header alone proves nothing: any call can carry it. */
const isSocket = (request: FastifyRequest): boolean => request.ws && request.routeOptions.url === kioskSocketPath

// antd writes its styles at run time, hence inline styles; scripts are our own files only.
export const contentPolicy = (https: boolean): Record<string, string[] | null> => ({
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'object-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'upgrade-insecure-requests': https ? [] : null,
})
