import type { LogView } from '../../contract/routes/log.ts'
import type { Iso } from '../../kit/time.ts'
import { parseSignedCheckpoint } from '../../kit/tlog/checkpoint.ts'
import '../../ledger/tables.ts'
import type { Db } from '../../store/open.ts'

/** A published checkpoint: the note with its newest cosignatures, first and last published when. */
export interface KeptCheckpoint {
  readonly size: number
  readonly root: Uint8Array
  readonly note: string
  readonly publishedAt: Iso
  /** A log without anything new is published again now and then: so long it was alive. */
  readonly lastAt: Iso
}

/** Newest first, one of each size. */
export async function listCheckpoints(
  db: Db,
  countyId: number,
  origin: string,
  { atMost, before }: { readonly atMost: number; readonly before?: number },
): Promise<KeptCheckpoint[]> {
  const rows = await db
    .selectFrom('log_checkpoint as it')
    .distinctOn('size')
    .select(['size', 'root', 'note', 'at as lastAt'])
    .select(({ selectFrom }) =>
      selectFrom('log_checkpoint as first')
        .whereRef('first.county_id', '=', 'it.county_id')
        .whereRef('first.origin', '=', 'it.origin')
        .whereRef('first.size', '=', 'it.size')
        .select(({ fn }) => fn.min('first.at').as('at'))
        .as('publishedAt'),
    )
    .where('county_id', '=', countyId)
    .where('origin', '=', origin)
    .$if(before !== undefined, (query) => query.where('size', '<', before ?? 0))
    .orderBy('size', 'desc')
    .orderBy('at', 'desc')
    .limit(atMost)
    .execute()
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt ?? row.lastAt }))
}

export async function findCheckpointNote(
  db: Db,
  countyId: number,
  origin: string,
  size: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('log_checkpoint')
    .select('note')
    .where('county_id', '=', countyId)
    .where('origin', '=', origin)
    .where('size', '=', size)
    .orderBy('at', 'desc')
    .executeTakeFirst()
  return row?.note
}

/** Logs of the county that ended, newest first. */
export async function listFormer(db: Db, countyId: number): Promise<LogView['former']> {
  const rows = await db
    .selectFrom('log_former')
    .select(['origin', 'note', 'because', 'at'])
    .where('county_id', '=', countyId)
    .orderBy('at', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, size: parseSignedCheckpoint(row.note)?.checkpoint.size ?? 0 }))
}
