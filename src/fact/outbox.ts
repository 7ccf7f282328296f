import { sql } from 'kysely'
import type { Db } from '../store/open.ts'
import type { KeptFact } from './kept.ts'
import { keptOf } from './store.ts'

/** A station's facts the center has not acknowledged yet, first ones first, with what they need to be kept elsewhere. */
export async function listUnsent(db: Db, deviceId: string, limit: number): Promise<KeptFact[]> {
  const rows = await db
    .selectFrom('fact')
    .innerJoin('device_head', (join) =>
      join
        .onRef('device_head.county_id', '=', 'fact.county_id')
        .onRef('device_head.device_id', '=', 'fact.device_id')
        .onRef('device_head.acknowledged_seq', '<', 'fact.device_seq'),
    )
    .selectAll('fact')
    .where('fact.device_id', '=', deviceId)
    .orderBy('fact.device_seq')
    .limit(limit)
    .execute()
  return rows.map(keptOf)
}

/** How many facts of a station wait for the center. */
export async function countUnsent(db: Db, deviceId: string): Promise<number> {
  const row = await db
    .selectFrom('device_head')
    .select(sql<number>`seq - acknowledged_seq`.as('waiting'))
    .where('device_id', '=', deviceId)
    .executeTakeFirst()
  return row?.waiting ?? 0
}

/** The center has everything up to a number. An older or repeated answer changes nothing, and none goes past the last number given. */
export async function markAcknowledged(db: Db, deviceId: string, upToSeq: number): Promise<void> {
  await db
    .updateTable('device_head')
    .set({ acknowledged_seq: sql<number>`greatest(acknowledged_seq, least(seq, ${upToSeq}::bigint))` })
    .where('device_id', '=', deviceId)
    .execute()
}

/** The center lost what it had acknowledged (it was set back to an older backup): send again from a number. */
export async function resendFrom(db: Db, deviceId: string, seq: number): Promise<void> {
  await db
    .updateTable('device_head')
    .set({ acknowledged_seq: sql<number>`least(acknowledged_seq, greatest(0, ${seq}::bigint - 1))` })
    .where('device_id', '=', deviceId)
    .execute()
}
