import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { BadClip } from '../../scripts/lab/badClip.ts'
import { splitJpegs } from '../../scripts/lab/jpegs.ts'
import type { Looks } from '../../scripts/lab/looks.ts'
import { openReel } from '../../scripts/lab/reel.ts'
import { openTape } from '../../scripts/lab/tape.ts'

const folder = mkdtempSync(join(tmpdir(), 'zaigang-tape-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const jpeg = (red: number) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: red, g: 9, b: 9 } } })
    .jpeg()
    .toBuffer()
const [one, two] = [await jpeg(10), await jpeg(200)]

describe('a file of JPEGs', () => {
  test('is split into its pictures, whatever lies between them', () => {
    const bytes = Buffer.concat([Buffer.from('x'), one, Buffer.from([0xff, 0, 1]), two, one.subarray(0, 60)])
    expect(splitJpegs(bytes).map((it) => Buffer.from(it).equals(one))).toEqual([true, false])
  })

  test('has the times beside it, and no more pictures a second than the page sends', async () => {
    const path = join(folder, 'a.mjpeg')
    writeFileSync(path, Buffer.concat([one, two, one, two]))
    writeFileSync(`${path}.times.json`, '[0, 20, 90, 200]')
    const { frames, still } = await openTape(path, null)
    expect([frames.map(({ at }) => at), still]).toEqual([[0, 90, 200], false])
  })

  test('without times has the rate it is given', async () => {
    const path = join(folder, 'b.mjpeg')
    writeFileSync(path, Buffer.concat([one, two, one]))
    const { frames } = await openTape(path, 10)
    expect(frames.map(({ at }) => at)).toEqual([0, 100, 200])
  })
})

test('a still picture is held for eight seconds', async () => {
  const path = join(folder, 'c.png')
  writeFileSync(path, await sharp(one).png().toBuffer())
  const { frames, still } = await openTape(path, null)
  expect([frames.length, still, frames[95]?.jpeg[0]]).toEqual([96, true, 0xff])
})

describe('a film', () => {
  const film = (...given: readonly string[]) =>
    promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', ...given])

  test('has the times it says, no more pictures than the page sends, and none larger', async () => {
    const path = join(folder, '六十 frames a second.MP4')
    await film('testsrc=d=1:r=60:s=1280x720', '-c:v', 'mpeg4', path)
    const { frames, still } = await openTape(path, null)
    const { width, height } = await sharp(frames[0]?.jpeg).metadata()
    expect([still, frames.length, width, height]).toEqual([false, 15, 640, 360])
    expect(frames.slice(0, 3).map(({ at }) => Math.round(at))).toEqual([0, 67, 133])
  })

  test('of a telephone held upright stands upright', async () => {
    const [lying, path] = [join(folder, 'lying.mp4'), join(folder, 'upright.mov')]
    await film('testsrc=d=0.2:r=10:s=64x48', '-c:v', 'mpeg4', lying)
    await promisify(execFile)('ffmpeg', [
      ...['-v', 'error', '-y', '-i', lying, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', path],
    ])
    const { frames } = await openTape(path, null)
    const { width, height } = await sharp(frames[0]?.jpeg).metadata()
    expect([width, height]).toEqual([48, 64])
  })

  test('of a single picture is a picture, and a moving picture is a film', async () => {
    const [single, moving] = [join(folder, 'single.avi'), join(folder, 'moving.GIF')]
    await film('testsrc=d=1:r=1:s=64x48', '-frames:v', '1', single)
    await film('testsrc=d=1:r=5:s=64x48', moving)
    const [held, played] = [await openTape(single, null), await openTape(moving, null)]
    expect([held.still, held.frames.length]).toEqual([true, 96])
    expect([played.still, played.frames.map(({ at }) => at)]).toEqual([false, [0, 200, 400, 600, 800]])
  })
})

test('more pictures than times are refused', async () => {
  const path = join(folder, 'few.mjpeg')
  writeFileSync(path, Buffer.concat([one, two]))
  writeFileSync(`${path}.times.json`, '[0]')
  await expect(openTape(path, null)).rejects.toThrow('more pictures than times')
})

test.each([
  ['empty.mp4', '', 'empty'],
  ['missing.mp4', null, 'missing'],
  ['rubbish.mjpeg', 'rubbish', 'no JPEG'],
  ['rubbish.jpg', 'rubbish', 'no picture'],
  ['rubbish.mp4', 'rubbish', /cannot read it|not installed/],
])('%s is refused with a sentence', async (name, text, says) => {
  const path = join(folder, name)
  if (text !== null) writeFileSync(path, text)
  await expect(openTape(path, null)).rejects.toThrow(BadClip)
  await expect(openTape(path, null)).rejects.toThrow(says)
})

test('a reel played forever turns round at its ends and its time only goes on', () => {
  const looks = { times: [0, 70, 150] } as unknown as Looks
  const reel = openReel(looks, 'forever', 1, 1000)
  const shown = Array.from({ length: 6 }, () => reel.next())
  expect(shown.map((it) => it?.frame)).toEqual([1, 2, 1, 0, 1, 2])
  expect(shown.map((it) => it?.at)).toEqual([1000, 1080, 1160, 1230, 1300, 1380])
  const once = openReel(looks, 'once', 0, 0)
  expect([once.next(), once.next(), once.next(), once.next()].at(-1)).toBeUndefined()
})
