import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import sharp from 'sharp'
import { fitted, isDue } from '../../web/kiosk/frame.ts'
import { BadClip } from './badClip.ts'
import { splitJpegs } from './jpegs.ts'
import { filmFrames, firstPicture } from './video.ts'

/** A clip as the kiosk's page would send it: no more pictures a second and none larger. `at` in milliseconds of the clip. */
export interface Tape {
  readonly frames: readonly Frame[]
  /** A still picture: every frame is one and the same file. */
  readonly still: boolean
  /** Of the file, in hex. */
  readonly sha256: string
}

export interface Frame {
  readonly at: number
  readonly jpeg: Uint8Array
}

/** A still picture is held before the camera this long, at this rate. */
export const held = { forMs: 8000, perSecond: 12 } as const
/** Pictures a second of the kiosk's page, and how much of a long clip is played. */
export const perSecond = 15
const longestMs = 60_000

type Opened = Omit<Tape, 'sha256'>

/** Opens a clip: `.mjpeg`, a picture, still or moving, or whatever ffmpeg reads. Throws `BadClip`. */
export async function openTape(path: string, fps: number | null): Promise<Tape> {
  const about = await stat(path).catch(() => null)
  if (about === null || !about.isFile()) throw new BadClip('the file is missing or cannot be read')
  if (about.size === 0) throw new BadClip('the file is empty')
  const { frames, still } = await openedBy(path, fps)
  const [only] = frames
  const opened = frames.length === 1 && only !== undefined && !still ? heldStill(only.jpeg) : { frames, still }
  return { ...opened, sha256: await hashOf(path) }
}

/** By its ending, and a film under a picture's name as the film it is. */
async function openedBy(path: string, fps: number | null): Promise<Opened> {
  const ending = extname(path).toLowerCase()
  if (ending === '.mjpeg' || ending === '.mjpg') return mjpegTape(path, fps)
  if (/^\.(jpe?g|jfif|png|webp|gif|bmp|tiff?|hei[cf]|avif)$/.test(ending)) return pictureTape(path)
  return { frames: thinned(await filmFrames(path)), still: false }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

async function mjpegTape(path: string, fps: number | null): Promise<Opened> {
  const jpegs = splitJpegs(await readFile(path))
  if (jpegs.length === 0) throw new BadClip('there is no JPEG picture in it')
  const times = await timesBeside(path)
  if (times !== undefined && times.length < jpegs.length) throw new BadClip('it has more pictures than times')
  const frames = jpegs.map((jpeg, i) => ({ at: times?.[i] ?? (i * 1000) / (fps ?? perSecond), jpeg }))
  const kept = thinned(frames)
  return {
    frames: await Promise.all(kept.map(async ({ at, jpeg }) => ({ at, jpeg: await asSent(jpeg) }))),
    still: false,
  }
}

/** The times of `<file>.times.json`: a list of milliseconds, by itself or as `times`. */
async function timesBeside(path: string): Promise<readonly number[] | undefined> {
  const beside = [`${path}.times.json`, path.replace(/\.[^.]+$/, '.times.json')].find((name) => existsSync(name))
  if (beside === undefined) return undefined
  const read = await readFile(beside, 'utf8')
    .then(JSON.parse)
    .catch(() => null)
  const times: unknown = Array.isArray(read) ? read : read?.times
  const good = Array.isArray(times) && times.every((time, i) => Number.isFinite(time) && time >= (times[i - 1] ?? time))
  if (!good) throw new BadClip('its times are not a rising list of milliseconds')
  return times as number[]
}

/** A picture held still, or one that moves (GIF, WebP). What the decoder does not know, ffmpeg may. */
async function pictureTape(path: string): Promise<Opened> {
  const bytes = await readFile(path)
  try {
    const { pages = 1, delay = [] } = await sharp(bytes).metadata()
    if (pages === 1) return heldStill(await asSent(bytes))
    return { frames: await pagesOf(bytes, delay, pages), still: false }
  } catch {
    return heldStill(await asSent(await firstPicture(path)))
  }
}

/** Pages are shown as long as they say, and a tenth of a second where they say nothing, as browsers do. */
async function pagesOf(bytes: Uint8Array, delay: readonly number[], pages: number): Promise<readonly Frame[]> {
  let at = 0
  const times = Array.from({ length: pages }, (_, page) => {
    const shown = at
    at += (delay[page] ?? 0) > 10 ? (delay[page] ?? 0) : 100
    return { page, at: shown }
  })
  return Promise.all(
    thinned(times).map(async ({ page, at: shown }) => ({ at: shown, jpeg: await asSent(bytes, page) })),
  )
}

function heldStill(jpeg: Uint8Array): Opened {
  const count = (held.forMs / 1000) * held.perSecond
  return { frames: Array.from({ length: count }, (_, i) => ({ at: (i * 1000) / held.perSecond, jpeg })), still: true }
}

/** A picture as the page would send it; a JPEG that is small enough stays the file it is. Throws `BadClip`. */
async function asSent(bytes: Uint8Array, page = 0): Promise<Uint8Array> {
  try {
    const { width = 0, height = 0, pageHeight = height, format, orientation = 1 } = await sharp(bytes).metadata()
    const upright = orientation >= 5 ? { width: pageHeight, height: width } : { width, height: pageHeight }
    const size = fitted(upright.width, upright.height)
    if (format === 'jpeg' && orientation === 1 && size.width === upright.width) return bytes
    return await sharp(bytes, { page }).rotate().resize(size).flatten().jpeg({ quality: 85 }).toBuffer()
  } catch {
    throw new BadClip('it is no picture that can be read')
  }
}

/** The frames the page would have taken. */
function thinned<F extends { readonly at: number }>(frames: readonly F[]): readonly F[] {
  let last = Number.NEGATIVE_INFINITY
  const from = frames[0]?.at ?? 0
  return frames.filter(({ at }) => {
    const due = isDue(perSecond, last, at) && at - from < longestMs
    if (due) last = at
    return due
  })
}
