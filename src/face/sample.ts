import type { Affine } from './crop.ts'
import type { Picture } from './picture.ts'
import { places, sampleBytes } from './sampleCode.ts'

/** `size` × `size` pixels of `samples` × `samples` samples each, their mean times `gain`, written from `at` on. */
export interface Grid {
  readonly size: number
  readonly samples: number
  readonly gain: number
  readonly at: number
  /** What lies outside of the picture: nothing, or its outermost pixels over and over. */
  readonly outside: 'black' | 'edge'
}

/**
 * Samples a crop, bilinear, RGB. `inside` promises that every sample has four neighbours in the picture; without it
 * a sample less than a pixel outside has the edge's colour, farther out it is black, or the edge's colour too.
 */
export function sample(picture: Picture, map: Affine, grid: Grid, inside: boolean, out: Float32Array): void {
  const { size, samples, gain, at, outside } = grid
  const behind = layPicture(picture, size * size * 12 + 4)
  layNumbers(picture, map, samples, gain)
  if (outside === 'edge') layFarLimits()
  const run = scans[`${inside ? 'inside' : 'across'}${samples}`]
  if (run === undefined) throw new Error(`no sampler for ${samples} samples`)
  run(picture.width * 3, behind, size)
  out.set(new Float32Array(memory.buffer, behind, size * size * 3), at)
}

const memory = new WebAssembly.Memory({ initial: 64 })
const instance = new WebAssembly.Instance(new WebAssembly.Module(sampleBytes()), { env: { memory } })
const scans = instance.exports as Record<string, (stride: number, out: number, size: number) => void>

/** The picture whose bytes lie in memory. */
let laid: Picture | undefined

/** Lays the picture down, unless it lies there already, and gives the first place behind it with room for `bytes`. */
function layPicture(picture: Picture, bytes: number): number {
  const { rgb, width } = picture
  const behind = Math.ceil((places.picture + rgb.length + width * 3 + 16) / 16) * 16
  const missing = behind + bytes - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / 65_536))
  if (laid !== picture) new Uint8Array(memory.buffer, places.picture, rgb.length).set(rgb)
  laid = picture
  return behind
}

/** Moves the limits beyond which a sample is black so far out that none is. */
function layFarLimits(): void {
  const far = 1e9
  new Float64Array(memory.buffer, places.before, 2).fill(-far)
  new Float64Array(memory.buffer, places.size, 2).fill(far)
}

function layNumbers({ width, height }: Picture, [a, b, c, d, e, f]: Affine, samples: number, gain: number): void {
  const pair = (place: number, x: number, y: number) => new Float64Array(memory.buffer, place, 2).set([x, y])
  pair(places.first, c, f)
  pair(places.right, a, d)
  pair(places.down, b, e)
  pair(places.before, -1, -1)
  pair(places.size, width, height)
  pair(places.last, width - 1, height - 1)
  new Float32Array(memory.buffer, places.gain, 4).fill(gain / (samples * samples))
  for (let i = 0; i < samples * samples; i += 1) {
    const x = ((i % samples) + 0.5) / samples - 0.5
    const y = (Math.floor(i / samples) + 0.5) / samples - 0.5
    pair(places.samples + 16 * i, a * x + b * y, d * x + e * y)
  }
}
