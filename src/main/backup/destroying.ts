import { join } from 'node:path'
import { sql } from 'kysely'
import { openKeyHook } from '../../presence/vault/keyHook.ts'
import type { Db } from '../../store/open.ts'
import type { Settings } from '../settings.ts'
import { openContentKeys } from './contentKeys.ts'

/**
 * Destroys the keys of every content that a certificate says is destroyed, so that no backup opens it any more. Safe to
 * repeat; what could not be written now is done the next time. Returns how many keys were still there.
 */
export async function destroyErased(
  center: Db,
  { dataDir, keyCommand }: Pick<Settings, 'dataDir' | 'keyCommand'>,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select body ->> 'factId' as id from fact where kind = 'factErased' and body is not null`.execute(center)
  if (rows.length === 0) return 0
  const folder = join(dataDir, 'keys')
  const contents = await openContentKeys(folder, await openKeyHook(folder, keyCommand))
  return contents.destroy(rows.map((it) => it.id))
}
