import { sql } from 'kysely'
import { type Iso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import './tables.ts'

/**
 * The number of the next letter to a station: the time in milliseconds, or one more than the last where that is greater.
 * So it grows although a clock is set back, and although the database was set back to an older backup.
 */
export async function nextLetterVersion(db: Db, countyId: number, deviceId: string, now: Iso): Promise<number> {
  const row = await db
    .insertInto('device_health')
    .values({ county_id: countyId, device_id: deviceId, last_seen_at: now, waiting: null, letter_version: toMs(now) })
    .onConflict((clash) =>
      clash.columns(['county_id', 'device_id']).doUpdateSet({
        letter_version: sql<number>`greatest(device_health.letter_version + 1, excluded.letter_version)`,
      }),
    )
    .returning('letter_version')
    .executeTakeFirstOrThrow()
  return row.letter_version
}
