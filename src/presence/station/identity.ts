import { createPrivateKey, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'
import { newId } from '../../kit/ids.ts'
import type { Db } from '../../store/open.ts'
import { fromPublicKey } from '../center/deviceAuth.ts'
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
}

/** Makes a device key for a site, its private half wrapped, and returns who it is. */
export async function makeIdentity(
  db: Db,
  hook: KeyHook,
  about: { readonly countyId: number; readonly siteId: string; readonly name: string },
): Promise<Identity> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const made = { ...about, deviceId: newId(), publicKey: fromPublicKey(publicKey), privateKey, revoked: false }
  await db
    .insertInto('own_station')
    .values({
      county_id: made.countyId,
      device_id: made.deviceId,
      site_id: made.siteId,
      name: made.name,
      public_key: made.publicKey,
      private_key: Buffer.from(await hook.wrap(privateKey.export({ type: 'pkcs8', format: 'der' }))),
      revoked: false,
    })
    .execute()
  return made
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
  new Uint8Array(hkdfSync('sha256', privateKey.export({ type: 'pkcs8', format: 'der' }), '', 'zaigang snapshot', 32))

async function identityOf(row: OwnStationTable, hook: KeyHook): Promise<Identity> {
  const der = Buffer.from(await hook.unwrap(row.private_key))
  return {
    countyId: row.county_id,
    deviceId: row.device_id,
    siteId: row.site_id,
    name: row.name,
    publicKey: row.public_key,
    privateKey: createPrivateKey({ key: der, type: 'pkcs8', format: 'der' }),
    revoked: row.revoked,
  }
}
