import { sign } from 'node:crypto'
import { joinStation } from '../../contract/routes/station.ts'
import { Refusal, refuse } from '../../kit/refusals.ts'
import { atomically } from '../../store/atomically.ts'
import type { Db } from '../../store/open.ts'
import { askedText, isJoinedBy } from '../center/joining.ts'
import type { KeyHook } from '../vault/keyHook.ts'
import { reach, readAnswer, refusalOf } from './asking.ts'
import { type Identity, keepIdentity, makeDeviceKey, unwrapKey, wrapKey } from './identity.ts'
import './tables.ts'

export interface Joined {
  readonly identity: Identity
  readonly countyName: string
}

/**
 * Becomes a station of the center at an address, with a one-time code from its console. The key is made here and kept
 * before anybody is asked, so that an answer that was lost is asked for again with the same one. From then on the key the
 * center named is the only one believed. Refuses as the center does, and `centerAway`.
 */
export async function joinCenter(
  { db, hook, ask = fetch }: { readonly db: Db; readonly hook: KeyHook; readonly ask?: typeof fetch },
  centerUrl: string,
  code: string,
): Promise<Joined> {
  const { publicKey, privateKey } = await keepKey(db, hook)
  const proof = sign(null, Buffer.from(askedText({ code, publicKey })), privateKey).toString('base64url')
  const answer = await reach(ask, new URL(joinStation.path, centerUrl), {
    method: joinStation.method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, publicKey, proof }),
  })
  if (!answer.ok) throw wordsOf(refusalOf(answer))
  const joined = readAnswer(joinStation, answer.content)
  if (!isJoinedBy(joined, publicKey)) refuse('snapshotDoubted', 'signedByAnother')
  const { countyId, deviceId, siteId, name, centerKey, countyName } = joined
  const about = { countyId, deviceId, siteId, name, centerKey, centerUrl }
  const identity = { ...about, publicKey, privateKey, revoked: false }
  const wrapped = await wrapKey(hook, privateKey)
  await atomically(db, async (tx) => {
    await keepIdentity(tx, identity, wrapped)
    await tx.deleteFrom('station_joining').execute()
  })
  return { identity, countyName }
}

/** A code of another form than codes have is a wrong code. */
const wordsOf = (failure: Refusal): Refusal =>
  failure.refusal === 'badInput' ? new Refusal('stationCodeWrong') : failure

/** The key of an earlier attempt to join, or a fresh one, on the disk. */
async function keepKey(db: Db, hook: KeyHook): Promise<Pick<Identity, 'publicKey' | 'privateKey'>> {
  const row = await db.selectFrom('station_joining').selectAll().executeTakeFirst()
  if (row !== undefined) return { publicKey: row.public_key, privateKey: await unwrapKey(hook, row.private_key) }
  const key = makeDeviceKey()
  const wrapped = await wrapKey(hook, key.privateKey)
  await db
    .insertInto('station_joining')
    .values({ county_id: 0, public_key: key.publicKey, private_key: wrapped })
    .execute()
  return key
}
