import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { builtIn } from './matchVectors.ts'
import { FaceStartFailure } from './startFailure.ts'

const perChannel = z.tuple([z.number(), z.number(), z.number()])

/**
 * Where the model looks. `arcface112`: five points brought to ArcFace's places. `dlib150`: eye and mouth corners
 * brought to dlib's mean face with a border of `pad`. `meshbox`: the square `k` times the face's longer side, upright
 * with the face when `roll` is true, upright with the picture when false; `keepInside` shrinks and shifts it to lie
 * within the picture, for models that take a black border for the edge of a screen.
 */
const ChipTemplate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('arcface112') }),
  z.strictObject({ kind: z.literal('dlib150'), pad: z.number().min(0).max(1) }),
  z.strictObject({
    kind: z.literal('meshbox'),
    k: z.number().min(0.5).max(8),
    roll: z.boolean(),
    keepInside: z.boolean().default(false),
  }),
])
export type ChipTemplate = z.infer<typeof ChipTemplate>

const common = {
  /** Its name in vectors and scores. */
  name: z.string().regex(/^[a-z][A-Za-z0-9]{1,31}$/),
  /** Path of the ONNX file, from the folder of this description. */
  file: z.string().min(1),
  /** The model's input is one square picture of so many pixels. */
  inputSize: z.number().int().min(16).max(1024),
  layout: z.enum(['nhwc', 'nchw']),
  channelOrder: z.enum(['rgb', 'bgr']),
  /** The model gets (value − mean) × scale of values from 0 to 255, in its own channel order. */
  mean: perChannel,
  scale: perChannel,
}

const Recogniser = z.strictObject({
  role: z.literal('recogniser'),
  ...common,
  template: ChipTemplate,
  output: z.string().min(1),
  dim: z.number().int().min(16).max(4096),
  /** Whether the mirror image is described too and both are summed. */
  flip: z.boolean(),
  /** Cosines that one impostor in 1,000 (`accept`) and one in 100 (`review`) reaches; measured for this model. */
  calibration: z.strictObject({
    thresholds: z
      .strictObject({ accept: z.number(), review: z.number() })
      .refine(({ accept, review }) => accept > review, { message: 'accept must be above review' }),
  }),
})

const Passive = z
  .strictObject({
    role: z.literal('pad'),
    ...common,
    template: ChipTemplate,
    output: z.string().min(1),
    dim: z.number().int().min(1).max(64),
    /** How the outputs become one score, 1 is genuine: `index` names the output that stands for genuine. */
    activation: z.strictObject({ kind: z.enum(['softmax', 'sigmoid', 'none']), index: z.number().int().min(0) }),
    calibration: z.strictObject({ thresholds: z.strictObject({ genuine: z.number() }) }).optional(),
  })
  .refine(({ activation, dim }) => activation.index < dim, {
    message: 'must be smaller than dim',
    path: ['activation', 'index'],
  })

const FaceFinder = z.strictObject({
  role: z.literal('detector'),
  ...common,
  /** n × 4 numbers: left, top, right, bottom in the model's input, in pixels or as fractions of its side. */
  boxes: z.strictObject({ output: z.string().min(1), unit: z.enum(['pixels', 'fractions']) }),
  /** n numbers. */
  scores: z.strictObject({ output: z.string().min(1), activation: z.enum(['none', 'sigmoid']) }),
  leastScore: z.number().min(0).max(1),
})

/** A model of the county's own, described in a JSON file beside it. */
export const PlugIn = z.discriminatedUnion('role', [Recogniser, Passive, FaceFinder])
export type PlugIn = z.infer<typeof PlugIn>
export type RecogniserPlugIn = z.infer<typeof Recogniser>
export type PassivePlugIn = z.infer<typeof Passive>
export type DetectorPlugIn = z.infer<typeof FaceFinder>

/** A plug-in whose description was read: `file` is an absolute path, `version` a hash of description and model. */
export type KnownPlugIn<P extends PlugIn = PlugIn> = P & { readonly version: string }

/** Reads plug-in descriptions. Throws `FaceStartFailure` with a sentence that names the file and what is wrong in it. */
export function readPlugIns(paths: readonly string[]): KnownPlugIn[] {
  const plugIns = paths.map(readPlugIn)
  const names = new Set<string>(builtIn)
  for (const { name, role } of plugIns) {
    if (names.has(name)) throw new FaceStartFailure(`Two face models have the name "${name}".`)
    if (role === 'detector' && names.has('a detector'))
      throw new FaceStartFailure(`More than one plug-in is a detector: "${name}" is one too many.`)
    names.add(name)
    if (role === 'detector') names.add('a detector')
  }
  return plugIns
}

function readPlugIn(path: string): KnownPlugIn {
  const text = readOrFail(path, `The plug-in description ${path} cannot be read.`)
  const plugIn = PlugIn.safeParse(parseJson(path, text))
  if (!plugIn.success) {
    const faults = plugIn.error.issues.map(({ path: place, message }) => `${place.join('.') || 'whole'}: ${message}`)
    throw new FaceStartFailure(`The plug-in description ${path} is not valid (${faults.join('; ')}).`)
  }
  const file = resolve(dirname(path), plugIn.data.file)
  const model = readOrFail(file, `The plug-in "${plugIn.data.name}" names a model file that cannot be read: ${file}.`)
  const version = createHash('sha256').update(text).update(model).digest('hex').slice(0, 16)
  return { ...plugIn.data, file, version }
}

function parseJson(path: string, text: Buffer): unknown {
  try {
    return JSON.parse(text.toString())
  } catch (error) {
    throw new FaceStartFailure(`The plug-in description ${path} is not JSON.`, error)
  }
}

function readOrFail(path: string, sentence: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new FaceStartFailure(sentence, error)
  }
}
