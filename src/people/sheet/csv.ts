import { parse } from 'csv-parse/sync'
import { refuse } from '../../kit/refusals.ts'
import { type GridRow, mostColumns, mostRows } from './cell.ts'

/** Reads CSV in UTF-8 (with or without its mark) or GB18030, parted by comma, semicolon or tab. */
export function readCsv(bytes: Uint8Array, knownHeadings: readonly string[]): GridRow[] {
  const text = decode(bytes)
  if (text.includes('\u0000')) refuse('fileUnreadable')
  const records = parseRecords(text, delimiterOf(text, knownHeadings))
  if (records.length > mostRows + 10) refuse('tooLarge')
  return records
    .map((cells, i) => ({ row: i + 1, cells: cells.slice(0, mostColumns).map((cell) => ({ text: unguard(cell) })) }))
    .filter(({ cells }) => cells.some(({ text }) => text.trim() !== ''))
}

/** Undoes `guard` of the export: one apostrophe before what a spreadsheet would take for a formula. */
export const unguard = (cell: string): string => (/^'+[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell)

/** Text that no spreadsheet takes for a formula (OWASP CSV Injection); `unguard` gives it back. */
export const guard = (cell: string): string => (/^'*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell)

function decode(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {}
  }
  refuse('fileUnreadable')
}

/** The one that parts the first line into the most known headings. */
function delimiterOf(text: string, knownHeadings: readonly string[]): string {
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const known = (delimiter: string) =>
    first.split(delimiter).filter((cell) => knownHeadings.includes(cell.replaceAll('"', '').trim().toLowerCase()))
      .length
  return [';', '\t'].reduce((best, one) => (known(one) > known(best) ? one : best), ',')
}

function parseRecords(text: string, delimiter: string): string[][] {
  try {
    // A quote within a cell stays what it is: its row is judged like all others, and the rest is not lost for it.
    return parse(text, {
      delimiter,
      relaxColumnCount: true,
      relaxQuotes: true,
      maxRecordSize: 100_000,
      toLine: mostRows * 2,
    })
  } catch {
    refuse('fileUnreadable')
  }
}
