import { parse } from 'csv-parse/sync'

/** A table that cannot be measured with. The message is a sentence for whoever wrote it, naming file and line. */
export class BadTable extends Error {
  constructor(table: string, line: number, why: string) {
    super(`${table}, line ${line}: ${why}.`)
    this.name = 'BadTable'
  }
}

/** File names are relative to the folder of the table, or absolute. */
export interface ListedPair {
  readonly left: string
  readonly right: string
  readonly same: boolean
}

export interface ListedPhoto {
  readonly file: string
  readonly person: string
  readonly cohort?: string
}

/** Reads pairs.csv: `left,right,same`, where `same` is 1 or 0. Throws `BadTable`. */
export function readPairs(text: string, table = 'pairs.csv'): ListedPair[] {
  return readRows(text, table, ['left', 'right', 'same']).map(({ line, cells }) => {
    const { left = '', right = '', same = '' } = cells
    for (const file of [left, right]) expectFile(file, table, line)
    if (same !== '1' && same !== '0') throw new BadTable(table, line, `"same" must be 1 or 0, not "${same}"`)
    return { left, right, same: same === '1' }
  })
}

/** Reads people.csv: `file,person` and, if it has one, `cohort`. Throws `BadTable`. */
export function readPeople(text: string, table = 'people.csv'): ListedPhoto[] {
  const lineOf = new Map<string, number>()
  return readRows(text, table, ['file', 'person']).map(({ line, cells }) => {
    const { file = '', person = '', cohort = '' } = cells
    expectFile(file, table, line)
    if (person === '') throw new BadTable(table, line, 'the person has no name')
    const before = lineOf.get(file)
    if (before !== undefined) throw new BadTable(table, line, `"${file}" stands in line ${before} already`)
    lineOf.set(file, line)
    return { file, person, ...(cohort === '' ? {} : { cohort }) }
  })
}

/**
 * The photos to describe: those of people.csv, then those only pairs.csv names. Who the latter show is known only as far
 * as the pairs say "same": all files tied so are one person, named after the first of them.
 */
export function peopleOf(people: readonly ListedPhoto[], pairs: readonly ListedPair[]): ListedPhoto[] {
  const person = new Map(people.map(({ file, person: name }) => [file, name]))
  const files = pairs.flatMap(({ left, right }) => [left, right])
  for (const file of files) if (!person.has(file)) person.set(file, file)
  const tied = pairs.filter(({ same }) => same)
  for (let changed = true; changed; ) {
    changed = false
    for (const { left, right } of tied) changed = tie(person, left, right) || changed
  }
  const listed = new Set(people.map(({ file }) => file))
  const others = [...new Set(files)].filter((file) => !listed.has(file))
  return [...people, ...others.map((file) => ({ file, person: person.get(file) ?? file }))]
}

/** Gives both files one name, the smaller in order of text; tells whether anything changed. */
function tie(person: Map<string, string>, left: string, right: string): boolean {
  const [one = left, other = right] = [person.get(left), person.get(right)]
  if (one === other) return false
  const [name = one] = [one, other].sort()
  for (const file of [left, right]) person.set(file, name)
  return true
}

interface Row {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

function readRows(text: string, table: string, wanted: readonly string[]): Row[] {
  const [head, ...body] = parseCells(text, table)
  if (head === undefined) throw new BadTable(table, 1, 'the table is empty')
  const missing = wanted.find((name) => !head.cells.includes(name))
  if (missing !== undefined) throw new BadTable(table, head.line, `the column "${missing}" is missing`)

  return body.map(({ line, cells }) => {
    if (cells.length !== head.cells.length)
      throw new BadTable(table, line, `${cells.length} cells where the first line has ${head.cells.length}`)
    return { line, cells: Object.fromEntries(head.cells.map((name, i) => [name, cells[i] ?? ''])) }
  })
}

function parseCells(text: string, table: string): { readonly line: number; readonly cells: readonly string[] }[] {
  try {
    const rows = parse(text, { bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true })
    return (rows as unknown as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => {
      return { line: info.lines, cells: record }
    })
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 1
    throw new BadTable(table, line, `not CSV (${error instanceof Error ? error.message : String(error)})`)
  }
}

function expectFile(file: string, table: string, line: number): void {
  if (file === '') throw new BadTable(table, line, 'a file name is missing')
  if (file.includes('\0')) throw new BadTable(table, line, 'a file name holds a zero byte')
}
