import excel, { type CellFormulaValue, type Worksheet } from 'exceljs'
import { type Paper, paperOf } from '../../src/attendance/paper.ts'
import type { MonthSheet } from '../../src/contract/routes/attendance.ts'

/** The first row of people, and the column of the first day. */
export const [firstRow, firstDay] = [5, 5]

/** A workbook as the library reads it back. */
export async function workbookOf(bytes: Buffer): Promise<{ sheet: Worksheet; punches: Worksheet }> {
  const workbook = new excel.Workbook()
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  const [sheet, punches] = workbook.worksheets
  if (sheet === undefined || punches === undefined) throw new Error('not two sheets')
  return { sheet, punches }
}

/** What the cells of the totals of a person hold: a formula with its result, or a number. */
export function totalsIn(sheet: Worksheet, paper: Paper, index: number): { formula: string | null; result: number }[] {
  const row = firstRow + 2 * index
  return paper.columns.map((_, i) => {
    const { value } = sheet.getCell(row, firstDay + paper.days.length + i)
    if (typeof value === 'number') return { formula: null, result: value }
    const { formula, result } = value as CellFormulaValue
    // The library reads a result of zero as none.
    return { formula, result: Number(result ?? 0) }
  })
}

/** The totals a sheet should show, person by person. */
export const totalsOn = (sheet: MonthSheet): number[][] => {
  const paper = paperOf(sheet, { by: '', at: '2026-04-02T02:00:00.000Z' })
  return paper.people.map(({ totals }) => paper.columns.map(({ value }) => value(totals)))
}
