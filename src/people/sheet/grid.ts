import type { Upload } from '../../http/answer.ts'
import type { GridRow } from './cell.ts'
import { readCsv } from './csv.ts'
import { readXlsx } from './xlsx.ts'

/**
 * The cells of the first sheet of an XLSX file, or of a CSV file, as text; formulas count as the value they last had and
 * are never evaluated. Refuses `fileUnreadable`, `fileSuspicious` and `tooLarge`.
 */
export async function readGrid({ bytes }: Upload, knownHeadings: readonly string[] = []): Promise<GridRow[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  return isZip ? readXlsx(bytes) : readCsv(bytes, knownHeadings)
}
