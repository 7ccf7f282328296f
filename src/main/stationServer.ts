import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { JoiningView } from '../../web/board/joining.tsx'
import { renderJoining } from '../../web/board/render.tsx'
import { languageOf } from '../http/language.ts'
import { answerFailure } from '../http/refusing.ts'
import { contentPolicy, endSocket, logOptions, socketLimit } from '../http/server.ts'
import { Refusal, type RefusalName, refuse, sentenceOf } from '../kit/refusals.ts'
import { fingerprintOf } from '../presence/center/centerKey.ts'
import { plainCode } from '../presence/center/joining.ts'
import { isOwnPage, serveKiosks } from './kioskSocket.ts'
import { serveDrawnStyle, serveKioskPage } from './pages.ts'
import { isPlainLine } from './plainLine.ts'
import { findLive, type Roof } from './roof.ts'

interface StationServerParts {
  readonly roof: Roof
  /** What the settings say, to begin the form with. */
  readonly centerUrl: string | undefined
}

/** The server of a station on its own: the kiosk, and the page with which it joins its center. No route of a center. */
export async function openStationServer({ roof, centerUrl }: StationServerParts): Promise<FastifyInstance> {
  const server = Fastify({
    logger: logOptions,
    bodyLimit: 16 * 1024,
    routerOptions: { ignoreTrailingSlash: true },
  })
  server.setErrorHandler((failure, request, reply) => answerFailure(failure, request, reply))
  server.setNotFoundHandler((request, reply) => answerFailure({ statusCode: 404 }, request, reply))
  await server.register(helmet, {
    contentSecurityPolicy: { directives: contentPolicy(false) },
    hsts: false,
    // Without a referrer browsers name no origin with a form, and ours could not be told from anybody's.
    referrerPolicy: { policy: 'same-origin' },
  })
  await server.register(rateLimit, { global: false })
  await server.register(websocket, { options: { maxPayload: socketLimit }, errorHandler: endSocket })
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  )
  await serveDrawnStyle(server)
  await serveKioskPage(server)
  serveKiosks(server, roof.kiosks)
  serveJoining(server, roof, centerUrl ?? '')
  server.get('/', (_, reply) => reply.redirect(findLive(roof.stations) ? '/kiosk/' : '/join'))
  return server
}

const Asked = z.object({ centerUrl: z.url({ protocol: /^https?$/ }), code: z.string() })

/** The page for whoever sits at this computer, and for nobody else. */
function serveJoining(server: FastifyInstance, roof: Roof, usualUrl: string): void {
  const show = async (request: FastifyRequest, reply: FastifyReply, view?: JoiningView) =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(renderJoining(view ?? (await viewOf(roof, usualUrl)), languageOf(request)))
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    if (!isAtThisMachine(request)) refuse('forbidden')
  }
  server.get('/join', { onRequest }, async (request, reply) => show(request, reply))
  const limited = { onRequest, config: { rateLimit: { max: 10, timeWindow: '1 minute' } } }
  server.post('/join', limited, async (request, reply) => {
    const { centerUrl = '', code = '' } = (request.body ?? {}) as Record<string, string>
    const refused = findLive(roof.stations) ? 'alreadyDone' : await tryJoin(roof, { centerUrl: centerUrl.trim(), code })
    if (refused === null) return reply.redirect(`/join?lang=${languageOf(request)}`, 303)
    void reply.status(409)
    return show(request, reply, { state: 'alone', centerUrl, refused: sentenceOf(refused, languageOf(request)) })
  })
}

async function tryJoin(roof: Roof, given: z.infer<typeof Asked>): Promise<RefusalName | null> {
  const asked = Asked.safeParse(given)
  if (!asked.success) return 'badInput'
  try {
    await roof.join(asked.data.centerUrl.replace(/\/$/, ''), plainCode(asked.data.code))
    return null
  } catch (failure) {
    if (failure instanceof Refusal) return failure.refusal
    throw failure
  }
}

async function viewOf(roof: Roof, usualUrl: string): Promise<JoiningView> {
  const live = findLive(roof.stations)
  if (live === undefined) return { state: 'alone', centerUrl: usualUrl, refused: null }
  const { station, uplink } = live
  const { name, centerKey, centerUrl } = station.identity
  const url = usualUrl === '' ? (centerUrl ?? '') : usualUrl
  return {
    state: 'joined',
    siteName: name,
    countyName: station.snapshot()?.countyName ?? null,
    centerUrl: url,
    plain: isPlainLine(url),
    fingerprint: centerKey === null ? '' : fingerprintOf(centerKey),
    online: uplink.online(),
    waiting: await live.countWaiting(),
  }
}

/** By its own name, so that no page of another site can send somebody's browser here under a name of its own. */
const ownNames = ['127.0.0.1', 'localhost', '[::1]']
const isLoopback = (ip: string): boolean => ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ip)

function isAtThisMachine({ ip, headers }: FastifyRequest): boolean {
  const name = (headers.host ?? '').replace(/:\d+$/, '')
  return isLoopback(ip) && ownNames.includes(name) && isOwnPage(headers.origin, headers.host)
}
