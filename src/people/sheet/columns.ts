import type { Cell, GridRow } from './cell.ts'

/** The columns of the staff list, in the order of the export. */
export const staffColumns = [
  { field: 'employeeNo', zh: '工号', en: 'Employee no.' },
  { field: 'name', zh: '姓名', en: 'Name' },
  { field: 'unit', zh: '单位', en: 'Unit' },
  { field: 'site', zh: '站点', en: 'Site' },
  { field: 'post', zh: '职务', en: 'Post' },
  { field: 'phone', zh: '电话', en: 'Phone' },
  { field: 'partyBranch', zh: '党支部', en: 'Party branch' },
  { field: 'published', zh: '公开', en: 'Published' },
  { field: 'cardNo', zh: '卡号', en: 'Card no.' },
] as const

export type StaffField = (typeof staffColumns)[number]['field']

/** A row of an uploaded staff list: the cells of the columns that were in the file. */
export interface StaffLine {
  readonly row: number
  readonly cells: Readonly<Partial<Record<StaffField, Cell>>>
}

const plain = (heading: string): string => heading.trim().toLowerCase().replaceAll(/[\s.]/g, '')

const fieldOf = new Map<string, StaffField>(
  staffColumns.flatMap(({ field, zh, en }) => [
    [plain(zh), field],
    [plain(en), field],
    [plain(field), field],
  ]),
)

/** What the headings look like, for finding the delimiter of a CSV file. */
export const staffHeadings: readonly string[] = staffColumns.flatMap(({ zh, en }) => [zh, en.toLowerCase()])

/** The columns without which a list cannot be read. */
const wanted: readonly StaffField[] = ['employeeNo', 'name', 'unit', 'site']

/** Finds the headings among the first rows (a title may stand above) and reads what is below; undefined without them. */
export function readStaffLines(grid: readonly GridRow[]): StaffLine[] | undefined {
  for (const [i, { cells }] of grid.slice(0, 6).entries()) {
    const fields = cells.map(({ text }) => fieldOf.get(plain(text)))
    const named = fields.filter((field) => field !== undefined)
    if (!wanted.every((field) => named.includes(field))) continue
    if (new Set(named).size !== named.length) return undefined
    return grid.slice(i + 1).map((line) => lineOf(line, fields))
  }
  return undefined
}

function lineOf({ row, cells }: GridRow, fields: readonly (StaffField | undefined)[]): StaffLine {
  const own = fields.flatMap((field, i) => (field ? [[field, cells[i] ?? { text: '' }] as const] : []))
  return { row, cells: Object.fromEntries(own) }
}
