import type { Style, Workbook, Worksheet } from 'exceljs'
import { asItIs, border, centred, songti } from './style.ts'

/** A check-in, or an approved correction, as the second sheet lists it. */
export interface PunchRow {
  readonly name: string
  readonly employeeNo: string
  readonly day: string
  /** To the second. */
  readonly clock: string
  readonly direction: string
  /** null: not told to whoever takes the file out. */
  readonly method: string | null
  readonly grade: string
  readonly correctedBy: string
  readonly correctedWhy: string
  readonly correctedAt: string
  readonly remark: string
}

/** Adds the sheet of check-ins; the column of methods is there only if any is told. */
export function addPunches(workbook: Workbook, rows: readonly PunchRow[], footer: string): void {
  const sheet = workbook.addWorksheet('打卡明细', {
    pageSetup: {
      paperSize: 9,
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  sheet.headerFooter.oddFooter = footer
  const columns = punchColumns.filter(({ key }) => key !== 'method' || rows.some((it) => it.method !== null))
  sheet.columns = columns.map(({ key, width }) => ({ key, width, style: { numFmt: '@' } }))
  addRow(
    sheet,
    columns.map(({ zh }) => zh),
    { ...look, font: { ...songti, bold: true } },
  )
  for (const row of rows) {
    addRow(
      sheet,
      columns.map(({ key }) => asItIs(row[key] ?? '')),
      look,
    )
  }
}

/** One look that all cells share: a month of a thousand people has half a million of them. */
const look: Partial<Style> = { numFmt: '@', font: songti, border, alignment: centred }

/** A cell without text is blank, which weighs less than an empty text. */
function addRow(sheet: Worksheet, texts: readonly string[], style: Partial<Style>): void {
  const row = sheet.addRow(texts.map((text) => (text === '' ? null : text)))
  row.eachCell({ includeEmpty: true }, (cell) => {
    cell.style = style
  })
}

const punchColumns: readonly { readonly key: keyof PunchRow; readonly zh: string; readonly width: number }[] = [
  { key: 'name', zh: '姓名', width: 10 },
  { key: 'employeeNo', zh: '工号', width: 12 },
  { key: 'day', zh: '日期', width: 12 },
  { key: 'clock', zh: '时间', width: 10 },
  { key: 'direction', zh: '到/离岗', width: 9 },
  { key: 'method', zh: '方式', width: 10 },
  { key: 'grade', zh: '时间等级', width: 9 },
  { key: 'correctedBy', zh: '更正人', width: 12 },
  { key: 'correctedWhy', zh: '更正原因', width: 22 },
  { key: 'correctedAt', zh: '更正时间', width: 20 },
  { key: 'remark', zh: '备注', width: 10 },
]
