import excel, { type Cell, type Worksheet } from 'exceljs'
import type { Paper, PaperPerson } from '../paper.ts'
import { formulaOf } from './formula.ts'
import { addPunches, type PunchRow } from './punchSheet.ts'
import { asItIs, border, centred, grey, songti } from './style.ts'

/** Columns before the days: number, name, post, half. */
const lead = 4
/** Rows above the people: title, unit, two of headings. */
const above = 4

/**
 * The month as a workbook: the sheet as offices know it, A4 landscape and one page wide, totals as formulas with their
 * results, and the check-ins behind it to the second. All text is text: nothing in a name is taken for a formula.
 */
export async function writeMonthXlsx(
  paper: Paper,
  punches: readonly PunchRow[],
  mark: { readonly by: string; readonly at: string },
): Promise<Buffer> {
  const workbook = new excel.Workbook()
  workbook.creator = mark.by
  workbook.created = new Date(mark.at)
  const sheet = workbook.addWorksheet('考勤表', {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:4',
      horizontalCentered: true,
      margins: { left: 0.3, right: 0.3, top: 0.4, bottom: 0.5, header: 0.2, footer: 0.2 },
    },
    views: [{ state: 'frozen', xSplit: lead, ySplit: above }],
  })
  sheet.headerFooter.oddFooter = footerOf(paper)
  setWidths(sheet, paper)
  addHead(sheet, paper)
  for (const [i, person] of paper.people.entries()) addPerson(sheet, paper, person, i)
  addFoot(sheet, paper)
  addPunches(workbook, punches, footerOf(paper))
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

const footerOf = ({ mark }: Paper): string => `&L${asItIs(mark).replaceAll('&', '&&').slice(0, 200)}&R&P / &N`

const widthOf = ({ days, columns }: Paper): number => lead + days.length + columns.length + 1

function setWidths(sheet: Worksheet, paper: Paper): void {
  const widths = [4.5, 9, 10, 5, ...paper.days.map(() => 3.2), ...paper.columns.map(() => 4.6), 14]
  for (const [i, width] of widths.entries()) sheet.getColumn(i + 1).width = width
}

function addHead(sheet: Worksheet, paper: Paper): void {
  const width = widthOf(paper)
  const title = joined(sheet, 1, 1, 1, width)
  title.value = paper.title
  title.font = { ...songti, size: 18, bold: true }
  title.alignment = centred
  sheet.getRow(1).height = 30
  const unit = joined(sheet, 2, 1, 2, lead + 16)
  unit.value = asItIs(`单位（盖章）：${paper.unitName}`)
  const period = joined(sheet, 2, lead + 17, 2, width)
  period.value = `考勤周期：${paper.period}`
  period.alignment = { horizontal: 'right', vertical: 'middle' }
  for (const cell of [unit, period]) cell.font = { ...songti, size: 11 }
  for (const [i, text] of ['序号', '姓名', '职务'].entries()) joined(sheet, 3, i + 1, 4, i + 1).value = text
  sheet.getCell(3, lead).value = '日期'
  sheet.getCell(4, lead).value = '星期'
  addDays(sheet, paper)
  const first = lead + paper.days.length + 1
  for (const [i, { zh }] of paper.columns.entries()) joined(sheet, 3, first + i, 4, first + i).value = zh
  joined(sheet, 3, width, 4, width).value = '备注'
  for (const row of [3, 4]) for (let at = 1; at <= width; at += 1) dress(sheet.getCell(row, at), { bold: true })
  sheet.getRow(4).height = 26
}

function addDays(sheet: Worksheet, { days }: Paper): void {
  for (const [i, { number, weekday, amRests, pmRests }] of days.entries()) {
    const [top, below] = [sheet.getCell(3, lead + 1 + i), sheet.getCell(4, lead + 1 + i)]
    top.value = number
    below.value = weekday
    if (amRests && pmRests) for (const cell of [top, below]) cell.fill = grey
  }
}

function addPerson(sheet: Worksheet, paper: Paper, person: PaperPerson, index: number): void {
  const [top, width] = [above + 1 + 2 * index, widthOf(paper)]
  const lasting = [index + 1, asItIs(person.name), asItIs(person.post)]
  for (const [i, value] of lasting.entries()) joined(sheet, top, i + 1, top + 1, i + 1).value = value
  addSigns(sheet, paper, person.am, top, 'am')
  addSigns(sheet, paper, person.pm, top + 1, 'pm')
  addTotals(sheet, paper, person, top)
  joined(sheet, top, width, top + 1, width).value = asItIs(person.remark)
  for (const row of [top, top + 1]) for (let at = 1; at <= width; at += 1) dress(sheet.getCell(row, at))
}

function addSigns(sheet: Worksheet, { days }: Paper, signs: readonly string[], row: number, half: 'am' | 'pm'): void {
  sheet.getCell(row, lead).value = half === 'am' ? '上午' : '下午'
  for (const [i, sign] of signs.entries()) {
    const cell = sheet.getCell(row, lead + 1 + i)
    if (sign !== '') cell.value = asItIs(sign)
    if (half === 'am' ? days[i]?.amRests : days[i]?.pmRests) cell.fill = grey
  }
}

function addTotals(sheet: Worksheet, paper: Paper, person: PaperPerson, top: number): void {
  const [first, last] = [sheet.getColumn(lead + 1).letter, sheet.getColumn(lead + paper.days.length).letter]
  const range = `$${first}$${top}:$${last}$${top + 1}`
  for (const [i, column] of paper.columns.entries()) {
    const at = lead + paper.days.length + 1 + i
    const formula = formulaOf(column, range, paper.legend, person)
    const result = column.value(person.totals)
    const cell = joined(sheet, top, at, top + 1, at)
    cell.value = formula === undefined ? result : { formula, result }
    cell.numFmt = 'General'
  }
}

function addFoot(sheet: Worksheet, paper: Paper): void {
  const width = widthOf(paper)
  const lines = [
    `图例：${paper.legendLine}`,
    `说明：${paper.notes.map((note, i) => `${i + 1}. ${note}`).join('')}`,
    '公示情况：',
    paper.mark,
  ]
  let row = above + 2 * paper.people.length
  for (const line of lines) {
    row += 1
    const cell = joined(sheet, row, 1, row, width)
    cell.value = asItIs(line)
    cell.font = songti
    cell.alignment = { vertical: 'middle', wrapText: true }
    sheet.getRow(row).height = line.length > 130 ? 28 : 18
  }
  row += 2
  const quarter = Math.floor(width / 4)
  for (const [i, who] of ['主要负责人：', '审核人：', '考勤员：', '填表日期：　　年　月　日'].entries()) {
    const cell = joined(sheet, row, 1 + i * quarter, row, i === 3 ? width : (i + 1) * quarter)
    cell.value = who
    cell.font = { ...songti, size: 11 }
  }
  sheet.getRow(row).height = 24
}

/**
 * Cells made one; the first of them. `mergeCells` of the sheet would hold each against all that were made before, which
 * with a thousand people is most of the work.
 */
function joined(sheet: Worksheet, top: number, left: number, bottom: number, right: number): Cell {
  const first = sheet.getCell(top, left)
  for (let row = top; row <= bottom; row += 1) {
    for (let at = left; at <= right; at += 1) if (row !== top || at !== left) sheet.getCell(row, at).merge(first)
  }
  return first
}

function dress(cell: Cell, font: { readonly bold?: boolean } = {}): void {
  cell.font = { ...songti, ...font }
  cell.alignment = centred
  cell.border = border
}
