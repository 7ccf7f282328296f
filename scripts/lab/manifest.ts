import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Action } from '../../src/contract/signals.ts'
import { BadCell, type Lit, readLight, readScript } from './script.ts'
import { decodeText, type Row, readTable } from './table.ts'

/** One line of clips.csv. */
export interface Clip {
  readonly line: number
  /** As the manifest names it, and where it is. */
  readonly file: string
  readonly path: string
  readonly person: string
  /** `genuine`, or the species of attack: as the laboratory writes it where it knows it, else as the manifest names it. */
  readonly kind: string
  readonly script: readonly Action[]
  /** What would have been asked for besides, had a doubt been left: it was filmed if so. */
  readonly reserve: Action | null
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

/** Reads DIR/clips.csv; columns by their names, in any order, of which `file` and `kind` are needed. Throws `BadManifest`. */
export function readManifest(folder: string): Manifest {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(resolve(folder, 'clips.csv'))
  } catch {
    throw new BadManifest(`${folder} holds no clips.csv that can be read.`)
  }
  return parseManifest(decodeText(bytes), folder)
}

/** The text of a clips.csv whose files lie in `folder`. Throws `BadManifest`. */
export function parseManifest(text: string, folder: string): Manifest {
  const { names, rows, bad } = readTable(text)
  const missing = ['file', 'kind'].find((name) => !names.includes(name))
  if (missing !== undefined) throw new BadManifest(`clips.csv: the column "${missing}" is missing.`)
  const clips: Clip[] = []
  const problems: Problem[] = bad.map(({ line, why }) => ({ line, file: '', why }))
  const [kinds, known] = [new Map<string, string>(), new Map<string, number>()]
  for (const row of rows) {
    try {
      const clip = clipOf(row, folder)
      const kind = kinds.get(plain(clip.kind)) ?? clip.kind
      kinds.set(plain(kind), kind)
      refuseTwice({ ...clip, kind }, known)
      clips.push({ ...clip, kind })
    } catch (error) {
      if (!(error instanceof BadCell)) throw error
      problems.push({ line: row.line, file: row.cells.file ?? '', why: error.message })
    }
  }
  return { clips, problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) }
}

/** The same row twice would count twice. */
function refuseTwice({ line, path, kind, person, script, light, group }: Clip, known: Map<string, number>): void {
  const row = JSON.stringify([path, kind, person, script, light, group])
  const before = known.get(row)
  if (before !== undefined) throw new BadCell(`it says the same as line ${before}`)
  known.set(row, line)
}

function clipOf({ line, cells }: Row, folder: string): Clip {
  const cell = (name: string): string => cells[name] ?? ''
  const [file, kind] = [cell('file'), cell('kind')]
  if (file === '') throw new BadCell('no file is named')
  if (kind === '') throw new BadCell('the kind is missing')
  return {
    line,
    file,
    path: pathOf(folder, file),
    person: cell('person') || file,
    kind: kindOf(kind),
    script: readScript(cell('script')),
    reserve: reserveOf(cell('reserve')),
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

/** Written on another system, its folders may be parted the other way. */
const pathOf = (folder: string, file: string): string =>
  resolve(folder, file.includes('/') ? file : file.replaceAll('\\', '/'))

function reserveOf(text: string): Action | null {
  const [reserve = null, more] = readScript(text)
  if (more !== undefined) throw new BadCell(`reserve is "${text}", more than one action`)
  return reserve
}

/** Species the laboratory has goals or ways of its own for. */
const species = [
  ...['flatPrint', 'flatPhoto', 'bentPrint', 'heldPicture', 'cutMask', 'maskSeries', 'screenPhoto', 'screenReplay'],
  ...['injectedRecording', 'rigidMask', 'silicone'],
]
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const genuineNames = new Set(['genuine', 'bonafide', 'real', 'live', 'living', '真人', '活体'])

const kindOf = (kind: string): string =>
  genuineNames.has(plain(kind)) ? 'genuine' : (species.find((name) => plain(name) === plain(kind)) ?? kind)

function yesOf(text: string): boolean {
  if (/^(yes|true|1|y|t|simulated|rendered|synthetic|是|模拟)$/i.test(text)) return true
  if (/^(no|false|0|n|f|real|否|不是|真实|)$/i.test(text)) return false
  throw new BadCell(`simulated is "${text}", neither yes nor no`)
}

function fpsOf(text: string): number | null {
  const fps = Number(text.replace(/\s*fps$/i, '').replace(',', '.'))
  if (text === '' || fps === 0) return null
  if (!(fps > 0 && fps <= 240)) throw new BadCell(`fps is "${text}", no rate of pictures`)
  return fps
}
