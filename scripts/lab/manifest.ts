import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Action } from '../../src/contract/signals.ts'
import { BadCell, type Lit, readLight, readScript } from './script.ts'

/** One line of clips.csv. */
export interface Clip {
  readonly line: number
  /** As the manifest names it, and where it is. */
  readonly file: string
  readonly path: string
  readonly person: string
  /** `genuine`, or the species of attack as the manifest names it. */
  readonly kind: string
  readonly script: readonly Action[]
  readonly light: Lit | null
  readonly source: string
  readonly simulated: boolean
  readonly split: string
  readonly cohort: string
  /** Frames a second where the clip does not say so itself. */
  readonly fps: number | null
  /** Clips of one group belong to one session, or to one series of masks. */
  readonly group: string
  readonly seed: string
}

/** What is wrong with a row; the row is left out and the rest goes on. */
export interface Problem {
  readonly line: number | null
  readonly file: string
  readonly why: string
}

export interface Manifest {
  readonly clips: readonly Clip[]
  readonly problems: readonly Problem[]
}

/** A manifest nothing can be measured with; the message is a sentence. */
export class BadManifest extends Error {}

type Cells = Readonly<Record<string, string>>

/** Reads DIR/clips.csv; columns by their names, in any order, of which `file` and `kind` are needed. Throws `BadManifest`. */
export function readManifest(folder: string): Manifest {
  let text: string
  try {
    text = readFileSync(resolve(folder, 'clips.csv'), 'utf8')
  } catch {
    throw new BadManifest(`${folder} holds no clips.csv that can be read.`)
  }
  return parseManifest(text, folder)
}

/** The text of a clips.csv whose files lie in `folder`. Throws `BadManifest`. */
export function parseManifest(text: string, folder: string): Manifest {
  const rows = rowsOf(text)
  const clips: Clip[] = []
  const problems: Problem[] = []
  for (const { line, cells } of rows) {
    try {
      clips.push(clipOf(line, cells, folder))
    } catch (error) {
      if (!(error instanceof BadCell)) throw error
      problems.push({ line, file: cells.file ?? '', why: error.message })
    }
  }
  return { clips, problems }
}

function rowsOf(text: string): readonly { readonly line: number; readonly cells: Cells }[] {
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(text, {
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as typeof records
  } catch (error) {
    throw new BadManifest(`clips.csv is no table: ${error instanceof Error ? error.message : String(error)}.`)
  }
  const [head, ...body] = records
  const names = head?.record.map((name) => name.toLowerCase().replace(/[^a-z]/g, '')) ?? []
  const missing = ['file', 'kind'].find((name) => !names.includes(name))
  if (missing !== undefined) throw new BadManifest(`clips.csv: the column "${missing}" is missing.`)
  return body.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(names.map((name, i) => [name, record[i] ?? ''])),
  }))
}

function clipOf(line: number, given: Cells, folder: string): Clip {
  const cell = (name: string): string => given[name] ?? ''
  const [file, kind] = [cell('file'), cell('kind')]
  if (file === '') throw new BadCell('no file is named')
  if (kind === '') throw new BadCell('the kind is missing')
  return {
    line,
    file,
    path: resolve(folder, file),
    person: cell('person') || file,
    kind: genuineNames.has(kind.toLowerCase().replace(/[^a-z]/g, '')) ? 'genuine' : kind,
    script: readScript(cell('script')),
    light: readLight(cell('light')),
    source: cell('source'),
    simulated: yesOf(cell('simulated')),
    split: cell('split'),
    cohort: cell('cohort'),
    fps: fpsOf(cell('fps')),
    group: cell('group'),
    seed: cell('seed'),
  }
}

const genuineNames = new Set(['genuine', 'bonafide', 'real', 'live'])

function yesOf(text: string): boolean {
  if (/^(yes|true|1|y)$/i.test(text)) return true
  if (/^(no|false|0|n|)$/i.test(text)) return false
  throw new BadCell(`simulated is "${text}", neither yes nor no`)
}

function fpsOf(text: string): number | null {
  if (text === '') return null
  const fps = Number(text)
  if (!(fps > 0 && fps <= 240)) throw new BadCell(`fps is "${text}", no rate of pictures`)
  return fps
}
