import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir, userInfo } from 'node:os'
import { basename, join } from 'node:path'
import type { Template } from '../src/face/description.ts'
import { type FaceEngine, startFaceEngine } from '../src/face/engine.ts'
import { BadTable, readPeople } from '../src/face/measureCsv.ts'
import { describeFiles } from '../src/face/measureFaces.ts'
import { FaceStartFailure } from '../src/face/startFailure.ts'
import { attemptPolicy } from '../src/presence/rules/policy.ts'
import { type Call, chosen, readCall, usage } from './lab/call.ts'
import { templateOf } from './lab/enrol.ts'
import { speciesRows, worstOf } from './lab/figures.ts'
import { goalRows } from './lab/goals.ts'
import { linesOf } from './lab/lines.ts'
import { genuineRows } from './lab/living.ts'
import { openCache } from './lab/looks.ts'
import { BadManifest, readManifest } from './lab/manifest.ts'
import { type Measured, measure } from './lab/measure.ts'
import { readingLines, writeDets } from './lab/outputs.ts'
import { openProgress } from './lab/progress.ts'
import { returnRows } from './lab/returnRows.ts'
import { queueRows, seriesRows } from './lab/series.ts'
import { signalRows } from './lab/signalRows.ts'
import { problemText } from './lab/words.ts'

/**
 * Plays clips of living people and of attacks through the product and says how often each species comes through:
 * `npm run lab -- DIR`, see docs/lab.md.
 */
async function main(): Promise<number> {
  const call = readCall()
  const { clips, problems } = readManifest(call.folder)
  for (const problem of problems) process.stderr.write(`${problemText(problem)}\n`)
  const judged = chosen(clips, call)
  if (judged.size === 0) throw new BadManifest(`${call.folder}/clips.csv: no usable row is left to judge.`)

  const root = join(tmpdir(), `zaigang-lab-${userInfo().uid}`)
  const modelsDir = join(root, 'models')
  const engine = await startFaceEngine({ modelsDir, plugins: [], workers: Math.min(8, availableParallelism()) })
  try {
    const colleagues = await colleaguesOf(call.folder, engine, root)
    const cache = openCache(root, engine)
    const bench = { engine, cache, colleagues, progress: openProgress(), seeds: call.seeds, whole: call.whole }
    const measured = await measure(clips, judged, bench)
    for (const problem of measured.problems) process.stderr.write(`${problemText(problem)}\n`)
    if (call.readings !== undefined) writeFileSync(call.readings, readingLines(measured.presentations))
    if (call.svg !== undefined) writeDets(call.svg, measured.presentations)
    const report = await reportOf(call, engine, { ...measured, problems: [...problems, ...measured.problems] })
    process.stdout.write(`${call.json ? JSON.stringify(report) : linesOf(report).join('\n')}\n`)
    return measured.presentations.length === 0 ? 1 : 0
  } finally {
    await engine.close()
  }
}

/** People of people.csv, if the folder has one: they are enrolled too, as the rest of the site's staff. */
async function colleaguesOf(folder: string, engine: FaceEngine, root: string): Promise<readonly Template[]> {
  const path = join(folder, 'people.csv')
  if (!existsSync(path)) return []
  const people = readPeople(readFileSync(path, 'utf8'))
  const files = people.map(({ file }) => file)
  const described = await describeFiles(folder, files, engine, join(root, 'people'), openProgress())
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

async function reportOf(call: Call, engine: FaceEngine, measured: Measured) {
  const { presentations } = measured
  const species = speciesRows(presentations)
  const rows = genuineRows(presentations, measured.attempts)
  const series = await seriesRows(presentations, call.gapSeconds)
  return {
    folder: basename(call.folder),
    models: engine.version,
    seeds: call.seeds,
    gapSeconds: call.gapSeconds,
    enrolled: measured.enrolled,
    worstReal: worstOf(species, false) ?? null,
    worstSimulated: worstOf(species, true) ?? null,
    goals: goalRows({ species, genuineRows: rows, series }),
    species,
    genuine: rows[0] ?? { n: 0, bpcer: 0, bpcerSession: 0, nonResponse: 0 },
    genuineRows: rows,
    returns: returnRows(measured.visits),
    series,
    queues: await queueRows(presentations, call.gapSeconds),
    signals: call.whole ? signalRows(presentations) : [],
    problems: measured.problems,
    policy: attemptPolicy,
  }
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
