import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { sql } from 'kysely'
import { unwrapBytes, wrapBytes } from '../../presence/vault/envelope.ts'
import type { Db } from '../../store/open.ts'
import type { ContentKeys } from './contentKeys.ts'
import { fetchAll } from './rows.ts'
import type { TableShape } from './tables.ts'

// Salt and content of a fact are in the file only under the key of that fact: destroyed with it, they stay shut in every
// backup there is. The rest of the row stands as it does for other tables; `sealed` comes last.

const hidden = ['salt', 'body']

/** Like `listRows`, for the table of facts. */
export async function* listSealedRows(tx: Db, shape: TableShape, keys: ContentKeys): AsyncGenerator<string[]> {
  const list = sql.join(shape.columns.filter((it) => !hidden.includes(it)).map((it) => sql.ref(it)))
  const order = sql.join(shape.orderedBy.map((it) => sql.ref(it)))
  const query = sql`select fact.id::text as id, fact.salt::text as salt, fact.body::text as body, (
      select row_to_json(one) from (select ${list}) as one)::text as row
    from fact order by ${order}`
  for await (const rows of fetchAll<FactText>(tx, query)) yield rows.map((it) => seal(it, keys))
}

interface FactText {
  readonly id: string
  readonly row: string
  readonly salt: string | null
  readonly body: string | null
}

function seal({ id, row, salt, body }: FactText, keys: ContentKeys): string {
  const key = keys.find(id)
  // Erased here already; or its key was destroyed and the row is not yet.
  if (salt === null || body === null || key === undefined) return row
  const packed = deflateRawSync(`"salt":${JSON.stringify(salt)},"body":${body}`)
  return `${row.slice(0, -1)},"sealed":"${Buffer.from(wrapBytes(key, packed, id)).toString('base64')}"}`
}

export interface Opened {
  /** As `row_to_json` would write it. */
  readonly row: string
  /** It had a content, whose key was destroyed since. */
  readonly shut: boolean
}

const sealedAtEnd = /,"sealed":"([A-Za-z0-9+/=]*)"\}$/

/**
 * A row of facts from a backup, with its content when its key is still there. A row of an older backup has its content in
 * the clear: it is dropped when the key of that fact was destroyed since.
 */
export function openRow(row: string, keys: ContentKeys | undefined): Opened {
  const { id, body } = JSON.parse(row) as { id: string; body?: unknown }
  const key = keys?.find(id)
  const sealed = sealedAtEnd.exec(row)
  if (sealed === null) {
    const gone = body !== undefined && body !== null && keys !== undefined && key === undefined
    return { row: gone ? withoutContent(row) : row, shut: gone }
  }
  const bare = `${row.slice(0, sealed.index)}}`
  if (key === undefined) return { row: bare, shut: true }
  const content = inflateRawSync(unwrapBytes(key, Buffer.from(sealed[1] ?? '', 'base64'), id)).toString()
  return { row: `${row.slice(0, sealed.index)},${content}}`, shut: false }
}

const withoutContent = (row: string): string => JSON.stringify({ ...JSON.parse(row), salt: null, body: null })
