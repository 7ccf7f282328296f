import { parse } from 'csv-parse/sync'

/** A row of a table by the names of its columns, and the line it ends on. */
export interface Row {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** A line that is no row. */
export interface BadRow {
  readonly line: number
  readonly why: string
}

export interface Table {
  readonly names: readonly string[]
  readonly rows: readonly Row[]
  readonly bad: readonly BadRow[]
}

/** UTF-8 or UTF-16 with its mark, and where it is neither what spreadsheets write in China (GB 18030). */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/**
 * Reads a table whose first row names its columns, parted by commas, semicolons or tabs, whichever the first row has most
 * of. Where a quote is never closed, every line is read by itself and the broken ones are `bad`. Empty rows are nothing.
 */
export function readTable(text: string): Table {
  const delimiter = delimiterOf(text)
  const { records, bad } = recordsOf(text, delimiter)
  const [head, ...body] = records
  const names = head?.record.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')) ?? []
  const rows = body
    .filter(({ record }) => record.some((cell) => cell !== ''))
    .map(({ record, line }) => ({ line, cells: Object.fromEntries(names.map((name, i) => [name, record[i] ?? ''])) }))
  return { names, rows, bad }
}

const delimiters = [',', ';', '\t', '，', '；'] as const

function delimiterOf(text: string): string {
  const head = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? ''
  const counts = delimiters.map((sign) => head.split(sign).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

interface Line {
  readonly record: readonly string[]
  readonly line: number
}

function recordsOf(text: string, delimiter: string): { readonly records: readonly Line[]; readonly bad: BadRow[] } {
  try {
    return { records: parsed(text, delimiter), bad: [] }
  } catch {
    const bad: BadRow[] = []
    const records = text.split(/\r\n|\r|\n/).flatMap((one, i) => {
      try {
        return parsed(one, delimiter).map(({ record }) => ({ record, line: i + 1 }))
      } catch {
        bad.push({ line: i + 1, why: 'its quotes do not close' })
        return []
      }
    })
    return { records, bad }
  }
}

function parsed(text: string, delimiter: string): readonly Line[] {
  const found = parse(text, {
    ...{ delimiter, bom: true, info: true, trim: true, skip_empty_lines: true },
    ...{ relax_column_count: true, relax_quotes: true, record_delimiter: ['\r\n', '\n', '\r'] },
  }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[]
  return found.map(({ record, info }) => ({ record, line: info.lines }))
}
