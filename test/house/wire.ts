import { generateKeyPairSync, sign } from 'node:crypto'
import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import WebSocket from 'ws'
import type { FromStation } from '../../src/contract/kiosk.ts'
import { frameHeaderBytes, kioskSocketPath, openingText } from '../../src/contract/kioskSocket.ts'

export interface Heard {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Call {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Whence on this machine: limits count by address. */
  readonly from?: string
}

/** One HTTP call exactly as given: nothing in the path is tidied up. Status 0 where the connection was just ended. */
export function call(
  base: string,
  method: string,
  path: string,
  { headers = {}, body, from }: Call = {},
): Promise<Heard> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve) => {
    const ended: Heard = { status: 0, headers: {}, text: '' }
    const asked = request(
      { hostname, port, method, path, headers, agent: false, ...(from && { localAddress: from }) },
      (response) => {
        let text = ''
        response.on('data', (part: Buffer) => {
          text += part.toString()
        })
        response.on('close', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      },
    )
    asked.on('error', () => resolve(ended))
    asked.on('connect', (_, socket) => {
      socket.destroy()
      resolve(ended)
    })
    asked.end(body)
  })
}

/** Bytes on a bare connection; what came back when the other side ended it, or after two seconds of silence. */
export function talkRaw(base: string, bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const finish = (): void => {
      socket.destroy()
      resolve(heard)
    }
    socket.setTimeout(2000, finish)
    socket.on('data', (part) => {
      heard += part.toString()
    })
    socket.on('error', finish)
    socket.on('close', finish)
  })
}

/** The key a browser would make, and what it signs with it. */
export class KioskKey {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  kioskId = ''

  get publicKey(): object {
    const { kty, crv, x, y } = this.#keys.publicKey.export({ format: 'jwk' })
    return { kty, crv, x, y }
  }

  opening(nonce: string): object {
    const key = { key: this.#keys.privateKey, dsaEncoding: 'ieee-p1363' as const }
    const signature = sign('sha256', Buffer.from(openingText(this.kioskId, nonce)), key).toString('base64url')
    return { say: 'open', kioskId: this.kioskId, signature }
  }
}

/** A kiosk's end of a real socket; keeps all it heard. */
export class KioskLine {
  readonly heard: FromStation[] = []
  readonly socket: WebSocket
  closed: number | null = null
  #frames = 0

  constructor(base: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(base.replace('http', 'ws') + kioskSocketPath, { headers })
    this.socket.on('message', (data) => void this.heard.push(JSON.parse(String(data))))
    this.socket.on('error', () => undefined)
    this.socket.on('close', (code) => {
      this.closed = code
    })
  }

  say = (message: object): void => this.socket.send(JSON.stringify(message))

  frame(jpeg: Uint8Array): void {
    this.#frames += 1
    const header = Buffer.alloc(frameHeaderBytes)
    header.writeUInt32BE(this.#frames, 0)
    header.writeDoubleBE(this.#frames * 66, 4)
    this.socket.send(Buffer.concat([header, jpeg]))
  }

  async nonce(): Promise<string> {
    const hello = await this.until(() => this.heard.find((it) => it.say === 'hello'))
    return hello.say === 'hello' ? hello.nonce : ''
  }

  get refusals(): string[] {
    return this.heard.flatMap((it) => (it.say === 'refused' ? [it.refusal] : []))
  }

  get scene(): string | undefined {
    const shown = this.heard.findLast((it) => it.say === 'show')
    return shown?.say === 'show' ? shown.scene.scene : undefined
  }

  isClosed = (): Promise<number> => this.until(() => this.closed ?? undefined)

  /** The only waiting there is; no test depends on its length. */
  async until<T>(found: () => T | undefined | false): Promise<T> {
    for (let tries = 0; tries < 3000; tries += 1) {
      const it = found()
      if (it !== undefined && it !== false) return it as T
      await new Promise((wake) => setTimeout(wake, 10))
    }
    throw new Error(`never came; closed ${this.closed}, last ${JSON.stringify(this.heard.slice(-3))}`)
  }
}

/** A key bound with a one-time link. */
export async function bindKey(base: string, link: string): Promise<KioskKey> {
  const key = new KioskKey()
  const line = new KioskLine(base)
  await line.nonce()
  line.say({ say: 'bind', token: link.split('#bind=')[1], publicKey: key.publicKey })
  const bound = await line.until(() => line.heard.find((it) => it.say === 'bound'))
  if (bound.say === 'bound') key.kioskId = bound.kioskId
  line.socket.close()
  return key
}

/** An open line of a bound kiosk. */
export async function openLine(base: string, key: KioskKey): Promise<KioskLine> {
  const line = new KioskLine(base)
  line.say(key.opening(await line.nonce()))
  await line.until(() => line.scene === 'idle')
  return line
}
