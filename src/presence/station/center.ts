import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { BodyOf, OutputOf, Route } from '../../contract/route.ts'
import type * as atKiosk from '../../contract/routes/atKiosk.ts'
import {
  pullSnapshot,
  pushFacts,
  redeemEnrolment,
  type SignedSnapshot,
  StationSnapshot,
  TimeBeacon,
} from '../../contract/routes/station.ts'
import type { KeptFact } from '../../fact/kept.ts'
import { Refusal } from '../../kit/refusals.ts'
import { isAnsweredBy, signCall } from '../center/deviceAuth.ts'
import { doubt, type Letter, openLetter } from '../center/letter.ts'
import { type Reached, reach, readAnswer, refusalOf } from './asking.ts'
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
  /** Asks for somebody who stands at a kiosk and does not wait long. */
  ask<R extends KioskRoute>(route: R, body: BodyOf<R>): Promise<OutputOf<R>>
}
/** What is asked for somebody at a kiosk. */
type KioskRoute = Extract<(typeof atKiosk)[keyof typeof atKiosk], Route>
type PushAnswer = z.infer<(typeof pushFacts)['output']>
export type Redeemed = z.infer<(typeof redeemEnrolment)['output']>

/** Who stands there takes so long without an answer as no network. */
const kioskPatienceMs = 8_000

/** The center over HTTP(S), every call signed with the device key. A station whose clock is wrong is told the time and asks again. */
export function httpCenter(
  address: string,
  identity: Identity,
  clock: StationClock,
  ask: typeof fetch = fetch,
): Center {
  const call = async (route: Route, body?: unknown, patienceMs?: number): Promise<unknown> => {
    try {
      return await callOnce(route, body, patienceMs)
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.refusal !== 'deviceClockWrong') throw failure
    }
    return callOnce(route, body, patienceMs)
  }
  const callOnce = async (route: Route, body?: unknown, patienceMs?: number): Promise<unknown> => {
    const url = new URL(route.path, address)
    const nonce = randomBytes(16).toString('base64url')
    const request = requestOf(url.pathname, nonce, route, body)
    const sentAt = clock.monotonic()
    const answer = await reach(ask, url, request, patienceMs)
    const heardAt = clock.monotonic()
    const sealed = isSealed(identity, answer, nonce)
    // A letter is signed by itself, and an old one is known by its number.
    const isLetter = answer.ok && route === pullSnapshot
    if (!isLetter && !sealed) throw doubtOf(answer)
    const read = answer.ok ? openAnswer(identity, route, answer.content) : answer.content
    // A letter told again says a time that is over: only the answer to this very call says what time it is.
    if (sealed) hearTime(read, sentAt, heardAt)
    if (!answer.ok) throw refusalOf(answer)
    return read
  }
  const hearTime = (read: unknown, sentAt: number, heardAt: number): void => {
    const beacon = findBeacon(read)
    if (beacon !== undefined) clock.hear(beacon, sentAt, heardAt)
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

  return {
    push: (body) => call(pushFacts, body) as Promise<PushAnswer>,
    pull: () => call(pullSnapshot) as Promise<Letter>,
    redeem: (code) => call(redeemEnrolment, { code }) as Promise<Redeemed>,
    ask: <R extends KioskRoute>(route: R, body: BodyOf<R>) =>
      call(route, body, kioskPatienceMs) as Promise<OutputOf<R>>,
  }
}

/** Whether an answer is the center's, to the call with this nonce. A station made before centers signed takes any. */
const isSealed = ({ deviceId, centerKey }: Identity, answer: Reached, nonce: string): boolean =>
  centerKey === null || isAnsweredBy(centerKey, { deviceId, nonce, ...answer }, answer.seal ?? '')

const openAnswer = (identity: Identity, route: Route, content: unknown): unknown =>
  route === pullSnapshot ? openLetter(identity, readSigned(content)) : readAnswer(route, content)

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

/** A snapshot without a signature is no letter, and no accident either. */
function readSigned(content: unknown): SignedSnapshot {
  if (StationSnapshot.safeParse(content).success) doubt('unsigned')
  return readAnswer(pullSnapshot, content)
}
