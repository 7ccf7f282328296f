import excel, { type CellValue } from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { refuse } from '../../kit/refusals.ts'
import { type Cell, type GridRow, mostColumns, mostRows } from './cell.ts'
import { sheetLimits, unpack } from './zip.ts'

/** Reads the first sheet of an XLSX workbook. */
export async function readXlsx(bytes: Uint8Array): Promise<GridRow[]> {
  const [first] = (await load(bytes)).worksheets
  return first ? rowsOf(first) : refuse('fileUnreadable')
}

/** A sheet of a workbook by its name. */
export interface NamedGrid {
  readonly name: string
  readonly rows: readonly GridRow[]
}

/**
 * Reads the first sheet of an XLSX workbook for each of the names that are looked for, in that order. No others: one row of
 * each of fifty that claims to be the last makes fifty million to walk through.
 */
export async function readSheets(
  bytes: Uint8Array,
  lookedFor: readonly ((name: string) => boolean)[],
): Promise<NamedGrid[]> {
  const { worksheets } = await load(bytes)
  const found = lookedFor.flatMap((isIt) => worksheets.find((sheet) => isIt(sheet.name)) ?? [])
  return found.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }))
}

/** The last row a sheet can have (ECMA-376). The library takes whatever number a row claims. */
const lastRow = 1_048_576

function rowsOf(sheet: excel.Worksheet): GridRow[] {
  const last = sheet.rowCount
  if (last > lastRow) refuse('fileSuspicious')
  const rows: GridRow[] = []
  for (let number = 1; number <= last; number++) {
    const cells = cellsOf(sheet.findRow(number))
    if (cells.some(({ text, trouble }) => trouble || text.trim() !== '')) rows.push({ row: number, cells })
  }
  return rows
}

/** Only as far as is read: the library itself walks through every column up to the last that has a cell. */
const cellsOf = (row: excel.Row | undefined): Cell[] =>
  Array.from({ length: Math.min(row?.cellCount ?? 0, mostColumns) }, (_, i) => textOf(row?.findCell(i + 1)?.value))

/** Only the parts with cells, shared text and number formats reach the library. */
const isWanted = (name: string): boolean =>
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/.test(name)

// The library spreads these over every single cell of their range, and a range of a whole sheet is 17 billion cells.
const spreading = [
  'autoFilter',
  'cols',
  'conditionalFormatting',
  'dataValidations',
  'drawing',
  'extLst',
  'headerFooter',
  'hyperlinks',
  'legacyDrawing',
  'mergeCells',
  'picture',
  'rowBreaks',
  'tableParts',
]

async function load(bytes: Uint8Array): Promise<excel.Workbook> {
  const parts = unpack(bytes, sheetLimits, isWanted)
  if (!parts.has('xl/workbook.xml')) refuse('fileUnreadable')
  const packed = zipSync(Object.fromEntries([...parts].map(([name, content]) => [name, tame(name, content)])), {
    level: 0,
  })
  try {
    const workbook = new excel.Workbook()
    await workbook.xlsx.load(packed.buffer as ArrayBuffer, { ignoreNodes: spreading })
    return workbook
  } catch {
    refuse('fileUnreadable')
  }
}

/** A part as the library may see it: names of ranges cut out of the workbook; too many rows, cells or tags are refused. */
function tame(name: string, content: Uint8Array): Uint8Array {
  const text = Buffer.from(content).toString('utf8')
  if (name === 'xl/workbook.xml') {
    const cut = withoutNames(text)
    return cut.includes('<definedName') ? refuse('fileSuspicious') : strToU8(cut)
  }
  const isTooMuch = name.startsWith('xl/worksheets/')
    ? countOf(text, /<row\b/g) > mostRows * 2 || countOf(text, /<c\b/g) > mostCells
    : countOf(text, /<[A-Za-z]/g) > mostCells * 2
  return isTooMuch ? refuse('tooLarge') : content
}

const mostCells = mostRows * 20

/** From the first beginning to the last end. A pattern would try each of many beginnings against the whole rest. */
function withoutNames(text: string): string {
  const [from, to] = [text.indexOf('<definedNames'), text.lastIndexOf('</definedNames')]
  const end = text.indexOf('>', to)
  return from === -1 || to < from || end === -1 ? text : text.slice(0, from) + text.slice(end + 1)
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0
  for (const _ of text.matchAll(pattern)) count++
  return count
}

function textOf(value: CellValue): Cell {
  if (value === null || value === undefined) return { text: '' }
  if (typeof value === 'number') return numberOf(value)
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE' }
  return typeof value === 'string' ? { text: value } : textOfObject(value)
}

function textOfObject(value: Extract<CellValue, object>): Cell {
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10) }
  if ('error' in value) return { text: value.error, trouble: 'error' }
  if ('richText' in value) return { text: value.richText.map((part) => part.text).join('') }
  if ('formula' in value || 'sharedFormula' in value) return resultOf(value.result)
  return 'text' in value ? textOf(value.text as CellValue) : { text: '', trouble: 'error' }
}

/** A spreadsheet keeps 15 digits of a number; what is longer lost its end before it came to us. */
const numberOf = (value: number): Cell =>
  Math.abs(value) >= 1e15 ? { text: String(value), trouble: 'longNumber' } : { text: String(value) }

const resultOf = (result: CellValue | undefined): Cell =>
  result === undefined || result === null ? { text: '', trouble: 'formula' } : textOf(result)
