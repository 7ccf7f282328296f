import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import excel, { type CellFormulaValue } from 'exceljs'
import { afterAll, describe, expect, test } from 'vitest'
import { paperOf, totalColumns } from '../../src/attendance/paper.ts'
import { writeMonthXlsx } from '../../src/attendance/writing/xlsx.ts'
import { legendPresets, standardLegend } from '../../src/contract/standardRule.ts'
import { nastyLegend, sheetOfEverything } from '../attendance/everySign.ts'
import { firstDay, firstRow, totalsOn } from '../attendance/sheet.ts'

/** What LibreOffice makes of the month sheet: our formulas must come to our totals, and it must fit its paper. */
const folder = mkdtempSync(join(tmpdir(), 'zaigang-sheet-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const mark = { by: '考勤员', at: '2026-04-02T02:00:00.000Z' }

function convert(file: string, to: string): void {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const args = [profile, '--headless', '--convert-to', to, '--outdir', folder, join(folder, file)]
  execFileSync('soffice', args, { stdio: 'pipe', timeout: 240_000 })
}

/** The same workbook without any result, so that whoever opens it must reckon for himself; `change` corrects a sign first. */
async function withoutResults(
  bytes: Buffer,
  change: (sheet: excel.Worksheet) => void = () => undefined,
): Promise<Buffer> {
  const workbook = new excel.Workbook()
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  const [sheet] = workbook.worksheets
  if (sheet === undefined) throw new Error('no sheet')
  let formulas = 0
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      const { formula } = (cell.value ?? {}) as Partial<CellFormulaValue>
      if (formula === undefined || cell.master !== cell) return
      formulas += 1
      cell.value = { formula, date1904: false }
    })
  })
  expect(formulas).toBeGreaterThan(20)
  change(sheet)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** The totals of people as LibreOffice reckons them, and all cells. */
function reckon(workbook: Buffer, people: number): { totals: number[][]; cells: string[][] } {
  writeFileSync(join(folder, 'month.xlsx'), workbook)
  convert('month.xlsx', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1')
  const cells: string[][] = parse(readFileSync(join(folder, 'month-考勤表.csv')), { relaxColumnCount: true, bom: true })
  const totals = Array.from({ length: people }, (_row, i) =>
    totalColumns.map((_column, at) => Number(cells[firstRow - 1 + 2 * i]?.[firstDay - 1 + 31 + at])),
  )
  return { totals, cells }
}

describe('LibreOffice', () => {
  test.each([
    ['characters', standardLegend],
    ['shapes', legendPresets.shapes],
    ['signs that mean something to a spreadsheet', nastyLegend],
  ])('comes to our totals by our formulas: %s', async (_, legend) => {
    const sheet = sheetOfEverything(8, legend)
    const workbook = await withoutResults(await writeMonthXlsx(paperOf(sheet, mark), [], mark))
    const { totals, cells } = reckon(workbook, sheet.rows.length)
    expect(totals).toEqual(totalsOn(sheet))
    expect(cells[firstRow + 3]?.[1]).toBe(sheet.rows[2]?.name)
  })

  test('follows a clerk who corrects a sign', async () => {
    const sheet = sheetOfEverything(2)
    const [before] = totalsOn(sheet)
    const workbook = await withoutResults(await writeMonthXlsx(paperOf(sheet, mark), [], mark), (it) => {
      expect(it.getCell(firstRow, firstDay).value).toBe(standardLegend.present)
      it.getCell(firstRow, firstDay).value = standardLegend.absent
    })
    const at = (zh: string): number => totalColumns.findIndex((column) => column.zh === zh)
    const changed = before?.map((total, i) => total + (i === at('旷工') ? 0.5 : i === at('实出勤') ? -0.5 : 0))
    expect(reckon(workbook, 1).totals).toEqual([changed])
  })

  test('prints it on A4 landscape, one page wide, on as many pages as it needs', async () => {
    const paper = paperOf(sheetOfEverything(60), mark)
    writeFileSync(join(folder, 'print.xlsx'), await writeMonthXlsx(paper, [], mark))
    convert('print.xlsx', 'pdf')
    const pdf = readFileSync(join(folder, 'print.pdf'), 'latin1')
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map((it) => [
      Math.round(Number(it[1])),
      Math.round(Number(it[2])),
    ])
    const landscape = boxes.filter(([width, height]) => width === 842 && height === 595)
    // 60 people in two rows each; the check-ins follow upright.
    expect(landscape.length).toBeGreaterThan(1)
    expect(landscape.length).toBeLessThan(5)
    const out = join('out', 'sheet')
    mkdirSync(out, { recursive: true })
    writeFileSync(join(out, 'month.pdf'), readFileSync(join(folder, 'print.pdf')))
  })
})
