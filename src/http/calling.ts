import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Route } from '../contract/route.ts'
import { append, type Projection } from '../fact/append.ts'
import { draft } from '../fact/draft.ts'
import type { Actor } from '../fact/fact.ts'
import { refuse } from '../kit/refusals.ts'
import type { Clock } from '../kit/time.ts'
import { atomically } from '../store/atomically.ts'
import type { Db } from '../store/open.ts'
import type { Answer, Ask, Caller, CallingStation, Input, Upload } from './answer.ts'
import { openGate } from './gate.ts'
import { languageOf } from './language.ts'
import { mayCall } from './may.ts'

/** What calls need from the rooms to the right; `main` gives it. */
export interface House {
  readonly db: Db
  /**
   * The same database over connections of its own, for `ask.apart`. A write waits for it while it holds one of `db`: were
   * they the same, as many writes at once as there are connections would all wait for one more. Work on it must never
   * wait for `db` or for the sessions.
   */
  readonly apart: Db
  readonly clock: Clock
  readonly projections: readonly Projection[]
  readonly findCaller: (db: Db, accountId: string) => Promise<Caller | null>
  /** Proves a device key from the headers and the raw body. */
  readonly findStation: (db: Db, request: FastifyRequest, now: string) => Promise<CallingStation | null>
  readonly countyIdOf: (db: Db) => Promise<number>
  /** Headers that prove to a station that an answer to this very call is the center's. */
  readonly sealAnswer?: (request: FastifyRequest, status: number, body: string) => Readonly<Record<string, string>>
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once it is known that whoever calls may. */
    standing?: Standing
  }
}

/**
 * Registers one declared route: limits, who may call, checks of input and output, one transaction for a write. Strangers
 * are turned away before their input is looked at.
 */
export function registerAnswer(server: FastifyInstance, { route, handle }: Answer, house: House): void {
  const json = (route.produces ?? 'json') === 'json'
  const gate = openGate(route.atOnce)
  server.route({
    method: route.method,
    url: route.path,
    config: { route, ...(route.perMinute && { rateLimit: { max: route.perMinute, timeWindow: '1 minute' } }) },
    schema: {
      summary: route.summary,
      operationId: route.name,
      ...(isShape(route.params) && { params: route.params }),
      ...(isShape(route.query) && { querystring: route.query }),
      ...(isShape(route.body) && { body: route.body }),
      ...(json && { response: { 200: route.output } }),
    },
    preValidation: async (request, reply) => {
      // Whoever sits at the same machine next finds nothing of it; pages that may be kept say so themselves.
      void reply.header('cache-control', 'no-store')
      if (needsToken(route) && !hasToken(server, request, reply)) return reply
      request.standing = await letIn(house, route, request)
      gate.enter(reply)
    },
    onSend: async (request, reply, body) => {
      if (route.who === 'station' && typeof body === 'string') {
        void reply.headers(house.sealAnswer?.(request, reply.statusCode, body) ?? {})
      }
      return body
    },
    handler: async (request, reply) => {
      const answer = await call(house, { route, handle }, request, reply)
      if (reply.sent || reply.raw.headersSent) return reply
      return answer
    },
  })
}

const isShape = (shape: unknown): boolean =>
  typeof shape === 'object' && shape !== null && (shape as { type?: string }).type !== 'undefined'

const programs: readonly unknown[] = ['station', 'newStation']
const formed: readonly unknown[] = ['html', 'text']
// A forged request is one that rides on somebody's session; stations sign, and public forms and interfaces for other
// programs carry no authority.
const needsToken = (route: Route): boolean =>
  route.method !== 'GET' &&
  !programs.includes(route.who) &&
  !(route.who === 'anyone' && formed.includes(route.produces))

/** Without it the plugin has refused already. */
function hasToken(server: FastifyInstance, request: FastifyRequest, reply: FastifyReply): boolean {
  let has = false
  server.csrfProtection(request, reply, () => {
    has = true
  })
  return has
}

/** Who calls, proved, and when. */
type Standing = Pick<Ask, 'now' | 'caller' | 'station'>

async function letIn(house: House, route: Route, request: FastifyRequest): Promise<Standing> {
  const now = house.clock.now()
  const caller = await callerOf(house, request)
  const station = route.who === 'station' ? await house.findStation(house.db, request, now) : null
  const verdict = mayCall(route.who, { caller, station: station !== null })
  if (verdict !== 'yes') refuse(verdict)
  return { now, caller, station }
}

async function call(
  house: House,
  { route, handle }: Answer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { standing } = request
  if (standing === undefined) throw new Error('a call went past the check of who may make it')
  const file = route.upload ? await readUpload(request) : noFile
  const input = { params: request.params, query: request.query, body: request.body, file } as Input<Route>
  const countyId = await house.countyIdOf(house.db)
  const work = (db: Db) => handle(input, askOf(house, db, { ...standing, countyId, request, reply }))
  return route.method === 'GET' || route.inParts ? work(house.db) : atomically(house.db, work)
}

async function callerOf(house: House, request: FastifyRequest): Promise<Caller | null> {
  const { accountId } = request.session
  return accountId === undefined ? null : house.findCaller(house.db, accountId)
}

const noFile: Upload = { fileName: '', bytes: new Uint8Array() }

async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) refuse('badInput', [{ at: 'file', problem: 'multipart form with a field named file' }])
  const part = await request.file()
  if (part === undefined) refuse('badInput', [{ at: 'file', problem: 'missing' }])
  return { fileName: part.filename, bytes: await part.toBuffer() }
}

type Known = Standing & Pick<Ask, 'countyId' | 'request' | 'reply'>

function askOf(house: House, db: Db, known: Known): Ask {
  const recordAllIn =
    (target: Db): Ask['recordAll'] =>
    (kind, all) => {
      const circumstances = { countyId: known.countyId, now: known.now, by: actorOf(known) }
      const facts = all.map(({ body, about }) => draft(kind, body, { ...circumstances, ...about }))
      return append(target, facts, house.projections)
    }
  const recordIn =
    (target: Db): Ask['record'] =>
    async (kind, body, about = {}) => {
      const [kept] = await recordAllIn(target)(kind, [{ body, about }])
      if (kept === undefined) throw new Error('one fact was appended and none came back')
      return kept
    }
  return {
    ...known,
    db,
    apart: house.apart,
    language: languageOf(known.request),
    part: (work) => atomically(db, (tx) => work(askOf(house, tx, known))),
    record: recordIn(db),
    recordAll: recordAllIn(db),
    recordApart: recordIn(house.apart),
  }
}

function actorOf({ caller, station }: Known): Actor {
  if (caller) return { kind: 'account', id: caller.accountId }
  if (station) return { kind: 'station', deviceId: station.deviceId }
  return { kind: 'public' }
}
