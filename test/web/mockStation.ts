import { createPublicKey, type JsonWebKey, randomUUID, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  FromKiosk,
  type FromStation,
  frameHeaderBytes,
  frameLimitBytes,
  kioskSocketPath,
  openingText,
  type Scene,
} from '../../src/contract/kiosk.ts'
import type { CountyAnswer, CountyAsk } from '../../src/contract/kioskCounty.ts'

export interface Frame {
  readonly number: number
  readonly capturedMs: number
  readonly jpeg: Buffer
}

/**
 * A station that only talks: it serves the built pages under the strictest content policy, checks every message with the
 * contract's shapes and the signature with the bound key, and shows whatever scene a test asks for.
 */
export class MockStation {
  readonly token = 'token-for-one-time-use-0001'
  readonly said: FromKiosk[] = []
  readonly frames: Frame[] = []
  readonly problems: string[] = []
  welcome: Partial<Extract<FromStation, { say: 'welcome' }>> = {}
  /** What the county says; undefined: nothing yet. */
  county: (ask: CountyAsk) => CountyAnswer | undefined = () => undefined
  readonly #keys = new Map<string, JsonWebKey>()
  #answered: FromStation | undefined
  /** Said again every ten seconds, as a station does. */
  #time: Extract<FromStation, { say: 'time' }> = { say: 'time', stationTime: this.now(), online: true, waiting: 0 }
  #clock: NodeJS.Timeout | undefined
  #server: Server | undefined
  #socket: WebSocket | undefined
  #port = 0

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  readonly #pages: string

  /** `pages`: the folder the pages were built into. */
  constructor(pages: string) {
    this.#pages = pages
  }

  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://x').pathname)
      readFile(join(this.#pages, path.endsWith('/') ? `${path}index.html` : path)).then(
        (body) => {
          response.setHeader('content-security-policy', "default-src 'self'")
          response.setHeader('content-type', types[extname(path.endsWith('/') ? '.html' : path)] ?? 'text/html')
          response.end(body)
        },
        () => response.writeHead(404).end(),
      )
    })
    const sockets = new WebSocketServer({ server, path: kioskSocketPath, maxPayload: frameLimitBytes })
    sockets.on('connection', (socket) => this.#meet(socket))
    await new Promise<void>((ready) => server.listen(this.#port, '127.0.0.1', ready))
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  /** The process is gone: no socket, no page. */
  async die(): Promise<void> {
    clearInterval(this.#clock)
    this.#socket?.terminate()
    this.#server?.closeAllConnections()
    await new Promise((done) => this.#server?.close(done))
  }

  show(scene: Scene): void {
    this.tell({ say: 'show', scene })
  }

  tell(message: FromStation): void {
    if (message.say === 'time') this.#time = message
    this.#socket?.send(JSON.stringify(message))
  }

  /** The last answer once more, which begins its time on the screen anew. */
  sayAgain(): void {
    if (this.#answered !== undefined) this.tell(this.#answered)
  }

  now(): string {
    return new Date().toISOString()
  }

  #meet(socket: WebSocket): void {
    const nonce = randomUUID()
    const hello: FromStation = { say: 'hello', nonce, stationTime: this.now(), version: '0.1.0' }
    socket.send(JSON.stringify(hello))
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.frames.push(readFrame(data))
      else this.#hear(data.toString(), nonce, socket)
    })
  }

  #hear(text: string, nonce: string, socket: WebSocket): void {
    const read = FromKiosk.safeParse(JSON.parse(text))
    if (!read.success) {
      this.problems.push(`${text}: ${read.error.message}`)
      return
    }
    const message = read.data
    this.said.push(message)
    if (message.say === 'bind' || message.say === 'open') this.#socket = socket
    if (message.say === 'bind') this.#bind(message.token, message.publicKey)
    if (message.say === 'open') this.#open(message.kioskId, message.signature, nonce)
    if (message.say === 'otherWay') this.show({ scene: 'otherWay', offered: false, refused: null })
    if (message.say === 'askCounty') {
      const answer = this.county(message.ask)
      this.#answered = answer && { say: 'countyAnswered', id: message.id, answer }
      this.sayAgain()
    }
    if (message.say === 'visit') {
      this.tell({ say: 'visitKept', press: message.press, code: 'M7WXA-0KQG6-0S7T', outcome: message.outcome })
    }
    if (message.say === 'cancel') this.show({ scene: 'idle' })
  }

  #bind(token: string, publicKey: JsonWebKey): void {
    if (token !== this.token) {
      this.tell({
        say: 'refused',
        refusal: 'kioskLinkGone',
        zh: '绑定链接无效。',
        en: 'Link not valid.',
        final: true,
      })
      return
    }
    const kioskId = randomUUID()
    this.#keys.set(kioskId, publicKey)
    this.tell({ say: 'bound', kioskId })
  }

  #open(kioskId: string, signature: string, nonce: string): void {
    const key = this.#keys.get(kioskId)
    const isGenuine =
      key !== undefined &&
      verify(
        'sha256',
        Buffer.from(openingText(kioskId, nonce)),
        { key: createPublicKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      )
    if (isGenuine) this.#greet()
    else this.problems.push('a signature that does not verify')
  }

  #greet(): void {
    this.tell({
      say: 'welcome',
      siteName: '青石村便民服务站',
      countyName: '示范县',
      demo: true,
      claimFirst: false,
      dutyPhone: '0571-88001234',
      stationTime: this.now(),
      face: true,
      ...this.welcome,
    })
    this.show({ scene: 'idle' })
    clearInterval(this.#clock)
    this.#clock = setInterval(() => this.tell({ ...this.#time, stationTime: this.now() }), 10_000).unref()
  }
}

function readFrame(data: Buffer): Frame {
  return { number: data.readUInt32BE(0), capturedMs: data.readDoubleBE(4), jpeg: data.subarray(frameHeaderBytes) }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.ogg': 'audio/ogg',
}
