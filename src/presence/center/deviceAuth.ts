import { createHash, type KeyObject, sign } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { iso, uuid } from '../../contract/common.ts'
import type { LogHead, TimeBeacon } from '../../contract/routes/station.ts'
import type { CallingStation } from '../../http/answer.ts'
import { newId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusals.ts'
import { type Iso, toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { type CenterKey, isSignedBy } from './centerKey.ts'
import './tables.ts'

/** What a device signs of a call. `path` with its query; `body` as sent, empty where there is none. */
export interface SignedCall {
  readonly countyId: number
  readonly deviceId: string
  readonly method: string
  readonly path: string
  readonly time: Iso
  readonly nonce: string
  /** The last time beacon the device has, as JSON; empty when it has none. */
  readonly beacon: string
  readonly body: Uint8Array
}

/** The headers of a call by a device: Ed25519 by its key over method, path, time, nonce and SHA-256 of the body. */
export function signCall(key: KeyObject, call: SignedCall): Record<string, string> {
  return {
    [names.county]: String(call.countyId),
    [names.device]: call.deviceId,
    [names.time]: call.time,
    [names.nonce]: call.nonce,
    [names.beacon]: call.beacon,
    [names.signature]: sign(null, textOf(call), key).toString('base64url'),
  }
}

/** An answer as its signature binds it: to the one call it answers. */
export interface Answered {
  readonly deviceId: string
  readonly nonce: string
  readonly status: number
  readonly body: string
}

/** The header that proves an answer: Ed25519 by the center's key over device, nonce of the call, status and SHA-256 of the body. */
export const sealAnswers =
  (key: CenterKey) =>
  ({ headers }: FastifyRequest, status: number, body: string): Record<string, string> => {
    const [deviceId, nonce] = [String(headers[names.device]).toLowerCase(), String(headers[names.nonce])]
    return { [sealName]: key.sign(answerText({ deviceId, nonce, status, body })) }
  }

export const isAnsweredBy = (centerKey: string, answered: Answered, seal: string): boolean =>
  isSignedBy(centerKey, answerText(answered), seal)

export const sealName = 'x-zaigang-center'

const answerText = ({ deviceId, nonce, status, body }: Answered): string =>
  JSON.stringify(['zaigang answer', deviceId, nonce, status, createHash('sha256').update(body).digest('hex')])

/** A station's clock may be so much off before it is told the time instead of being heard. */
const clockToleranceMs = 5 * 60_000
/** Longer than twice the tolerance would be of no use: an older call is refused by its time. */
const nonceMemoryMs = 10 * 60_000

/**
 * The station a request proves to come from, or null. Revoked stations are known too: they must hear that they are.
 * Refuses `deviceClockWrong` with a time beacon, and `callRepeated` for a nonce seen in the last ten minutes.
 */
export async function findStation(db: Db, request: FastifyRequest, now: Iso): Promise<CallingStation | null> {
  const headers = Headers.safeParse(request.headers)
  if (!headers.success) return null
  const call = callOf(headers.data, request)
  const device = await db
    .selectFrom('device')
    .select(['site_id', 'public_key'])
    .where('county_id', '=', call.countyId)
    .where('device_id', '=', call.deviceId)
    .executeTakeFirst()
  if (!device || !isSignedBy(device.public_key, textOf(call), headers.data[names.signature])) return null

  if (Math.abs(toMs(call.time) - toMs(now)) > clockToleranceMs) {
    refuse('deviceClockWrong', { beacon: beaconOf(now) })
  }
  await spendNonce(db, call, now)
  return { deviceId: call.deviceId, siteId: device.site_id }
}

/** The last beacon a station has, with its clocks when it heard it. Signed with the call that brings it. */
export const HeardBeacon = z.object({
  bootId: uuid,
  centerTime: iso,
  monotonicMs: z.number(),
  wall: iso,
  roundTripMs: z.number().nonnegative(),
})
export type HeardBeacon = z.infer<typeof HeardBeacon>

export function findHeardBeacon(request: FastifyRequest): HeardBeacon | undefined {
  try {
    return HeardBeacon.safeParse(JSON.parse(String(request.headers[names.beacon] ?? 'null'))).data
  } catch {
    return undefined
  }
}

/** The center's time, named so that facts can refer to it. */
export const beaconOf = (now: Iso, log?: LogHead | null): TimeBeacon => ({
  id: newId(),
  centerTime: now,
  ...(log && { log }),
})

const names = {
  county: 'x-zaigang-county',
  device: 'x-zaigang-device',
  time: 'x-zaigang-time',
  nonce: 'x-zaigang-nonce',
  beacon: 'x-zaigang-beacon',
  signature: 'x-zaigang-signature',
} as const

const Headers = z.object({
  [names.county]: z.coerce.number().int().positive(),
  [names.device]: uuid,
  [names.time]: iso,
  [names.nonce]: z.string().min(16).max(64),
  [names.beacon]: z.string().max(500),
  [names.signature]: z.string().max(100),
})

const callOf = (headers: z.infer<typeof Headers>, request: FastifyRequest): SignedCall => ({
  countyId: headers[names.county],
  deviceId: headers[names.device],
  method: request.method,
  path: request.url,
  time: headers[names.time],
  nonce: headers[names.nonce],
  beacon: headers[names.beacon],
  body: request.rawBody ?? new Uint8Array(),
})

// JSON keeps the parts apart whatever stands in them.
const textOf = ({ countyId, deviceId, method, path, time, nonce, beacon, body }: SignedCall): Buffer =>
  Buffer.from(
    JSON.stringify([
      'zaigang device call',
      countyId,
      deviceId,
      method,
      path,
      time,
      nonce,
      beacon,
      createHash('sha256').update(body).digest('hex'),
    ]),
  )

async function spendNonce(db: Db, call: SignedCall, now: Iso): Promise<void> {
  const of = { county_id: call.countyId, device_id: call.deviceId }
  const { numInsertedOrUpdatedRows: fresh } = await db
    .insertInto('device_nonce')
    .values({ ...of, nonce: call.nonce, at: now })
    .onConflict((clash) => clash.columns(['county_id', 'device_id', 'nonce']).doNothing())
    .executeTakeFirst()
  if (fresh !== 1n) refuse('callRepeated')
  await db
    .deleteFrom('device_nonce')
    .where('county_id', '=', call.countyId)
    .where('device_id', '=', call.deviceId)
    .where('at', '<', toIso(toMs(now) - nonceMemoryMs))
    .execute()
}
