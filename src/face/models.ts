import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { convertGraph } from './convertGraph.ts'
import { convertLite } from './convertLite.ts'
import { convertRecogniser } from './convertRecogniser.ts'
import { readLite } from './liteModel.ts'
import { FaceStartFailure } from './startFailure.ts'
import { GraphModel } from './tfjsGraph.ts'
import { readWeights, WeightsManifest } from './weights.ts'

/** Raised whenever a converter changes what it writes; part of the version, so old caches are left behind. */
const converterVersion = 2

export type ModelName = 'detector' | 'mesh' | 'iris' | 'faceres' | 'recogniser' | 'mobilefacenet'

/** Where the converted models stand. `version` names source files and converter: equal versions give equal vectors. */
export interface ConvertedModels {
  readonly version: string
  readonly files: Readonly<Record<ModelName, string>>
}

/** Told before each model that has to be converted; `of` counts all models. */
export type ModelProgress = (step: { readonly model: ModelName; readonly at: number; readonly of: number }) => void

/**
 * Converts the models that come with the npm packages, once, into `folder/<version>`. Later starts only check the
 * files against their recorded hashes; a damaged or missing file is converted again. Throws `FaceStartFailure`.
 */
export function keepModels(folder: string, progress: ModelProgress = () => {}): ConvertedModels {
  const read = names.map((name) => [name, readSource(name)] as const)
  const version = versionOf(read.map(([, source]) => source))
  const place = join(folder, version)
  const known = findHashes(place)
  const hashes: Record<string, string> = {}
  for (const [i, [name, source]] of read.entries()) {
    const file = join(place, `${name}.onnx`)
    const kept = findHash(file)
    if (kept !== undefined && kept === known[name]) {
      hashes[name] = kept
      continue
    }
    progress({ model: name, at: i + 1, of: read.length })
    const model = convertSource(name, source)
    hashes[name] = hashOf(model)
    writeWhole(file, model)
  }
  writeWhole(join(place, 'hashes.json'), Buffer.from(JSON.stringify(hashes)))
  const files = Object.fromEntries(names.map((name) => [name, join(place, `${name}.onnx`)]))
  return { version, files: files as Record<ModelName, string> }
}

interface Source {
  readonly files: readonly Buffer[]
  readonly convert: (files: readonly Buffer[]) => Buffer
}

const none = Buffer.alloc(0)

const graph =
  (shape: readonly (number | string)[], outputs: readonly string[]): Source['convert'] =>
  ([description = none, binary = none]) => {
    const model = GraphModel.parse(JSON.parse(description.toString()))
    return convertGraph(
      model,
      readWeights(model.weightsManifest, () => binary),
      { shape, outputs },
    )
  }

const recogniser: Source['convert'] = ([description = none, binary = none]) =>
  convertRecogniser(readWeights(WeightsManifest.parse(JSON.parse(description.toString())), () => binary))

const mobilefacenet: Source['convert'] = ([file = none]) =>
  convertLite(readLite(file), 'LinearConv1x1/BatchNorm/FusedBatchNorm')

interface SourceFiles {
  readonly package: '@vladmandic/human' | '@vladmandic/face-api' | 'capacitor-face-recognition'
  readonly files: readonly string[]
  readonly convert: Source['convert']
}

const human = (name: string, convert: Source['convert']): SourceFiles => ({
  package: '@vladmandic/human',
  files: [`models/${name}.json`, `models/${name}.bin`],
  convert,
})

const sources: Readonly<Record<ModelName, SourceFiles>> = {
  detector: human('blazeface', graph([1, 256, 256, 3], ['Identity', 'Identity_1', 'Identity_2', 'Identity_3'])),
  mesh: human('facemesh', graph(['n', 192, 192, 3], ['Identity_1', 'Identity_2'])),
  iris: human('iris', graph(['n', 64, 64, 3], ['Identity'])),
  faceres: human('faceres', graph(['n', 224, 224, 3], ['global_pooling/Mean'])),
  recogniser: {
    package: '@vladmandic/face-api',
    files: ['model/face_recognition_model-weights_manifest.json', 'model/face_recognition_model.bin'],
    convert: recogniser,
  },
  // Only the model's file is read; the package's program never runs.
  mobilefacenet: {
    package: 'capacitor-face-recognition',
    files: ['android/src/main/assets/mobilefacenet.tflite'],
    convert: mobilefacenet,
  },
}
const names = Object.keys(sources) as ModelName[]

function readSource(name: ModelName): Source {
  const { package: from, files, convert } = sources[name]
  try {
    // All packages point their main file into dist/; models lie beside it and are not exported by name.
    const home = dirname(dirname(createRequire(import.meta.url).resolve(from)))
    return { files: files.map((file) => readFileSync(join(home, file))), convert }
  } catch (error) {
    throw new FaceStartFailure(`The face model "${name}" cannot be read from the package ${from}.`, error)
  }
}

function convertSource(name: ModelName, { files, convert }: Source): Buffer {
  try {
    return convert(files)
  } catch (error) {
    throw new FaceStartFailure(`The face model "${name}" cannot be converted to ONNX.`, error)
  }
}

function versionOf(read: readonly Source[]): string {
  const hash = createHash('sha256').update(`converter ${converterVersion}`)
  for (const { files } of read) for (const file of files) hash.update(file)
  return hash.digest('hex').slice(0, 16)
}

const Hashes = z.record(z.string(), z.string())

/** Unreadable records count as none: everything is then converted anew. */
function findHashes(place: string): z.infer<typeof Hashes> {
  try {
    return Hashes.parse(JSON.parse(readFileSync(join(place, 'hashes.json'), 'utf8')))
  } catch {
    return {}
  }
}

function findHash(file: string): string | undefined {
  try {
    return hashOf(readFileSync(file))
  } catch {
    return undefined
  }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** A reader sees the old file or the new one, never half of it. */
function writeWhole(file: string, bytes: Buffer): void {
  const half = `${file}.${process.pid}.half`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(half, bytes)
    renameSync(half, file)
  } catch (error) {
    throw new FaceStartFailure(`The folder for face models cannot be written: ${dirname(file)}.`, error)
  }
}
