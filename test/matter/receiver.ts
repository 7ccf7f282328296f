import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One call of a webhook. */
export interface Got {
  readonly path: string
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}
/** A program that is called, on this machine. */
export interface Receiver {
  readonly url: string
  readonly got: Got[]
  /** What it says next; 200 when nothing is left. */
  answers: number[]
  close(): Promise<unknown>
}

export async function openReceiver(): Promise<Receiver> {
  const got: Got[] = []
  const said = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of asked) chunks.push(chunk as Buffer)
    got.push({ path: asked.url ?? '', headers: asked.headers, body: Buffer.concat(chunks).toString() })
    const next = receiver.answers.shift() ?? 200
    answer.writeHead(next, { location: '/elsewhere' }).end('any words')
  }
  const { url, close } = await listen(createServer((asked, answer) => void said(asked, answer)))
  const receiver: Receiver = { url: `${url}/hook`, got, answers: [], close }
  return receiver
}

export async function listen(server: Server): Promise<{ url: string; close(): Promise<unknown> }> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const close = (): Promise<unknown> => {
    server.closeAllConnections()
    return new Promise((ended) => server.close(ended))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

export function isSignedBy(secret: string, { headers, body }: Got): boolean {
  const key = Buffer.from(secret.slice(6), 'base64')
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(text).digest('base64')}`
}

export function selfSigned(): { key: string; cert: string } {
  const dir = mkdtempSync(join(tmpdir(), 'zaigang-cert-'))
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const make = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...name]
  execFileSync('openssl', make, { stdio: 'ignore' })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}
