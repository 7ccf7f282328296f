import type { z } from 'zod'
import { RefusalAnswer } from '../../src/contract/common.ts'
import type { BodyOf, OutputOf, ParamsOf, QueryOf, Route } from '../../src/contract/route.ts'
import { whoAmI } from '../../src/contract/routes/setup.ts'

type Part<K extends string, T> = [T] extends [undefined]
  ? { readonly [k in K]?: never }
  : object extends T
    ? { readonly [k in K]?: T }
    : { readonly [k in K]: T }

/** What a route wants to know: exactly its params, query and body; a file where the route takes an upload. */
export type AskFor<R> = Part<'params', ParamsOf<R>> &
  Part<'query', QueryOf<R>> &
  Part<'body', BodyOf<R>> & { readonly file?: File }

type Loose = { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown; readonly file?: File }
type Values = Readonly<Record<string, string | number | undefined>>

/**
 * Asks the server along a declared route: fills the path, sends JSON or the file, carries the CSRF token, checks the
 * answer by the route's own shape. Throws `Refused` for a refusal of the catalogue and `Unanswered` when no answer came.
 */
export async function ask<R extends Route>(
  route: R,
  ...[input]: object extends AskFor<R> ? [AskFor<R>?] : [AskFor<R>]
): Promise<OutputOf<R>> {
  const given: Loose = input ?? {}
  try {
    return await askOnce(route, given)
  } catch (failure) {
    if (!(failure instanceof Refused) || failure.refusal !== 'csrfWrong') throw failure
    csrf = undefined
    return askOnce(route, given)
  }
}

/** The address of a route, for links and event streams. */
export function addressOf(route: Route, given: { readonly params?: unknown; readonly query?: unknown } = {}): string {
  const params = (given.params ?? {}) as Values
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`${route.name} needs ${name}`)
    return encodeURIComponent(value)
  })
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((given.query ?? {}) as Values)) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query.size === 0 ? path : `${path}?${query}`
}

/** The server said no: the catalogue's name and its sentence in both languages. */
export class Refused extends Error {
  readonly refusal: string
  readonly status: number
  readonly sentences: { readonly zh: string; readonly en: string }
  readonly detail: unknown
  constructor(status: number, { refusal, zh, en, detail }: RefusalAnswer) {
    super(en)
    this.name = 'Refused'
    this.refusal = refusal
    this.status = status
    this.sentences = { zh, en }
    this.detail = detail
  }
}

/** No answer came, or none that could be understood: network down, server away, a proxy in between. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'
}

/** The token of this page's session, learnt from `whoAmI`. */
let csrf: string | undefined

async function askOnce<R extends Route>(route: R, given: Loose): Promise<OutputOf<R>> {
  const answer = await send(route, given, await headersFor(route))
  const data: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw refusalIn(answer.status, data)
  const output = route.output.parse(data) as OutputOf<R>
  if (route.name === whoAmI.name) csrf = (output as z.infer<typeof whoAmI.output>).csrf
  return output
}

async function headersFor(route: Route): Promise<Record<string, string>> {
  if (route.method === 'GET') return {}
  if (csrf === undefined) await askOnce(whoAmI, {})
  return csrf === undefined ? {} : { 'x-csrf-token': csrf }
}

async function send(route: Route, given: Loose, headers: Record<string, string>): Promise<Response> {
  const body = route.upload ? form(route, given.file) : given.body === undefined ? null : JSON.stringify(given.body)
  const typed = typeof body === 'string' ? { ...headers, 'content-type': 'application/json' } : headers
  try {
    return await fetch(addressOf(route, given), { method: route.method, headers: typed, body })
  } catch (failure) {
    throw new Unanswered(String(failure))
  }
}

function form(route: Route, file: File | undefined): FormData {
  if (file === undefined) throw new Error(`${route.name} needs a file`)
  const body = new FormData()
  body.append('file', file)
  return body
}

function refusalIn(status: number, data: unknown): Refused | Unanswered {
  const refusal = RefusalAnswer.safeParse(data)
  return refusal.success ? new Refused(status, refusal.data) : new Unanswered(`answer ${status}`)
}
