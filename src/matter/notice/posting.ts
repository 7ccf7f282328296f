import { lookup } from 'node:dns/promises'
import { request as httpRequest, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { SendFailure } from '../../contract/routes/notices.ts'
import { hostOf, mayReach } from './address.ts'

/** How a try ended. */
export type Sent = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly failure: SendFailure }

export const failed = (kind: SendFailure['kind'], detail = ''): Sent => ({ kind: 'failed', failure: { kind, detail } })

export interface Posting {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface PostOptions {
  /** Whether private addresses may be called. */
  readonly allowPrivate: boolean
  readonly timeoutMs?: number
  /** All IP addresses of a host. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
}

/**
 * Posts once, to an address that was looked up and judged before and is the one connected to. Redirects are not followed,
 * what comes back is not read; only 2xx counts. All of it within the time given.
 */
export async function post(posting: Posting, options: PostOptions): Promise<Sent> {
  const { timeoutMs = 5_000, allowPrivate, resolve = resolveAll } = options
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const host = hostOf(posting.url)
    const ips = isIP(host) > 0 ? [host] : await withinTime(resolve(host), signal)
    const [ip] = ips
    if (ip === undefined) return failed('unreachable', 'DNS')
    if (!ips.every((it) => mayReach(posting.url, it, allowPrivate))) return failed('addressRefused')
    const status = await statusOf(posting, ip, signal)
    return status >= 200 && status < 300 ? { kind: 'done' } : failed('status', String(status))
  } catch (failure) {
    return signal.aborted ? failed('timedOut') : readFailure(failure)
  }
}

const resolveAll = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true, verbatim: true })).map((it) => it.address)

function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((keep, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
    work.then(keep, fail)
  })
}

function statusOf({ url, headers, body }: Posting, ip: string, signal: AbortSignal): Promise<number> {
  const family = isIP(ip)
  // The name is not looked up again: another answer would lead elsewhere than was judged.
  const pinned: NonNullable<RequestOptions['lookup']> = (_, { all }, found) =>
    all ? found(null, [{ address: ip, family }]) : found(null, ip, family)
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    signal,
    lookup: pinned,
    headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  }
  return new Promise((keep, fail) => {
    const asked = url.protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options)
    asked.on('response', (answer) => {
      keep(answer.statusCode ?? 0)
      answer.on('error', () => undefined)
      answer.destroy()
    })
    asked.on('error', fail)
    asked.end(body)
  })
}

const certificateWrong = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO/

function readFailure(failure: unknown): Sent {
  const { code = '' } = failure as { code?: string }
  return failed(certificateWrong.test(code) ? 'certificate' : 'unreachable', code)
}
