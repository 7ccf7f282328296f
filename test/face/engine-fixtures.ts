import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { decode, type Picture } from '../../src/face/picture.ts'

/** The photos of real people that come with face-api: 22 faces in six photos. */
export const samples = [1, 2, 3, 4, 5, 6] as const
export const samplePhoto = (sample: number): Buffer =>
  readFileSync(`node_modules/@vladmandic/face-api/demo/sample${sample}.jpg`)

export async function pictureOf(jpeg: Buffer): Promise<Picture> {
  const picture = await decode(jpeg)
  if (picture.kind === 'unreadable') throw new Error(picture.why)
  return picture
}

/** A camera frame of 640 × 480: a square of a sample photo, scaled up or down around its middle. */
export async function cameraFrame(
  sample: number,
  { left, top, side }: { left: number; top: number; side: number },
): Promise<Buffer> {
  return sharp(samplePhoto(sample))
    .extract({ left, top, width: Math.round((side * 4) / 3), height: side })
    .resize(640, 480)
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** One models folder for all tests of a run: the conversion itself has its own test. */
export const sharedModels = join(tmpdir(), 'zaigang-test-face-models')

export function emptyFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'zaigang-face-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export const golden: readonly Golden[] = JSON.parse(readFileSync('test/face/engine-golden.json', 'utf8'))
export interface Golden {
  readonly sample: number
  readonly score: number
  readonly width: number
  readonly confidence: number
  readonly turn: number
  readonly eyes: { readonly left: number; readonly right: number }
  readonly irisEyes: { readonly left: number; readonly right: number }
  readonly mouth: number
  /** Base64 of 32-bit floats; one face of each photo has them. */
  readonly fa?: string
  readonly fr?: string
  readonly mf?: string
}

export function floatsOf(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer)
}
