import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, tmpdir, userInfo } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type FaceEngine, startFaceEngine } from '../src/face/engine.ts'
import { faceresMean } from '../src/face/faceresMean.ts'
import { shippedPolicy, withPlugIns } from '../src/face/matchPolicy.ts'
import { BadTable, type ListedPair, type ListedPhoto, peopleOf, readPairs, readPeople } from '../src/face/measureCsv.ts'
import { type Described, describeFiles } from '../src/face/measureFaces.ts'
import type { Matching } from '../src/face/measurePairs.ts'
import { linesOf, measureAll, type Report } from '../src/face/measureReport.ts'
import { FaceStartFailure } from '../src/face/startFailure.ts'

/**
 * Measures the product's own recognition on a folder of photos: `node --import tsx scripts/faces.ts DIR [--json]`.
 * DIR holds people.csv (file,person[,cohort]), pairs.csv (left,right,same), or both. They name files relative to DIR or
 * absolutely; what is not there is named and left out, a face not found in a picture that is there counts as a miss.
 * `--plugin FILE` adds a plugged-in recogniser by its description; it judges alone, with `--join` together with the rest.
 */
const usage = 'Usage: npm run faces -- DIR [--json] [--plugin FILE] [--join]'

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      join: { type: 'boolean', default: false },
      plugin: { type: 'string', multiple: true, default: [] },
    },
  })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new Mistake(usage)
  const { pairs, listed, whoIsWho } = readTables(folder)

  const cache = join(tmpdir(), `zaigang-faces-${userInfo().uid}`)
  const workers = Math.max(1, availableParallelism())
  const engine = await startFaceEngine({ modelsDir: join(cache, 'models'), plugins: values.plugin, workers })
  try {
    const files = [...new Set(listed.map(({ file }) => file))]
    const described = await describeFiles(folder, files, engine, cache, showProgress)
    const policy = withPlugIns(shippedPolicy, engine.plugIns, values.join ? 'joins' : 'replaces')
    process.stderr.write('comparing …\n')
    const pictures = picturesOf(described)
    if (pictures.missing.length === files.length) throw new Mistake(`${folder}: none of the pictures listed is there.`)
    const report = measureDescribed(described, listed, pairs, { mean: faceresMean, policy }, whoIsWho)
    if (values.json)
      console.log(JSON.stringify({ ...report, folder: basename(folder), version: engine.version, pictures, policy }))
    else console.log([...pictureLines(folder, engine, pictures), ...linesOf(report)].join('\n'))
    return 0
  } finally {
    await engine.close()
  }
}

function measureDescribed(
  described: ReadonlyMap<string, Described>,
  listed: readonly ListedPhoto[],
  pairs: readonly ListedPair[],
  matching: Matching,
  whoIsWho: 'people' | 'pairs',
): Report {
  const isThere = (file: string) => described.get(file)?.kind !== 'missing'
  const photos = listed.flatMap((photo) => {
    const one = described.get(photo.file)
    if (one?.kind === 'described') return { ...photo, description: one.description }
    return isThere(photo.file) ? photo : []
  })
  const whole = pairs.filter(({ left, right }) => isThere(left) && isThere(right))
  return measureAll(photos, whole, matching, whoIsWho)
}

/** A mistake of whoever called: its message is all they need. */
class Mistake extends Error {}

function readTables(folder: string): {
  readonly pairs: readonly ListedPair[]
  readonly listed: readonly ListedPhoto[]
  readonly whoIsWho: 'people' | 'pairs'
} {
  const [pairsPath, peoplePath] = [join(folder, 'pairs.csv'), join(folder, 'people.csv')]
  if (!existsSync(pairsPath) && !existsSync(peoplePath))
    throw new Mistake(`${folder} holds neither people.csv nor pairs.csv.`)
  const pairs = existsSync(pairsPath) ? readPairs(readFileSync(pairsPath, 'utf8')) : []
  const people = existsSync(peoplePath) ? readPeople(readFileSync(peoplePath, 'utf8')) : []
  return { pairs, listed: peopleOf(people, pairs), whoIsWho: people.length === 0 ? 'pairs' : 'people' }
}

function picturesOf(described: ReadonlyMap<string, Described>) {
  const named = (kind: Described['kind']) => [...described].filter(([, one]) => one.kind === kind).map(([file]) => file)
  return {
    listed: described.size,
    described: named('described').length,
    noFace: named('noFace'),
    unreadable: named('unreadable'),
    missing: named('missing'),
  }
}

function pictureLines(folder: string, engine: FaceEngine, pictures: ReturnType<typeof picturesOf>): string[] {
  const list = (name: string, files: readonly string[]) => `  ${name}: ${files.length}  ${files.join(' ')}`.trimEnd()
  return [
    `Faces of ${folder}, models ${engine.version}`,
    `  pictures listed: ${pictures.listed}, described: ${pictures.described}`,
    list('no face found', pictures.noFace),
    list('unreadable', pictures.unreadable),
    list('missing', pictures.missing),
    '',
  ]
}

function showProgress(done: number, of: number): void {
  const width = 40
  const step = process.stderr.isTTY ? 10 : Math.ceil(of / 10)
  if (done % step !== 0 && done !== of) return
  const filled = Math.round((done / of) * width)
  const bar = `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done}/${of} pictures`
  process.stderr.write(process.stderr.isTTY && done < of ? `\r${bar}` : `${process.stderr.isTTY ? '\r' : ''}${bar}\n`)
}

try {
  process.exitCode = await main()
} catch (error) {
  const known = error instanceof Mistake || error instanceof BadTable || error instanceof FaceStartFailure
  const badOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (!known && !badOption) throw error
  console.error(badOption ? `${error.message}\n${usage}` : error.message)
  process.exitCode = 2
}
