import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sealName } from '../../src/presence/center/deviceAuth.ts'

/** What went over a line: both directions whole, also what never arrived. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** 0 where nothing came back. */
  status: number
  answerHeaders: IncomingHttpHeaders
  answer: Buffer
}

/**
 * `cut`: nothing arrives. `losesAnswers`: the center hears and does, and its answer is lost. `doubles`: every call arrives
 * twice, and the second answer comes back.
 */
export type Weather = 'fair' | 'cut' | 'losesAnswers' | 'doubles'

interface Heard {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** The only way between one station and the center: a real HTTP proxy that writes everything down. */
export class Line {
  readonly all: Exchange[] = []
  weather: Weather = 'fair'
  /** Seconds for which the center wants to be left alone, said instead of carrying anything. */
  busySeconds = 0
  /** Changes what comes back, as somebody in between could. */
  tamper: ((exchange: Exchange) => Buffer) | null = null
  readonly #server: Server
  readonly #center: URL
  readonly #from: string

  private constructor(center: string, from: string) {
    this.#center = new URL(center)
    this.#from = from
    this.#server = createServer((asked, answered) => {
      void this.#carry(asked).then((exchange) => {
        if (exchange.status === 0) return asked.socket.destroy()
        const body = this.tamper?.(exchange) ?? exchange.answer
        const {
          'content-type': type = 'application/json',
          'retry-after': later,
          [sealName]: seal,
        } = exchange.answerHeaders
        const more = { ...(later && { 'retry-after': later }), ...(seal && { [sealName]: seal }) }
        answered.writeHead(exchange.status, { 'content-type': type, ...more })
        answered.end(body)
      })
    })
  }

  /** From an address of its own on this machine: limits count by address. */
  static async open(center: string, from = '127.0.0.1'): Promise<Line> {
    const line = new Line(center, from)
    await new Promise<void>((ready) => line.#server.listen(0, '127.0.0.1', ready))
    return line
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async #carry(asked: IncomingMessage): Promise<Exchange> {
    const { weather } = this
    const { method = '', url: path = '', headers } = asked
    const exchange: Exchange = {
      ...{ method, path, headers, body: await read(asked) },
      ...{ status: 0, answerHeaders: {}, answer: Buffer.alloc(0) },
    }
    this.all.push(exchange)
    if (weather === 'cut') return exchange
    if (this.busySeconds > 0) {
      const answer = Buffer.from(JSON.stringify({ refusal: 'centerBusy', zh: '', en: '' }))
      return Object.assign(exchange, {
        status: 503,
        answer,
        answerHeaders: { 'retry-after': String(this.busySeconds) },
      })
    }
    const times = weather === 'doubles' ? 2 : 1
    let heard: Heard = { status: 0, headers: {}, body: Buffer.alloc(0) }
    for (let time = 0; time < times; time += 1) heard = await this.#ask(exchange)
    Object.assign(exchange, { answerHeaders: heard.headers, answer: heard.body })
    exchange.status = weather === 'losesAnswers' ? 0 : heard.status
    return exchange
  }

  #ask({ method, path, headers, body }: Exchange): Promise<Heard> {
    const { hostname, port } = this.#center
    return new Promise((resolve) => {
      const asked = request(
        {
          hostname,
          port,
          method,
          path,
          headers: { ...headers, host: `${hostname}:${port}` },
          localAddress: this.#from,
        },
        (response) =>
          void read(response).then((all) =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: all }),
          ),
      )
      asked.on('error', () => resolve({ status: 0, headers: {}, body: Buffer.alloc(0) }))
      asked.end(body)
    })
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  try {
    for await (const part of stream) parts.push(part as Buffer)
  } catch {
    // Hung up in the middle: what came, came.
  }
  return Buffer.concat(parts)
}
