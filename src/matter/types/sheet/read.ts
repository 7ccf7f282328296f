import { MatterType } from '../../../contract/matterTypes.ts'
import type { SheetFault } from '../../../contract/routes/matterTypes.ts'
import { troubles } from '../../../people/rules/import-words.ts'
import type { Place } from '../../../people/rules/places.ts'
import type { NamedGrid } from '../../../people/sheet/xlsx.ts'
import { isSameType } from '../changes.ts'
import { judgeType } from '../rules.ts'
import { cellsOf, type Say, type Trouble } from './cells.ts'
import { type Book, codeAt, isSheet, type Line, readLines, type SheetKey, sheets } from './columns.ts'
import { type Parts, partsOf } from './parts.ts'

/** What a workbook is read against. */
export interface SheetFrame {
  /** The newest version of each kind by its code, retired ones and “other” included. */
  readonly known: ReadonlyMap<string, { readonly type: MatterType; readonly retired: boolean }>
  readonly findUnit: (name: string) => Place
  readonly unitIds: ReadonlySet<string>
  /** First day of a version where the sheet says none. */
  readonly today: string
  readonly newId: () => string
}

/** A kind of matter as a workbook says it. `before`: the newest version the county had. */
export interface SheetType {
  readonly type: MatterType
  readonly before: MatterType | undefined
  readonly change: 'new' | 'changed' | 'same'
}

/** All kinds of matter of a workbook, and everything that is wrong with it; with any fault nothing may be kept. */
export function readTypes(
  grids: readonly NamedGrid[],
  frame: SheetFrame,
): { types: SheetType[]; faults: SheetFault[] } {
  const faults: SheetFault[] = []
  const names = new Map<SheetKey, { name: string; headings: ReadonlyMap<string, string> }>()
  const tell: Tell = (key, row, field, [zh, en]) => {
    const { name = sheets[key].zh, headings } = names.get(key) ?? {}
    faults.push({ sheet: name, row, column: headings?.get(field) ?? columnOf(key, field), zh, en })
  }
  const linesOf = <K extends SheetKey>(key: K): readonly Line<K>[] | undefined => {
    const grid = grids.find(({ name }) => isSheet(key, name))
    if (grid === undefined) return undefined
    const { lines = [], headings = new Map<string, string>() } = readLines(key, grid.rows) ?? {}
    names.set(key, { name: grid.name, headings })
    if (headings.size === 0 && grid.rows.length > 0) tell(key, grid.rows[0]?.row ?? 1, '', words.noHeadings)
    return lines
  }
  const book = { types: linesOf('types'), steps: linesOf('steps'), materials: linesOf('materials') }
  if (book.types === undefined && faults.length === 0) tell('types', 1, '', words.noSheet)
  if (book.types !== undefined && book.types.length > mostTypes) {
    tell('types', 1, '', words.tooMany)
    return { types: [], faults }
  }
  judgeCodes(book, tell)
  const types = (book.types ?? []).flatMap((line) => readType(line, book, frame, tell) ?? [])
  return { types, faults: faults.slice(0, mostFaults) }
}

const mostTypes = 300
const mostFaults = 500

type Tell = (key: SheetKey, row: number, field: string, trouble: Trouble) => void

/** The heading of a column that the file does not have. */
const columnOf = (key: SheetKey, field: string): string =>
  sheets[key].columns.find((it) => it.field === field)?.zh ?? ''

/** Each code once among the kinds; steps and materials only of kinds that are there. */
function judgeCodes({ types = [], steps = [], materials = [] }: Book, tell: Tell): void {
  const codes = types.map(codeAt)
  types.forEach(({ row }, i) => {
    if (codes.indexOf(codes[i] ?? '') < i) tell('types', row, 'code', troubles.twice)
  })
  const known = new Set(codes)
  for (const line of steps) if (!known.has(codeAt(line))) tell('steps', line.row, 'code', words.noSuchCode)
  for (const line of materials) if (!known.has(codeAt(line))) tell('materials', line.row, 'code', words.noSuchCode)
}

function readType(line: Line<'types'>, book: Book, frame: SheetFrame, tell: Tell): SheetType | undefined {
  const bad: string[] = []
  const say =
    <K extends SheetKey>(key: K, { row }: Line<K>): Say<K> =>
    (field, trouble) => {
      bad.push(field)
      tell(key, row, field, trouble)
    }
  const known = frame.known.get(codeAt(line))
  const parts = partsOf(codeAt(line), book, known?.type, frame.findUnit, say)
  const raw = {
    ...headOf(line, known?.type, frame, say('types', line)),
    steps: parts.steps,
    materials: parts.materials,
  }
  if (bad.length > 0) return undefined
  return judged(raw, { line, parts, known, frame, tell })
}

