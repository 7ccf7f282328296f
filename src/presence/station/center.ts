import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { OutputOf, Route } from '../../contract/route.ts'
import {
  pullSnapshot,
  pushFacts,
  redeemEnrolment,
  type SignedSnapshot,
  StationSnapshot,
  TimeBeacon,
} from '../../contract/routes/station.ts'
import type { KeptFact } from '../../fact/kept.ts'
import { Refusal, type RefusalName, refusals } from '../../kit/refusals.ts'
import { isAnsweredBy, sealName, signCall } from '../center/deviceAuth.ts'
import { doubt, type Letter, openLetter } from '../center/letter.ts'
import type { StationClock } from './clock.ts'
import type { Identity } from './identity.ts'

/**
 * The center as a station sees it. Each call answers what the center said, refuses in the center's words, or refuses
 * `centerAway` when there was no answer: then nobody knows whether it was heard, and the call is made again. A center that
 * wants to be left alone for a while is a `ComeLater`.
 * Trusted for: the staff of the site, their consents, the time. Never given: a frame, a template.
 */
export interface Center {
  push(body: { readonly waiting: number; readonly facts: readonly KeptFact[] }): Promise<PushAnswer>
  /** A letter signed by the pinned key, to this station. Refuses `snapshotDoubted` for any other. */
  pull(): Promise<Letter>
  redeem(code: string): Promise<Redeemed>
}
type PushAnswer = z.infer<(typeof pushFacts)['output']>
export type Redeemed = z.infer<(typeof redeemEnrolment)['output']>

/** The center over HTTP(S), every call signed with the device key. A station whose clock is wrong is told the time and asks again. */
export function httpCenter(
  address: string,
  identity: Identity,
  clock: StationClock,
  ask: typeof fetch = fetch,
): Center {
  const call = async (route: Route, body?: unknown): Promise<unknown> => {
    try {
      return await callOnce(route, body)
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.refusal !== 'deviceClockWrong') throw failure
    }
    return callOnce(route, body)
  }
  const callOnce = async (route: Route, body?: unknown): Promise<unknown> => {
    const url = new URL(route.path, address)
    const nonce = randomBytes(16).toString('base64url')
    const request = requestOf(url.pathname, nonce, route, body)
    const sentAt = clock.monotonic()
    const answer = await reach(ask, url, request)
    const heardAt = clock.monotonic()
    // A letter is signed by itself, and an old one is known by its number.
    const isLetter = answer.ok && route === pullSnapshot
    if (!isLetter) demandSeal(answer, nonce)
    const read = answer.ok ? openAnswer(route, answer.content) : answer.content
    const beacon = findBeacon(read)
    if (beacon !== undefined) clock.hear(beacon, sentAt, heardAt)
    if (!answer.ok) throw refusalOf(answer)
    return read
  }
  const demandSeal = (answer: Reached, nonce: string): void => {
    const { deviceId, centerKey } = identity
    if (centerKey === null || isAnsweredBy(centerKey, { deviceId, nonce, ...answer }, answer.seal ?? '')) return
    throw doubtOf(answer)
  }
  const requestOf = (path: string, nonce: string, { method }: Route, body: unknown): RequestInit => {
    const json = body === undefined ? null : JSON.stringify(body)
    const { countyId, deviceId } = identity
    const headers = signCall(identity.privateKey, {
      ...{ countyId, deviceId, method, path, time: clock.now() },
      nonce,
      beacon: clock.lastBeacon(),
      body: Buffer.from(json ?? ''),
    })
    return { method, headers: json === null ? headers : { ...headers, 'content-type': 'application/json' }, body: json }
  }
  const openAnswer = (route: Route, content: unknown): unknown =>
    route === pullSnapshot ? openLetter(identity, readSigned(content)) : readAnswer(route, content)

  return {
    push: (body) => call(pushFacts, body) as Promise<PushAnswer>,
    pull: () => call(pullSnapshot) as Promise<Letter>,
    redeem: (code) => call(redeemEnrolment, { code }) as Promise<Redeemed>,
  }
}

/** Who says no without a seal may be a proxy on the way; who says yes pretends to be the center. */
function doubtOf(answer: Reached): Refusal {
  if (answer.ok) return doubt(answer.seal === null ? 'unsigned' : 'signedByAnother')
  return answer.laterMs === undefined ? new Refusal('centerAway', 'seal') : refusalOf(answer)
}

/** Beacons come with answers, in letters, and with the refusal of a wrong clock. */
const Told = z.union([
  z.object({ snapshot: z.object({ beacon: TimeBeacon }) }),
  z.object({ beacon: TimeBeacon }),
  z.object({ refusal: z.literal('deviceClockWrong'), detail: z.object({ beacon: TimeBeacon }) }),
])

function findBeacon(content: unknown): TimeBeacon | undefined {
  const told = Told.safeParse(content).data
  if (told === undefined) return undefined
  if ('snapshot' in told) return told.snapshot.beacon
  return 'beacon' in told ? told.beacon : told.detail.beacon
}

const patienceMs = 15_000

interface Reached {
  readonly ok: boolean
  readonly status: number
  /** As it came, and what it says. */
  readonly body: string
  readonly content: unknown
  /** The center's signature, where there is one. */
  readonly seal: string | null
  /** How long the center wants to be left alone. */
  readonly laterMs: number | undefined
}

/** One call. Refuses `centerAway` when there was no answer of a program. */
export async function reach(ask: typeof fetch, url: URL, init: RequestInit): Promise<Reached> {
  try {
    const response = await ask(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMs) })
    const { ok, status, headers } = response
    const laterMs = status === 429 || status === 503 ? readRetryAfter(headers.get('retry-after')) : undefined
    const body = await response.text()
    return { ok, status, body, laterMs, seal: headers.get(sealName), content: JSON.parse(body) }
  } catch (cause) {
    const away = new Refusal('centerAway')
    away.cause = cause
    throw away
  }
}

/** Of whatever length a center says, this is the longest: one that was told nonsense must not stay silent for days. */
const longestWaitMs = 10 * 60_000

/** Seconds, as our center and proxies say it; the form with a date is not used by either. */
function readRetryAfter(header: string | null): number | undefined {
  const seconds = header === null || header.trim() === '' ? Number.NaN : Number(header)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(longestWaitMs, seconds * 1000) : undefined
}

/** The center answered, and wants to be left alone for so long. */
export class ComeLater extends Refusal {
  readonly afterMs: number
  constructor(name: RefusalName, afterMs: number) {
    super(name)
    this.afterMs = afterMs
  }
}

/** What the center said no with. */
export function refusalOf({ content, laterMs }: Reached): Refusal {
  const { refusal, detail } = (content ?? {}) as { refusal?: unknown; detail?: unknown }
  const known = typeof refusal === 'string' && refusal in refusals ? (refusal as RefusalName) : undefined
  if (laterMs !== undefined) return new ComeLater(known ?? 'centerBusy', laterMs)
  return known ? new Refusal(known, detail) : new Refusal('centerAway', refusal)
}

/** A snapshot without a signature is no letter, and no accident either. */
function readSigned(content: unknown): SignedSnapshot {
  if (StationSnapshot.safeParse(content).success) doubt('unsigned')
  return readAnswer(pullSnapshot, content)
}

/** An answer in another form than agreed is as good as none: it may be a captive portal. */
export function readAnswer<R extends Route>(route: R, content: unknown): OutputOf<R> {
  const read = route.output.safeParse(content)
  if (!read.success) throw new Refusal('centerAway', 'answer')
  return read.data as OutputOf<R>
}
