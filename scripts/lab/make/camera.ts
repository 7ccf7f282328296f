import sharp from 'sharp'
import type { Random } from '../../../src/presence/simulate/random.ts'
import { doCurve } from './light.ts'
import type { Canvas } from './raster.ts'

sharp.concurrency(1)
sharp.cache(false)

/** Noise of a sensor, drawn once: normal numbers with deviation one. */
const noise = noiseTable()

/** A camera that adjusts its exposure slowly, as webcams do. `lux` sets its noise: the less light, the more gain. */
export interface Camera {
  /** What 1 of full white is, in lux times reflectance. */
  exposure: number
  /** Gains of red, green and blue. */
  readonly balance: readonly [number, number, number]
  /** Electrons of a full pixel. */
  readonly fullWell: number
  readonly random: Random
}

/** Brings the exposure nearer to what would make the middle of the picture mid-grey. `ms` passed since the frame before. */
export function adjust(camera: Camera, canvas: Canvas, ms: number): void {
  const wanted = meanOf(canvas) / 0.2
  const share = 1 - Math.exp(-ms / 2500)
  camera.exposure += (wanted - camera.exposure) * share
}

/** Exposure that suits a picture at once. */
export const settled = (canvas: Canvas): number => meanOf(canvas) / 0.2

function meanOf({ rgb, width, height }: Canvas): number {
  let sum = 0
  let weight = 0
  for (let y = 8; y < height; y += 16)
    for (let x = 8; x < width; x += 16) {
      const middle = Math.abs(x / width - 0.5) < 0.22 && Math.abs(y / height - 0.5) < 0.35 ? 4 : 1
      const at = 3 * (y * width + x)
      const luma = 0.25 * (rgb[at] as number) + 0.65 * (rgb[at + 1] as number) + 0.1 * (rgb[at + 2] as number)
      sum += middle * luma
      weight += middle
    }
  return Math.max(0.05, sum / weight)
}

const steps = 4096
/** Bytes of linear light, the curve of sRGB with its highlights bent softly. */
const curve = Float32Array.from({ length: 2 * steps }, (_, i) => {
  const light = i / steps
  return 255 * doCurve(light < 0.7 ? light : 0.7 + 0.3 * Math.tanh((light - 0.7) / 0.3))
})

const noisy = new Float32Array(2 * steps)
const brightest = 2 * steps - 1

/** What the camera makes of the light: soft lens, noise, curve; bytes of red, green and blue. */
export function develop(camera: Camera, canvas: Canvas, out: Uint8Array): void {
  const { width, height } = canvas
  measureNoise(camera.fullWell)
  const gains = camera.balance.map((gain) => (gain * steps) / camera.exposure / 8) as [number, number, number]
  for (let y = 0; y < height; y += 1) {
    const from = Math.floor(camera.random() * (noise.length - 3 * width))
    for (let k = 0; k < 3; k += 1) developRow(canvas, y, k, gains[k] as number, from, out)
  }
}

/** One colour of a row. At the edges of the picture the pixel itself stands for its missing neighbours. */
function developRow(
  { rgb, width, height }: Canvas,
  y: number,
  k: number,
  gain: number,
  from: number,
  out: Uint8Array,
): void {
  const row = width * 3
  const up = y === 0 ? 0 : -row
  const down = y === height - 1 ? 0 : row
  const start = y * row + k
  const last = start + row - 3
  let before = rgb[start] as number
  let own = before
  for (let at = start, seen = from + k; at <= last; at += 3, seen += 3) {
    const after = rgb[Math.min(last, at + 3)] as number
    const light = (4 * own + before + after + (rgb[at + up] as number) + (rgb[at + down] as number)) * gain
    const level = light < brightest ? light | 0 : brightest
    const value = (curve[level] as number) + (noise[seen] as number) * (noisy[level] as number) + 0.5
    out[at] = Math.max(0, Math.min(value, 255))
    before = own
    own = after
  }
}

/** Deviation in bytes by level: shot and read noise through the slope of the curve. */
function measureNoise(fullWell: number): void {
  for (let i = 0; i < noisy.length; i += 1) {
    const level = i / steps
    const deviation = Math.sqrt(level / fullWell + (8 / fullWell) ** 2)
    const from = curve[Math.max(0, i - 40)] as number
    const to = curve[Math.min(noisy.length - 1, i + 40)] as number
    noisy[i] = Math.min(14, (deviation * (to - from) * steps) / 80)
  }
}

/** Fewer electrons where it is dark; webcams lengthen the exposure first, then turn up the gain. */
export const fullWellAt = (lux: number): number => Math.min(9000, 350 + 16 * lux)

function noiseTable(): Float32Array {
  let state = 12345
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  const raw = Float32Array.from(
    { length: 1 << 18 },
    () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next()),
  )
  // Pixels of one colour are interpolated from their neighbours: noise of a camera is a little soft.
  return raw.map((value, i) => 0.8 * value + 0.45 * (raw[i - 3] ?? 0) + 0.3 * (raw[i - 6] ?? 0))
}

export function encode(rgb: Uint8Array, width: number, height: number): Promise<Buffer> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer()
}
