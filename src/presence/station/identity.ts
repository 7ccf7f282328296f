import { createPrivateKey, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'
import { newId } from '../../kit/ids.ts'
import type { Db } from '../../store/open.ts'
import { fromPublicKey } from '../center/centerKey.ts'
import type { KeyHook } from '../vault/keyHook.ts'
import type { OwnStationTable } from './tables.ts'

/** Who a station is, with its key in memory. */
export interface Identity {
  readonly countyId: number
  readonly deviceId: string
  readonly siteId: string
  readonly name: string
  readonly publicKey: string
  /** Ed25519. */
  readonly privateKey: KeyObject
  readonly revoked: boolean
  /** The public key by which its center is known, once and for good; null in a station made before centers signed. */
  readonly centerKey: string | null
  /** Where the center is; null under one roof. */
  readonly centerUrl: string | null
}

/** What is known of a station besides its key. */
export interface StationPlace {
  readonly countyId: number
  readonly siteId: string
  readonly name: string
}

/** Makes a device key for a site, its private half wrapped, and returns who it is. */
export async function makeIdentity(
  db: Db,
  hook: KeyHook,
  { centerKey = null, ...place }: StationPlace & { readonly centerKey?: string | null },
): Promise<Identity> {
  const key = makeDeviceKey()
  const made = { ...place, ...key, deviceId: newId(), revoked: false, centerKey, centerUrl: null }
  await keepIdentity(db, made, await wrapKey(hook, key.privateKey))
  return made
}

/** A fresh Ed25519 key of a device. */
export function makeDeviceKey(): Pick<Identity, 'publicKey' | 'privateKey'> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { publicKey: fromPublicKey(publicKey), privateKey }
}

const keyForm = { type: 'pkcs8', format: 'der' } as const

export const wrapKey = async (hook: KeyHook, key: KeyObject): Promise<Buffer> =>
  Buffer.from(await hook.wrap(key.export(keyForm)))

export const unwrapKey = async (hook: KeyHook, wrapped: Uint8Array): Promise<KeyObject> =>
  createPrivateKey({ ...keyForm, key: Buffer.from(await hook.unwrap(wrapped)) })

export async function keepIdentity(db: Db, made: Identity, wrapped: Uint8Array): Promise<void> {
  await db
    .insertInto('own_station')
    .values({
      county_id: made.countyId,
      device_id: made.deviceId,
      site_id: made.siteId,
      name: made.name,
      public_key: made.publicKey,
      private_key: wrapped,
      revoked: false,
      center_key: made.centerKey,
      center_url: made.centerUrl,
    })
    .execute()
}

/** Pins the key of the center for stations that were made before centers signed, under the same roof. */
export async function pinCenter(db: Db, centerKey: string): Promise<void> {
  await db.updateTable('own_station').set({ center_key: centerKey }).where('center_key', 'is', null).execute()
}

/** All stations this program is, revoked ones too. */
export async function listIdentities(db: Db, hook: KeyHook): Promise<Identity[]> {
  const rows = await db.selectFrom('own_station').selectAll().orderBy('device_id').execute()
  return Promise.all(rows.map((row) => identityOf(row, hook)))
}

export async function markRevoked(db: Db, { countyId, deviceId }: Identity): Promise<void> {
  await db
    .updateTable('own_station')
    .set({ revoked: true })
    .where('county_id', '=', countyId)
    .where('device_id', '=', deviceId)
    .execute()
}

/** A key for what the station keeps for itself, from its private key: no second secret to look after. */
export const deskKeyOf = ({ privateKey }: Pick<Identity, 'privateKey'>): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', privateKey.export(keyForm), '', 'zaigang snapshot', 32))

async function identityOf(row: OwnStationTable, hook: KeyHook): Promise<Identity> {
  return {
    countyId: row.county_id,
    deviceId: row.device_id,
    siteId: row.site_id,
    name: row.name,
    publicKey: row.public_key,
    privateKey: await unwrapKey(hook, row.private_key),
    revoked: row.revoked,
    centerKey: row.center_key,
    centerUrl: row.center_url,
  }
}
