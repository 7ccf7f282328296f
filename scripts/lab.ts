import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Template } from '../src/face/description.ts'
import { type FaceEngine, startFaceEngine } from '../src/face/engine.ts'
import { BadTable, readPeople } from '../src/face/measureCsv.ts'
import { describeFiles } from '../src/face/measureFaces.ts'
import { FaceStartFailure } from '../src/face/startFailure.ts'
import { attemptPolicy } from '../src/presence/rules/policy.ts'
import { templateOf } from './lab/enrol.ts'
import { genuineRows, speciesRows, worstOf } from './lab/figures.ts'
import { linesOf, problemText } from './lab/lines.ts'
import { openCache } from './lab/looks.ts'
import { BadManifest, type Clip, readManifest } from './lab/manifest.ts'
import { type Measured, measure } from './lab/measure.ts'
import { readingLines, writeDets } from './lab/outputs.ts'
import { queueRows, seriesRows } from './lab/series.ts'
import { signalRows } from './lab/signalRows.ts'

/**
 * Plays clips of living people and of attacks through the product and says how often each species comes through:
 * `npm run lab -- DIR`, see docs/lab.md.
 */
const usage =
  'Usage: npm run lab -- DIR [--json] [--seeds N] [--readings FILE] [--only species] [--split name] [--svg DIR]'

async function main(): Promise<number> {
  const { folder, values, seeds } = readCall()
  const { clips, problems } = readManifest(folder)
  for (const problem of problems) process.stderr.write(`${problemText(problem)}\n`)
  const judged = chosen(clips, values.only, values.split)
  if (judged.size === 0) throw new BadManifest(`${folder}/clips.csv: no usable row is left to judge.`)

  const root = join(tmpdir(), `zaigang-lab-${userInfo().uid}`)
  const engine = await startFaceEngine({ modelsDir: join(root, 'models'), plugins: [], workers: 2 })
  try {
    const cache = openCache(root, engine)
    const colleagues = await colleaguesOf(folder, engine, root)
    const measured = await measure(clips, judged, { engine, cache, seeds, colleagues, progress: showProgress })
    const report = reportOf(folder, engine, seeds, { ...measured, problems: [...problems, ...measured.problems] })
    if (values.readings !== undefined) writeFileSync(values.readings, readingLines(measured.presentations))
    if (values.svg !== undefined) writeDets(values.svg, measured.presentations)
    console.log(values.json ? JSON.stringify(report) : linesOf(report).join('\n'))
    return 0
  } finally {
    await engine.close()
  }
}

function readCall() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      seeds: { type: 'string', default: '50' },
      readings: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      split: { type: 'string' },
      svg: { type: 'string' },
    },
  })
  const [folder] = positionals
  const seeds = Number(values.seeds)
  if (folder === undefined || positionals.length > 1 || !Number.isInteger(seeds) || seeds < 1 || seeds > 100_000)
    throw new BadManifest(usage)
  return { folder, values, seeds }
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

function chosen(clips: readonly Clip[], only: readonly string[], split: string | undefined): ReadonlySet<Clip> {
  const kinds = new Set(only.flatMap((names) => names.split(',')).map(plain))
  const wanted = (kind: string) => kinds.has(plain(kind)) || (kind === 'genuine' && kinds.has('injectedrecording'))
  return new Set(
    clips.filter((clip) => (kinds.size === 0 || wanted(clip.kind)) && (split ?? clip.split) === clip.split),
  )
}

/** People of people.csv, if the folder has one: they are enrolled too, as the rest of the site's staff. */
async function colleaguesOf(folder: string, engine: FaceEngine, root: string): Promise<readonly Template[]> {
  const path = join(folder, 'people.csv')
  if (!existsSync(path)) return []
  const people = readPeople(readFileSync(path, 'utf8'))
  const files = people.map(({ file }) => file)
  const described = await describeFiles(folder, files, engine, join(root, 'people'), showProgress)
  const names = [...new Set(people.map(({ person }) => person))]
  return names.flatMap((name) => {
    const own = people.filter(({ person }) => person === name)
    const shots = own.flatMap(({ file }) => {
      const one = described.get(file)
      return one?.kind === 'described' ? [[file, [{ description: one.description, quality: 1 }]] as const] : []
    })
    return templateOf(name, new Map(shots)) ?? []
  })
}

function reportOf(folder: string, engine: FaceEngine, seeds: number, measured: Measured) {
  const species = speciesRows(measured.presentations)
  const rows = genuineRows(measured.presentations, measured.attempts)
  return {
    folder: basename(folder),
    models: engine.version,
    seeds,
    enrolled: measured.enrolled,
    worst: worstOf(species),
    worstReal: worstOf(species.filter(({ simulated }) => !simulated)),
    species,
    genuine: rows[0] ?? { n: 0, bpcer: 0, bpcerSession: 0, nonResponse: 0 },
    genuineRows: rows,
    series: seriesRows(measured.presentations),
    queues: queueRows(measured.presentations),
    signals: signalRows(measured.presentations),
    problems: measured.problems,
    policy: attemptPolicy,
  }
}

function showProgress(done: number, of: number): void {
  const width = 40
  const step = process.stderr.isTTY ? 1 : Math.ceil(of / 10)
  if (done % step !== 0 && done !== of) return
  const bar = `[${'#'.repeat(Math.round((done / of) * width)).padEnd(width, '.')}] ${done}/${of}`
  process.stderr.write(process.stderr.isTTY && done < of ? `\r${bar}` : `${process.stderr.isTTY ? '\r' : ''}${bar}\n`)
}

try {
  process.exitCode = await main()
} catch (error) {
  const known = error instanceof BadManifest || error instanceof BadTable || error instanceof FaceStartFailure
  const badOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (!known && !badOption) throw error
  console.error(badOption ? `${error.message}\n${usage}` : error.message)
  process.exitCode = 2
}
