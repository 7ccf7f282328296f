import type { Cell, GridRow } from '../../../people/sheet/cell.ts'

interface Column<Field extends string = string> {
  readonly field: Field
  readonly zh: string
  readonly en: string
}

/** The three sheets of a workbook of kinds of matter, with their columns in the order of the export. */
export const sheets = {
  types: {
    ...{ zh: '事项', en: 'Matters', wanted: ['code', 'name'] },
    columns: [
      { field: 'code', zh: '代码', en: 'Code' },
      { field: 'name', zh: '名称', en: 'Name' },
      { field: 'group', zh: '分类', en: 'Group' },
      { field: 'unit', zh: '办理单位', en: 'Unit' },
      { field: 'description', zh: '说明', en: 'Description' },
      { field: 'conditions', zh: '办理条件', en: 'Conditions' },
      { field: 'acceptWithin', zh: '受理时限', en: 'Accepted within' },
      { field: 'legal', zh: '法定时限', en: 'Limit by law' },
      { field: 'promised', zh: '承诺时限', en: 'Promised limit' },
      { field: 'warning', zh: '预警', en: 'Warning' },
      { field: 'legalBasis', zh: '依据', en: 'Legal basis' },
      { field: 'publicProblem', zh: '公共问题', en: 'Public problem' },
      { field: 'keywords', zh: '关键词', en: 'Keywords' },
      { field: 'from', zh: '起始日', en: 'From' },
    ],
  },
  steps: {
    ...{ zh: '环节', en: 'Steps', wanted: ['code', 'name', 'post', 'limit'] },
    columns: [
      { field: 'code', zh: '事项代码', en: 'Matter code' },
      { field: 'key', zh: '标识', en: 'Key' },
      { field: 'name', zh: '环节', en: 'Step' },
      { field: 'post', zh: '岗位', en: 'Post' },
      { field: 'unit', zh: '办理单位', en: 'Unit' },
      { field: 'limit', zh: '时限', en: 'Limit' },
      { field: 'warning', zh: '预警', en: 'Warning' },
    ],
  },
  materials: {
    ...{ zh: '材料', en: 'Materials', wanted: ['code', 'name'] },
    columns: [
      { field: 'code', zh: '事项代码', en: 'Matter code' },
      { field: 'key', zh: '标识', en: 'Key' },
      { field: 'name', zh: '材料', en: 'Material' },
      { field: 'required', zh: '必需', en: 'Required' },
      { field: 'how', zh: '如何取得', en: 'How to get it' },
    ],
  },
} as const satisfies Record<string, SheetPlan>

interface SheetPlan {
  readonly zh: string
  readonly en: string
  /** Columns without which the sheet cannot be read. */
  readonly wanted: readonly string[]
  readonly columns: readonly Column[]
}

export type SheetKey = keyof typeof sheets
export type FieldOf<K extends SheetKey> = (typeof sheets)[K]['columns'][number]['field']

/** A row below the headings: the cells of the columns that were in the file. */
export interface Line<K extends SheetKey = SheetKey> {
  readonly row: number
  readonly cells: Readonly<Partial<Record<FieldOf<K>, Cell>>>
}

/** The rows of the three sheets; undefined where the workbook has no such sheet. */
export interface Book {
  readonly types: readonly Line<'types'>[] | undefined
  readonly steps: readonly Line<'steps'>[] | undefined
  readonly materials: readonly Line<'materials'>[] | undefined
}

/** The code of the kind of matter a row belongs to. */
export const codeAt = ({ cells }: { readonly cells: { readonly code?: Cell } }): string => cells.code?.text.trim() ?? ''

/** A sheet is found by either of its names. */
export const isSheet = (key: SheetKey, name: string): boolean =>
  [sheets[key].zh, sheets[key].en].some((it) => plain(it) === plain(name))

/** Which sheets of a workbook are read at all. */
export const lookedFor = (Object.keys(sheets) as SheetKey[]).map((key) => (name: string) => isSheet(key, name))

/** What stands below the headings, and the headings by field, as the file has them. */
export interface Lines<K extends SheetKey> {
  readonly lines: readonly Line<K>[]
  readonly headings: ReadonlyMap<string, string>
}

/** Finds the headings among the first rows (a title may stand above) and reads what is below; undefined without them. */
export function readLines<K extends SheetKey>(key: K, grid: readonly GridRow[]): Lines<K> | undefined {
  const { columns, wanted }: SheetPlan = sheets[key]
  const fieldOf = new Map(
    columns.flatMap(({ field, zh, en }) => [zh, en, field].map((heading) => [plain(heading), field])),
  )
  for (const [i, { cells }] of grid.slice(0, 6).entries()) {
    const fields = cells.map(({ text }) => fieldOf.get(plain(text)))
    const named = fields.filter((field) => field !== undefined)
    if (!wanted.every((field) => named.includes(field))) continue
    if (new Set(named).size !== named.length) return undefined
    const headings = new Map(cells.flatMap(({ text }, at) => (fields[at] ? [[fields[at], text.trim()]] : [])))
    return { lines: grid.slice(i + 1).map((line) => lineOf(line, fields)), headings }
  }
  return undefined
}

function lineOf<K extends SheetKey>({ row, cells }: GridRow, fields: readonly (string | undefined)[]): Line<K> {
  const own = fields.flatMap((field, i) => (field ? [[field, cells[i] ?? { text: '' }] as const] : []))
  return { row, cells: Object.fromEntries(own) as Line<K>['cells'] }
}

const plain = (text: string): string => text.trim().toLowerCase().replaceAll(/[\s.]/g, '')
