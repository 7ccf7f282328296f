import { z } from 'zod'

const Quantization = z.union([
  z.object({ dtype: z.literal('float16') }),
  z.object({ dtype: z.enum(['uint8', 'uint16']), scale: z.number(), min: z.number() }),
])
const WeightEntry = z.object({
  name: z.string(),
  shape: z.array(z.number().int()),
  dtype: z.enum(['float32', 'int32']),
  quantization: Quantization.optional(),
})
type WeightEntry = z.infer<typeof WeightEntry>

/** The list of weights that stands beside a tfjs model's binary file. */
export const WeightsManifest = z.array(z.object({ paths: z.array(z.string()), weights: z.array(WeightEntry) }))
export type WeightsManifest = z.infer<typeof WeightsManifest>

/** One weight as 32-bit floats; whole-number weights (shapes, paddings) fit in them exactly. */
export interface Weight {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** All weights by name. `read` gives the bytes of a file the manifest names. Throws when a file is too short. */
export function readWeights(manifest: WeightsManifest, read: (path: string) => Buffer): Map<string, Weight> {
  const weights = new Map<string, Weight>()
  for (const group of manifest) {
    const bytes = Buffer.concat(group.paths.map(read))
    let at = 0
    for (const entry of group.weights) {
      const { width, value } = encodingOf(entry)
      const data = new Float32Array(entry.shape.reduce((product, length) => product * length, 1))
      for (let i = 0; i < data.length; i += 1, at += width) data[i] = value(bytes, at)
      weights.set(entry.name, { shape: entry.shape, data })
    }
  }
  return weights
}

interface Encoding {
  /** Bytes of one number. */
  readonly width: number
  readonly value: (bytes: Buffer, at: number) => number
}

function encodingOf({ quantization, dtype }: WeightEntry): Encoding {
  if (quantization === undefined)
    return { width: 4, value: dtype === 'int32' ? (b, at) => b.readInt32LE(at) : (b, at) => b.readFloatLE(at) }
  if (quantization.dtype === 'float16') return { width: 2, value: (b, at) => halfFloat(b.readUInt16LE(at)) }

  const { scale, min } = quantization
  return quantization.dtype === 'uint8'
    ? { width: 1, value: (b, at) => b.readUInt8(at) * scale + min }
    : { width: 2, value: (b, at) => b.readUInt16LE(at) * scale + min }
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