function headOf(line: Line<'types'>, known: MatterType | undefined, frame: SheetFrame, say: Say<'types'>) {
  const cells = cellsOf(line, say, frame.findUnit)
  const from = cells.day('from', frame.today)
  return {
    typeId: known?.typeId ?? frame.newId(),
    version: (known?.version ?? 0) + 1,
    unitId: cells.unit('unit', known?.unitId),
    code: cells.text('code'),
    name: cells.text('name'),
    group: cells.text('group', known?.group),
    description: cells.text('description', known?.description),
    conditions: cells.text('conditions', known?.conditions),
    acceptWithin: cells.limit('acceptWithin', known?.acceptWithin),
    legal: cells.limit('legal', known?.legal),
    promised: cells.limit('promised', known?.promised),
    warning: cells.warning('warning', known?.warning),
    legalBasis: cells.text('legalBasis', known?.legalBasis),
    publicProblem: cells.isYes('publicProblem', known?.publicProblem),
    keywords: cells.list('keywords', known?.keywords),
    from,
  }
}

interface Judging {
  readonly line: Line<'types'>
  readonly parts: Parts
  readonly known: { readonly type: MatterType; readonly retired: boolean } | undefined
  readonly frame: SheetFrame
  readonly tell: Tell
}

function judged(raw: object, { line, parts, known, frame, tell }: Judging): SheetType | undefined {
  const at = (path: string, trouble: Trouble): void => {
    const { key, row, field } = cellAt(path, line, parts)
    tell(key, row, field, trouble)
  }
  const shape = MatterType.safeParse(raw)
  if (!shape.success) {
    for (const { path, code } of shape.error.issues) at(path.join('.'), shapeWords(path.join('.'), code))
    return undefined
  }
  const before = known?.type
  const [type, change] = changeOf(shape.data, known, frame.today)
  if (before && change === 'same') return { type: before, before, change }
  const faults = judgeType(type, { before, otherCodes: new Set(), unitIds: frame.unitIds })
  for (const { path, zh, en } of faults) at(path, [zh, en])
  return faults.length > 0 ? undefined : { type, before, change }
}

/** A changed kind begins today at the earliest, and not before the version it follows. */
function changeOf(
  read: MatterType,
  known: Judging['known'],
  today: string,
): readonly [MatterType, SheetType['change']] {
  if (known === undefined) return [read, 'new']
  if (!known.retired && isSameType(read, known.type)) return [read, 'same']
  const [from = today] = [read.from, today, known.type.from].sort().reverse()
  return [{ ...read, from }, 'changed']
}

/** The cell a path of the shape (`steps.2.limit`) was read from. */
function cellAt(path: string, line: Line<'types'>, parts: Parts): { key: SheetKey; row: number; field: string } {
  const [head = '', index = '', field = ''] = path.split('.')
  if (head === 'steps' || head === 'materials') {
    const row = parts.rows[head][Number(index)]
    if (index !== '' && row !== undefined) return { key: head, row, field: fieldNames[field] ?? field }
    return { key: 'types', row: line.row, field: 'code' }
  }
  return { key: 'types', row: line.row, field: fieldNames[head] ?? head }
}

const fieldNames: Readonly<Record<string, string>> = { unitId: 'unit', typeId: 'code', version: 'code' }

function shapeWords(path: string, code: string): Trouble {
  if (path === 'steps') return code === 'too_big' ? words.tooManyParts : words.noSteps
  if (path === 'materials') return words.tooManyParts
  if (code === 'too_small') return troubles.missing
  if (code === 'too_big') return troubles.tooLong
  return path === 'code' ? troubles.employeeNo : words.key
}

const words = {
  key: [
    '以小写字母开头，只用小写字母、数字和连字符',
    'begins with a small letter; small letters, digits and hyphens only',
  ],
  noHeadings: ['没有找到表头', 'the headings were not found'],
  noSheet: ['没有名为“事项”的工作表', 'there is no sheet named “Matters”'],
  noSteps: ['该事项没有环节', 'this kind of matter has no step'],
  noSuchCode: ['“事项”表中没有这个代码', 'the sheet of matters has no such code'],
  tooMany: ['一次最多导入300个事项', 'at most 300 kinds of matter at once'],
  tooManyParts: ['环节最多20个，材料最多40种', 'at most 20 steps and 40 materials'],
} as const satisfies Record<string, Trouble>
