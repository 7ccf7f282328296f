import { InferenceSession, Tensor } from 'onnxruntime-node'
import { FaceStartFailure } from './startFailure.ts'

/** A loaded model with its own input buffer: fill `input`, then `run`. One run at a time; runs share the buffer. */
export interface Net {
  readonly input: Float32Array
  /** The outputs in the order of `NetShape.outputs`. */
  run(): Promise<readonly Float32Array[]>
  close(): Promise<void>
}

export interface NetShape {
  /** Names the model in a start failure. */
  readonly name: string
  readonly input: readonly number[]
  /** `any` where the number of values depends on the picture, as a detector's; such values may all be zero. */
  readonly outputs: readonly { readonly name: string; readonly length: number | 'any' }[]
}

/**
 * Loads a model and runs it once on a fixed input. A file that does not load, lacks an output, or answers with the
 * wrong number of values, with values that are not numbers or with nothing but zeros is a `FaceStartFailure`: a
 * model that is not there must never look like a score of zero.
 */
export async function openNet(file: string, shape: NetShape): Promise<Net> {
  const session = await openSession(file, shape.name)
  const net = netOf(session, shape)
  for (let i = 0; i < net.input.length; i += 1) net.input[i] = (i * 7919) % 256
  const outputs = await net.run().catch((error: unknown) => {
    throw new FaceStartFailure(`The face model "${shape.name}" does not run.`, error)
  })
  for (const [i, { name, length }] of shape.outputs.entries()) {
    const fault = findFault(outputs[i], length)
    if (fault !== undefined)
      throw new FaceStartFailure(`The face model "${shape.name}" is not usable: its output "${name}" ${fault}.`)
  }
  return net
}

async function openSession(file: string, name: string): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(file, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    })
  } catch (error) {
    throw new FaceStartFailure(`The face model "${name}" does not load.`, error)
  }
}

function netOf(session: InferenceSession, shape: NetShape): Net {
  const input = new Float32Array(shape.input.reduce((product, length) => product * length, 1))
  const tensor = new Tensor('float32', input, shape.input)
  const feeds = { [session.inputNames[0] ?? '']: tensor }
  const fetches = shape.outputs.map(({ name }) => name)
  return {
    input,
    async run() {
      const outputs = await session.run(feeds, fetches)
      return fetches.map((name) => outputs[name]?.data as Float32Array)
    },
    close: () => session.release(),
  }
}

function findFault(values: Float32Array | undefined, length: number | 'any'): string | undefined {
  if (!(values instanceof Float32Array)) return 'is missing or not of 32-bit floats'
  if (!values.every(Number.isFinite)) return 'holds values that are not numbers'
  if (length === 'any') return undefined
  if (values.length !== length) return `has ${values.length} values instead of ${length}`
  if (values.every((value) => value === 0)) return 'holds only zeros'
  return undefined
}
