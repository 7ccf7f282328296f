import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Route } from '../../contract/route.ts'
import {
  pullSnapshot,
  pushFacts,
  redeemEnrolment,
  type StationSnapshot,
  TimeBeacon,
} from '../../contract/routes/station.ts'
import type { KeptFact } from '../../fact/kept.ts'
import { Refusal, type RefusalName, refusals } from '../../kit/refusals.ts'
import { signCall } from '../center/deviceAuth.ts'
import type { StationClock } from './clock.ts'
import type { Identity } from './identity.ts'

/**
 * The center as a station sees it. Each call answers what the center said, refuses in the center's words, or refuses
 * `centerAway` when there was no answer: then nobody knows whether it was heard, and the call is made again.
 * Trusted for: the staff of the site, their consents, the time. Never given: a frame, a template.
 */
export interface Center {
  push(body: { readonly waiting: number; readonly facts: readonly KeptFact[] }): Promise<PushAnswer>
  pull(): Promise<StationSnapshot>
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
    const json = body === undefined ? null : JSON.stringify(body)
    const headers = signCall(identity.privateKey, {
      countyId: identity.countyId,
      deviceId: identity.deviceId,
      method: route.method,
      path: new URL(route.path, address).pathname,
      time: clock.now(),
      nonce: randomBytes(16).toString('base64url'),
      beacon: clock.lastBeacon(),
      body: Buffer.from(json ?? ''),
    })
    const sentAt = clock.monotonic()
    const answer = await reach(ask, new URL(route.path, address), {
      method: route.method,
      headers: json === null ? headers : { ...headers, 'content-type': 'application/json' },
      body: json,
    })
    const heardAt = clock.monotonic()
    const beacon = findBeacon(answer.content)
    if (beacon !== undefined) clock.hear(beacon, sentAt, heardAt)
    if (!answer.ok) throw refusalOf(answer.content)
    return readAnswer(route, answer.content)
  }
  return {
    push: (body) => call(pushFacts, body) as Promise<PushAnswer>,
    pull: () => call(pullSnapshot) as Promise<StationSnapshot>,
    redeem: (code) => call(redeemEnrolment, { code }) as Promise<Redeemed>,
  }
}

/** Beacons come with answers, and with the refusal of a wrong clock. */
const Told = z.union([
  z.object({ beacon: TimeBeacon }),
  z.object({ refusal: z.literal('deviceClockWrong'), detail: z.object({ beacon: TimeBeacon }) }),
])

function findBeacon(content: unknown): TimeBeacon | undefined {
  const told = Told.safeParse(content).data
  if (told === undefined) return undefined
  return 'beacon' in told ? told.beacon : told.detail.beacon
}

const patienceMs = 15_000

async function reach(ask: typeof fetch, url: URL, init: RequestInit): Promise<{ ok: boolean; content: unknown }> {
  try {
    const response = await ask(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMs) })
    return { ok: response.ok, content: await response.json() }
  } catch (cause) {
    const away = new Refusal('centerAway')
    away.cause = cause
    throw away
  }
}

function refusalOf(content: unknown): Refusal {
  const { refusal, detail } = (content ?? {}) as { refusal?: unknown; detail?: unknown }
  const known = typeof refusal === 'string' && refusal in refusals
  return known ? new Refusal(refusal as RefusalName, detail) : new Refusal('centerAway', refusal)
}

/** An answer in another form than agreed is as good as none: it may be a captive portal. */
function readAnswer(route: Route, content: unknown): unknown {
  const read = route.output.safeParse(content)
  if (!read.success) throw new Refusal('centerAway', 'answer')
  return read.data
}
