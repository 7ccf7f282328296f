import { randomBytes } from 'node:crypto'
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { BodyOf, OutputOf, ParamsOf, QueryOf, Route } from '../../contract/route.ts'
import type { Answer, Ask } from '../../http/answer.ts'
import { registerAnswer } from '../../http/calling.ts'
import { answerFailure } from '../../http/refusing.ts'
import { Refusal, type RefusalName } from '../../kit/refusals.ts'
import { noLog } from '../../ledger/log.ts'
import { findCaller } from '../../people/store/accounts.ts'
import { countyIdOf } from '../../people/store/tree.ts'
import { centerKeyOf } from '../../presence/center/centerKey.ts'
import { findStation } from '../../presence/center/deviceAuth.ts'
import { openCheckInFeed } from '../../presence/center/feed.ts'
import type { Db } from '../../store/open.ts'
import { centerProjections, listAnswers } from '../answers.ts'
import type { PutClock } from './clock.ts'
import { idOf } from './names.ts'

/** What goes with a call, as far as the route has it. */
export interface Given<R> {
  readonly params?: ParamsOf<R>
  readonly query?: QueryOf<R>
  readonly body?: BodyOf<R>
}

/**
 * The center as the demonstration's people and stations use it: every answer of the product with its checks of who may,
 * its refusals, transactions and read tables, on a clock that is put to the moment somebody did it. Whatever is kept is
 * marked simulated. It listens nowhere; who calls is said instead of logged in.
 */
export interface Office {
  readonly clock: PutClock
  /** Calls as a demo account. Refuses as the product does. */
  ask<R extends Route>(login: string, route: R, given?: Given<R>): Promise<OutputOf<R>>
  /** What a station reaches the center by. */
  readonly fetch: typeof fetch
  close(): Promise<void>
}

/** Works on a database, or inside one transaction of it; what it seals the running product opens. */
export async function openOffice(db: Db, clock: PutClock, sealingKey: Uint8Array = randomBytes(32)): Promise<Office> {
  let surprise: unknown
  const server = Fastify({ logger: false, bodyLimit: 2 * 1024 * 1024 })
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler((failure, request, reply) => {
    surprise = failure
    return answerFailure(failure, request, reply)
  })
  standIn(server)
  const house = { db, apart: db, clock, projections: centerProjections, findCaller, findStation, countyIdOf }
  const centerKey = centerKeyOf(randomBytes(32))
  const presence = { makeStation: nobody, centerKey, kioskOrigin: () => 'http://127.0.0.1', feed: openCheckInFeed() }
  for (const it of listAnswers({ sealingKey }, presence, noLog)) registerAnswer(server, marked(it), house)
  const call = async (options: InjectOptions) => {
    const { statusCode, headers, body } = await server.inject(options)
    const json = String(headers['content-type']).includes('json')
    return { ok: statusCode < 400, content: (json ? JSON.parse(body) : body) as unknown }
  }
  return {
    clock,
    ask: async (login, route, given = {}) => {
      const { ok, content } = await call({
        method: route.method,
        url: addressOf(route, given),
        headers: { [accountHeader]: idOf(`account ${login}`) },
        ...(given.body !== undefined && { payload: given.body as object }),
      })
      if (ok) return content as OutputOf<typeof route>
      const { refusal, detail } = content as { refusal: RefusalName; detail?: unknown }
      if (refusal === 'surprise') throw surprise
      throw new Refusal(refusal, { ...(detail as object), demo: [login, route.name] })
    },
    fetch: fetchBy(server),
    close: () => server.close(),
  }
}

const accountHeader = 'x-demo-account'

/** Instead of cookies and their token: the account is named. Bodies are read as the listening server reads them. */
function standIn(server: FastifyInstance): void {
  const letPass = (_request: unknown, _reply: unknown, next: () => void): void => next()
  server.decorate('csrfProtection', letPass as never)
  server.decorateRequest('session', {
    getter() {
      return { accountId: this.headers[accountHeader] } as never
    },
  })
  const parseJson = server.getDefaultJsonParser('error', 'error')
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    request.rawBody = body
    if (body.length === 0) return done(null, undefined)
    void parseJson(request, body.toString(), done)
  })
}

async function nobody(): Promise<never> {
  throw new Error('stations of the demonstration are not made from pages')
}

/** The same answer; what it records is simulated. */
const marked = ({ route, handle }: Answer): Answer => ({
  route,
  handle: (input, ask) => handle(input, simulated(ask)),
})

const simulated = (ask: Ask): Ask => ({
  ...ask,
  part: (work) => ask.part((inner) => work(simulated(inner))),
  record: (kind, body, about) => ask.record(kind, body, { ...about, simulated: true }),
  recordAll: (kind, all) =>
    ask.recordAll(
      kind,
      all.map(({ body, about }) => ({ body, about: { ...about, simulated: true } })),
    ),
  recordApart: (kind, body, about) => ask.recordApart(kind, body, { ...about, simulated: true }),
})

function addressOf(route: Route, { params, query }: Given<Route>): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[name])),
  )
  const search = new URLSearchParams(
    Object.entries((query ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
  return search.size === 0 ? path : `${path}?${search}`
}

const fetchBy =
  (server: FastifyInstance): typeof fetch =>
  async (input, init) => {
    const { statusCode, body } = await server.inject({
      method: (init?.method ?? 'GET') as 'GET',
      url: new URL(String(input)).pathname,
      headers: (init?.headers ?? {}) as Record<string, string>,
      ...(typeof init?.body === 'string' && { payload: init.body }),
    })
    return new Response(body, { status: statusCode, headers: { 'content-type': 'application/json' } })
  }
