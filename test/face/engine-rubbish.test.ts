import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FaceEngine, startFaceEngine } from '../../src/face/engine.ts'
import { cameraFrame, samplePhoto, sharedModels } from './engine-fixtures.ts'

let engine: FaceEngine
let good: Buffer
beforeAll(async () => {
  engine = await startFaceEngine({ modelsDir: sharedModels, plugins: [], workers: 1 })
  good = await cameraFrame(6, { left: 300, top: 100, side: 900 })
}, 60_000)
afterAll(() => engine.close())

/** A PNG that says it is 60,000 × 60,000 pixels. */
function pngBomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(60_000, 0)
  header.writeUInt32BE(60_000, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1e6)))])
}

/** A JPEG whose header says 65,500 × 65,500 pixels. */
function jpegBomb(frame: Buffer): Buffer {
  const bomb = Buffer.from(frame)
  const startOfFrame = bomb.indexOf(Buffer.from([0xff, 0xc0, 0x00, 0x11]))
  bomb.writeUInt16BE(65_500, startOfFrame + 5)
  bomb.writeUInt16BE(65_500, startOfFrame + 7)
  return bomb
}

const scrambled = (frame: Buffer) => frame.map((byte, i) => (i < 4 ? byte : (byte * 31 + i) % 256))

test.each<[string, (frame: Buffer) => unknown, string]>([
  ['an empty file', () => Buffer.alloc(0), 'empty'],
  ['a file cut in half', (frame) => frame.subarray(0, frame.length / 2), 'damaged'],
  ['a file cut after its first bytes', (frame) => frame.subarray(0, 20), 'damaged'],
  ['noise with the head of a JPEG', scrambled, 'damaged'],
  ['a PNG bomb', pngBomb, 'notJpeg'],
  ['a JPEG bomb', jpegBomb, 'tooManyPixels'],
  ['50 MB of zeros', () => Buffer.alloc(50_000_000), 'tooLarge'],
  ['a text', () => Buffer.from('not a picture'), 'notJpeg'],
  ['not a number', () => Number.NaN, 'notJpeg'],
  ['nothing', () => undefined, 'notJpeg'],
])('%s is unreadable, and the next good frame works', async (_, make, why) => {
  const stream = engine.openStream()
  expect(await stream.look(make(good) as Uint8Array, 'description')).toEqual({ kind: 'unreadable', why })
  const next = await stream.look(good, 'description')
  if (next.kind !== 'seen') throw new Error(next.kind)
  expect(next.signals.faces).toBeGreaterThan(0)
  expect(next.description?.vectors.fa).toHaveLength(128)
  stream.close()
})

test('a picture of more than four million pixels is not decoded', async () => {
  const large = await sharp({ create: { width: 2100, height: 2100, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
  expect(await engine.openStream().look(large, 'geometry')).toEqual({ kind: 'unreadable', why: 'tooManyPixels' })
})

test.each([
  ['grey', () => sharp(samplePhoto(6)).greyscale().jpeg().toBuffer()],
  ['CMYK', () => sharp(samplePhoto(6)).toColourspace('cmyk').jpeg().toBuffer()],
  [
    'lying on its side, as EXIF says',
    () => sharp(samplePhoto(6)).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer(),
  ],
])('a %s JPEG is looked at like any other', async (_, make) => {
  const seen = await engine.openStream().look(await make(), 'geometry')
  if (seen.kind !== 'seen') throw new Error(seen.kind)
  expect(seen.signals.faces).toBe(4)
})

test('a picture without a face has no face and no description', async () => {
  const grey = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer()
  expect(await engine.openStream().look(grey, 'description')).toEqual({ kind: 'seen', signals: { faces: 0 } })
})
