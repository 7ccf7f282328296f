import type { Iso } from '../../kit/time.ts'
import { toIso, toMs } from '../../kit/time.ts'
import type { Db } from '../../store/open.ts'
import type { StaffLine } from '../sheet/columns.ts'

/** A previewed file, waiting to be confirmed by the account that previewed it. */
export interface KeptImport {
  readonly importId: string
  readonly accountId: string
  readonly fileName: string
  readonly fileSha256: string
  readonly lines: readonly StaffLine[]
  readonly ids: readonly string[]
  /** SHA-256 of what the preview promised: another outcome is not what was confirmed. */
  readonly outcomeSha256: string
}

const liveMinutes = 30

/** Keeps a preview for 30 minutes and clears away those that are over. */
export async function keepImport(db: Db, countyId: number, it: KeptImport, now: Iso): Promise<void> {
  await db.deleteFrom('staff_import').where('county_id', '=', countyId).where('expires_at', '<=', now).execute()
  await db
    .insertInto('staff_import')
    .values({
      county_id: countyId,
      import_id: it.importId,
      account_id: it.accountId,
      file_name: it.fileName,
      file_sha256: it.fileSha256,
      lines: JSON.stringify({ lines: it.lines, ids: it.ids, outcomeSha256: it.outcomeSha256 }),
      expires_at: toIso(toMs(now) + liveMinutes * 60_000),
      used_at: null,
    })
    .execute()
}

/** Takes a preview for use, once, by the account it is bound to. */
export async function takeImport(
  db: Db,
  countyId: number,
  importId: string,
  accountId: string,
  now: Iso,
): Promise<KeptImport | undefined> {
  const row = await db
    .updateTable('staff_import')
    .set({ used_at: now })
    .where('county_id', '=', countyId)
    .where('import_id', '=', importId)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  return {
    importId,
    accountId,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    ...(row.lines as Pick<KeptImport, 'lines' | 'ids' | 'outcomeSha256'>),
  }
}
