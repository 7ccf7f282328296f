import { StationSnapshot } from '../../contract/routes/station.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { unwrapBytes, wrapBytes } from '../vault/envelope.ts'
import { deskKeyOf, type Identity } from './identity.ts'
import './tables.ts'

/** Keeps what the center said, so that a start without a network knows the staff. Encrypted: it has names and PIN digests. */
export async function keepSnapshot(db: Db, identity: Identity, snapshot: StationSnapshot, now: Iso): Promise<void> {
  const body = Buffer.from(wrapBytes(deskKeyOf(identity), Buffer.from(JSON.stringify(snapshot)), identity.deviceId))
  const row = { pulled_at: now, body }
  await db
    .insertInto('snapshot')
    .values({ county_id: identity.countyId, device_id: identity.deviceId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'device_id']).doUpdateSet(row))
    .execute()
}

/** What the center said last, if it ever did in a form this program reads. */
export async function findSnapshot(db: Db, identity: Identity): Promise<StationSnapshot | undefined> {
  const row = await db
    .selectFrom('snapshot')
    .select('body')
    .where('county_id', '=', identity.countyId)
    .where('device_id', '=', identity.deviceId)
    .executeTakeFirst()
  if (!row) return undefined
  const text = Buffer.from(unwrapBytes(deskKeyOf(identity), row.body, identity.deviceId)).toString()
  return StationSnapshot.safeParse(JSON.parse(text)).data
}
