import { stringify } from 'csv-stringify/sync'
import excel from 'exceljs'
import type { Site, Staff, Unit } from '../../contract/people.ts'
import { namesOf } from '../rules/places.ts'
import { staffColumns } from './columns.ts'
import { guard } from './csv.ts'

/** Who made an export and when: stands in the file's properties and at the foot of each printed page. */
export interface Watermark {
  readonly by: string
  readonly at: string
}

/** Staff as rows of the list, headings first, in the form the import reads. */
export function staffTable(staff: readonly Staff[], units: readonly Unit[], sites: readonly Site[]): string[][] {
  const names = namesOf(units, sites)
  const siteOf = new Map(sites.map((site) => [site.siteId, site]))
  const rows = staff.map((one) => {
    const site = siteOf.get(one.siteId)
    return [
      one.employeeNo,
      one.name,
      names.spellUnit(one.unitId),
      site ? names.spellSite(site, one.unitId) : one.siteId,
      one.post,
      one.phone,
      one.partyBranch ?? '',
      one.published ? '是' : '否',
      one.cardNo ?? '',
    ]
  })
  return [staffColumns.map((column) => column.zh), ...rows]
}

/** CSV in UTF-8 with its mark, so that spreadsheets show Chinese; no cell is taken for a formula. */
export const writeCsv = (table: readonly (readonly string[])[]): Buffer =>
  Buffer.from(
    `\uFEFF${stringify(
      table.map((row) => row.map(guard)),
      { record_delimiter: '\r\n' },
    )}`,
    'utf8',
  )

/** A sheet as it is written, headings first. */
export interface NamedTable {
  readonly title: string
  readonly table: readonly (readonly string[])[]
}

/** XLSX in which every cell is text, so that nothing is evaluated and no digit is lost. */
export const writeXlsx = (table: readonly (readonly string[])[], title: string, mark: Watermark): Promise<Buffer> =>
  writeSheets([{ title, table }], mark)

/** The same with several sheets. */
export async function writeSheets(sheets: readonly NamedTable[], mark: Watermark): Promise<Buffer> {
  const workbook = new excel.Workbook()
  workbook.creator = mark.by
  workbook.created = new Date(mark.at)
  for (const { title, table } of sheets) addSheet(workbook.addWorksheet(title), table, mark)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

function addSheet(sheet: excel.Worksheet, table: NamedTable['table'], mark: Watermark): void {
  sheet.headerFooter.oddFooter = `&L${mark.by.replaceAll('&', '&&')} ${mark.at}&R&P / &N`
  for (const row of table) sheet.addRow(row.map(asItIs))
  sheet.columns.forEach((column) => {
    column.numFmt = '@'
    column.width = 16
  })
  sheet.getRow(1).font = { bold: true }
}

/** `_x0041_` is an escape of the format (ECMA-376, ST_Xstring) for one character: what merely looks like it is escaped. */
const asItIs = (text: string): string => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
