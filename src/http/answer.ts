import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Role } from '../contract/people.ts'
import type { BodyOf, OutputOf, ParamsOf, QueryOf, Route } from '../contract/route.ts'
import type { Circumstances } from '../fact/draft.ts'
import type { Fact, FactBody, FactKind } from '../fact/fact.ts'
import type { Iso } from '../kit/time.ts'
import type { Db } from '../store/open.ts'

/** A role within a unit and all below it; `unitId: null` is the whole county. */
export interface Grant {
  readonly role: Role
  readonly unitId: string | null
}

/** The account behind a session, read anew for every call, so that what was revoked is gone with the next one. */
export interface Caller {
  readonly accountId: string
  readonly name: string
  readonly staffId: string | null
  readonly grants: readonly Grant[]
}

/** A station that proved its device key. */
export interface CallingStation {
  readonly deviceId: string
  readonly siteId: string
}

export interface Upload {
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** What a handler works with. A write runs in one transaction without asking; a refusal undoes it. */
export interface Ask {
  /** Inside the request's transaction for writes. */
  readonly db: Db
  /** Outside of it: only for what must stay although the request is refused (a failed log-in). */
  readonly apart: Db
  readonly now: Iso
  /** 0 before the county is set up. */
  readonly countyId: number
  readonly caller: Caller | null
  readonly station: CallingStation | null
  readonly language: 'zh' | 'en'
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Does a part that holds or fails by itself: in a transaction of its own behind a route `inParts`, else a savepoint. */
  part<T>(work: (ask: Ask) => Promise<T>): Promise<T>
  /** Appends a fact by the caller (or `about.by`) in the request's transaction, with its read rows. */
  record<K extends FactKind>(kind: K, body: FactBody<K>, about?: Partial<Circumstances>): Promise<Fact>
  /** Many of one kind at once, which is much quicker than one by one; all read tables follow. */
  recordAll<K extends FactKind>(
    kind: K,
    all: readonly { readonly body: FactBody<K>; readonly about?: Partial<Circumstances> }[],
  ): Promise<readonly Fact[]>
  /** The same as `record`, kept even if the request is refused afterwards. */
  recordApart<K extends FactKind>(kind: K, body: FactBody<K>, about?: Partial<Circumstances>): Promise<Fact>
}

export interface Input<R> {
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly body: BodyOf<R>
  readonly file: Upload
}

/** A route with its handler. `handle` gets checked input and answers what the route promises. */
export interface Answer {
  readonly route: Route
  readonly handle: (input: Input<Route>, ask: Ask) => Promise<unknown>
}

/** Binds a handler to its route. A handler loads, decides, keeps and answers. */
export const answer = <R extends Route>(
  route: R,
  handle: (input: Input<R>, ask: Ask) => Promise<OutputOf<R>>,
): Answer => ({ route, handle: handle as unknown as Answer['handle'] })

/** The account of a call; only behind routes that demand one. */
export function callerOf(ask: Ask): Caller {
  if (ask.caller === null) throw new Error('route lets in callers without an account but asks for one')
  return ask.caller
}

/** The station of a call; only behind routes for stations. */
export function stationOf(ask: Ask): CallingStation {
  if (ask.station === null) throw new Error('route lets in callers without a device key but asks for one')
  return ask.station
}
