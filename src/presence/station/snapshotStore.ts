import { StationSnapshot } from '../../contract/routes/station.ts'
import type { Iso } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import { doubt } from '../center/letter.ts'
import { unwrapBytes, wrapBytes } from '../vault/envelope.ts'
import { deskKeyOf, type Identity } from './identity.ts'
import './tables.ts'

/** What the center said, with the number of the letter it said it in. */
export interface Told {
  readonly version: number
  readonly snapshot: StationSnapshot
}

/** What the center said last, as a station remembers it. */
export interface Memory {
  /** Null before the center was ever heard. */
  snapshot(): StationSnapshot | null
  /** Refuses `snapshotDoubted` for what is not newer than what is known. */
  hear(told: Told, now: Iso): Promise<void>
  /** What the station knows by itself before the center does. */
  amend(snapshot: StationSnapshot, now: Iso): Promise<void>
}

export async function openMemory(db: Db, identity: Identity): Promise<Memory> {
  const known = await findSnapshot(db, identity)
  let snapshot = known?.snapshot ?? null
  let version = known?.version ?? -1
  const amend: Memory['amend'] = async (told, now) => {
    // The time is in every answer; only what is new otherwise is worth a write.
    if (newsOf(told) !== (snapshot && newsOf(snapshot))) {
      await keepSnapshot(db, identity, { version, snapshot: told }, now)
    }
    snapshot = told
  }
  return {
    snapshot: () => snapshot,
    amend,
    hear: async (told, now) => {
      if (told.version <= version) doubt('older')
      version = told.version
      await amend(told.snapshot, now)
    },
  }
}

const newsOf = ({ beacon: _, ...news }: StationSnapshot): string => JSON.stringify(news)

/** Keeps what the center said, so that a start without a network knows the staff. Encrypted: it has names and PIN digests. */
export async function keepSnapshot(db: Db, identity: Identity, { snapshot, version }: Told, now: Iso): Promise<void> {
  const body = Buffer.from(wrapBytes(deskKeyOf(identity), Buffer.from(JSON.stringify(snapshot)), identity.deviceId))
  const row = { pulled_at: now, body, version }
  await db
    .insertInto('snapshot')
    .values({ county_id: identity.countyId, device_id: identity.deviceId, ...row })
    .onConflict((clash) => clash.columns(['county_id', 'device_id']).doUpdateSet(row))
    .execute()
}

/** What the center said last, if it ever did in a form this program reads. */
export async function findSnapshot(db: Db, identity: Identity): Promise<Told | undefined> {
  const row = await db
    .selectFrom('snapshot')
    .select(['body', 'version'])
    .where('county_id', '=', identity.countyId)
    .where('device_id', '=', identity.deviceId)
    .executeTakeFirst()
  if (!row) return undefined
  const text = Buffer.from(unwrapBytes(deskKeyOf(identity), row.body, identity.deviceId)).toString()
  const snapshot = StationSnapshot.safeParse(JSON.parse(text)).data
  return snapshot && { snapshot, version: row.version }
}
