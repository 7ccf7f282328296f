import pg from 'pg'
import type { FactBody, FactKind } from '../../src/fact/fact.ts'
import { findText, keepSecret, openDataDir } from '../../src/store/files.ts'
import { socketUrl } from '../../src/store/server.ts'

export interface FactRow<K extends FactKind> {
  readonly kind: K
  readonly staffId: string | null
  readonly body: FactBody<K>
}

/** Facts of a kind that the center of a running product has, oldest first: read in its own database, as an auditor could. */
export async function listFacts<K extends FactKind>(dataDir: string, kind: K): Promise<FactRow<K>[]> {
  const dir = await openDataDir(dataDir)
  const socket = (await findText(dir.socketNote))?.trim() ?? ''
  const url = socketUrl(socket, await keepSecret(dir, 'postgres-superuser'), 'zaigang_center')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const text = 'select staff_id, body from fact where kind = $1 and body is not null order by at, position'
    const { rows } = await client.query<{ staff_id: string | null; body: FactBody<K> }>(text, [kind])
    return rows.map(({ staff_id: staffId, body }) => ({ kind, staffId, body }))
  } finally {
    await client.end()
  }
}
