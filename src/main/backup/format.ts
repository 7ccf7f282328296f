import { z } from 'zod'

// [Note: The form of a backup]
// Two lines of text (`ZAIGANG-BACKUP`, then the header as JSON), a gzip stream, and one line of two digests over all the
// bytes before it: SHA-256, and HMAC-SHA256 under the key of `sealKeyOf`. Unpacked, the stream has one row per line as
// PostgreSQL's row_to_json writes it, behind a `#` line that names its table; the last `#` line counts and digests them.

export const magic = 'ZAIGANG-BACKUP\n'
/** Since 2 the content of a fact is sealed under a key of its own, see sealedRows.ts. */
export const format = 2
/** Two digests in hex, a blank between them and the end of the line. */
export const trailerBytes = 130

const role = z.enum(['center', 'station'])

/** What a backup says of itself before anything else. `program` is the version that made it. */
export const Header = z.object({
  format: z.union([z.literal(1), z.literal(format)]),
  program: z.string(),
  id: z.uuid(),
  at: z.iso.datetime(),
  county: z.object({ countyId: z.number().int(), name: z.string(), demo: z.boolean() }),
  /** Where the outermost key of the stations is: in `keys/station.key`, or with a key command. */
  outermostKey: z.enum(['file', 'command']),
  /** Migrations that had run: the shape the rows have. */
  migrations: z.record(role, z.array(z.string())),
  /** Rows kept in the file. */
  rows: z.record(role, z.record(z.string(), z.number().int())),
})
export type Header = z.infer<typeof Header>

/** Begins the rows of a table. */
export const TableMark = z.object({
  kind: z.literal('table'),
  role,
  table: z.string(),
  columns: z.array(z.string()),
})
export type TableMark = z.infer<typeof TableMark>

/** Rows of a table and SHA-256 over them, each with its line end, in the order of the file. */
export const TableSum = z.object({ role, table: z.string(), rows: z.number().int(), sha256: z.string() })
export type TableSum = z.infer<typeof TableSum>

/** Ends the stream. `kept` are the tables in the file, `rebuilt` the read tables as they were when it was made. */
export const EndMark = z.object({ kind: z.literal('end'), kept: z.array(TableSum), rebuilt: z.array(TableSum) })
export type EndMark = z.infer<typeof EndMark>

export const Mark = z.discriminatedUnion('kind', [TableMark, EndMark])
