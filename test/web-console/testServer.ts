import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Route } from '../../src/contract/route.ts'
import { type CheckInRow, followCheckIns } from '../../src/contract/routes/presence.ts'
import { type RefusalName, refusals } from '../../src/kit/refusals.ts'
import { mayCall } from '../../web/console/may.ts'
import { No } from './answering.ts'
import { testAnswers } from './answers.ts'
import type { World } from './world.ts'

/** The policy the product sends: scripts are our own files only. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'"
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** A test-side server: the built console, and every route the console uses answered from a world. */
export class TestServer {
  world: World
  /** False: the event stream is refused, as behind a proxy that does not let it through. */
  streaming = true
  /** Files of another build than the one that lies here. */
  readonly newer = new Map<string, string>()
  readonly #dir: string
  readonly #server: Server
  readonly #streams = new Set<ServerResponse>()

  constructor(dir: string, world: World) {
    this.#dir = dir
    this.world = world
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  /** A check-in arrives: kept, and told to whoever follows. */
  checkIn(row: CheckInRow): void {
    this.world.checkIns.push(row)
    for (const stream of this.#streams) stream.write(`event: checkIn\ndata: ${JSON.stringify(row)}\n\n`)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://test')
    response.setHeader('content-security-policy', policy)
    if (url.pathname === followCheckIns.path) return this.#stream(response)
    if (url.pathname.startsWith('/api/')) return this.#call(url, request, response)
    if (url.pathname.startsWith('/console')) return this.#file(url.pathname.slice('/console/'.length), response)
    response.writeHead(404).end()
  }

  #stream(response: ServerResponse): void {
    if (!this.streaming) {
      response.writeHead(503).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n')
    this.#streams.add(response)
    response.on('close', () => this.#streams.delete(response))
  }

  async #file(name: string, response: ServerResponse): Promise<void> {
    const file = extname(name) === '' ? 'index.html' : name
    const bytes = this.newer.get(file) ?? (await readFile(join(this.#dir, file)).catch(() => undefined))
    if (bytes === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes)
  }

  async #call(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    try {
      const bytes: Buffer[] = []
      for await (const chunk of request) bytes.push(chunk as Buffer)
      send(200, this.#decide(url, request, response, Buffer.concat(bytes)))
    } catch (failure) {
      const name: RefusalName = failure instanceof No ? failure.refusal : 'badInput'
      if (!(failure instanceof No)) console.error(url.pathname, failure)
      const [status, zh, en] = refusals[name]
      send(status, { refusal: name, zh, en })
    }
  }

  #decide(url: URL, request: IncomingMessage, response: ServerResponse, bytes: Buffer): unknown {
    const accountId = /zaigang=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null
    const { route, answer, params } = matchOf(request.method ?? '', url.pathname)
    const account = this.world.accounts.find((it) => it.accountId === accountId) ?? null
    if (!mayCall(route, account)) throw new No(account === null ? 'notLoggedIn' : 'forbidden')
    if (route.method !== 'GET') this.#checkWrite(route, request, accountId)
    const body: unknown = route.upload || bytes.length === 0 ? undefined : JSON.parse(bytes.toString())
    const answered = answer({
      params: route.params?.parse(params) as never,
      query: route.query?.parse(Object.fromEntries(url.searchParams)) as never,
      body: route.body?.parse(body) as never,
      world: this.world,
      accountId,
      enter: (id) => response.setHeader('set-cookie', `zaigang=${id ?? ''}; Path=/`),
    })
    return route.output.parse(answered)
  }

  #checkWrite(route: Route, request: IncomingMessage, accountId: string | null): void {
    if (request.headers['x-csrf-token'] !== `csrf-${accountId}`) throw new No('csrfWrong')
    if (route.upload && !request.headers['content-type']?.startsWith('multipart/form-data')) throw new No('badInput')
    this.world.written.push(route.name)
  }
}

function matchOf(method: string, path: string) {
  for (const { route, answer } of testAnswers) {
    const pattern = route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')
    const match = route.method === method ? new RegExp(`^${pattern}$`).exec(path) : null
    if (match) {
      const params = Object.fromEntries(
        Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
      )
      return { route, answer, params }
    }
  }
  throw new No('notFound')
}
