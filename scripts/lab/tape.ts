import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { fitted, isDue } from '../../web/kiosk/frame.ts'

/** A clip as the kiosk's page would send it: no more pictures a second and none larger. `at` in milliseconds of the clip. */
export interface Tape {
  readonly frames: readonly { readonly at: number; readonly jpeg: Uint8Array }[]
  /** A still picture: every frame is one and the same file. */
  readonly still: boolean
  /** Of the file, in hex. */
  readonly sha256: string
}

/** A clip that cannot be played; the message is the end of a sentence about it. */
export class BadClip extends Error {}

/** A still picture is held before the camera this long, at this rate. */
export const held = { forMs: 8000, perSecond: 12 } as const
const perSecond = 15
const longestSeconds = 120

/** Opens a clip: `.mjpeg`, a still picture, or whatever ffmpeg reads. Throws `BadClip`. */
export async function openTape(path: string, fps: number | null): Promise<Tape> {
  const bytes = await readFile(path).catch(() => {
    throw new BadClip('the file is missing or cannot be read')
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const ending = extname(path).toLowerCase()
  if (ending === '.mjpeg' || ending === '.mjpg') return { ...(await mjpegTape(path, bytes, fps)), sha256 }
  if (/^\.(jpe?g|png|webp|bmp|tiff?)$/.test(ending)) return { ...(await stillTape(bytes)), sha256 }
  return { ...(await videoTape(path)), sha256 }
}

type Opened = Omit<Tape, 'sha256'>

async function mjpegTape(path: string, bytes: Uint8Array, fps: number | null): Promise<Opened> {
  const jpegs = splitJpegs(bytes)
  if (jpegs.length === 0) throw new BadClip('there is no JPEG picture in it')
  const times = await timesBeside(path)
  const frames = jpegs.map((jpeg, i) => ({ at: times?.[i] ?? (i * 1000) / (fps ?? perSecond), jpeg }))
  return { frames: thinned(frames), still: false }
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

async function stillTape(bytes: Uint8Array): Promise<Opened> {
  const jpeg = await asSent(bytes)
  const count = (held.forMs / 1000) * held.perSecond
  return { frames: Array.from({ length: count }, (_, i) => ({ at: (i * 1000) / held.perSecond, jpeg })), still: true }
}

/** A picture as the page would send it; a JPEG that is small enough stays the file it is. */
async function asSent(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    const { width = 0, height = 0, format, orientation = 1 } = await sharp(bytes).metadata()
    const upright = orientation >= 5 ? { width: height, height: width } : { width, height }
    const size = fitted(upright.width, upright.height)
    if (format === 'jpeg' && size.width === upright.width) return bytes
    return await sharp(bytes).rotate().resize(size).flatten().jpeg({ quality: 85 }).toBuffer()
  } catch {
    throw new BadClip('it is no picture that can be read')
  }
}

async function videoTape(path: string): Promise<Opened> {
  const shape = await run('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'frame=best_effort_timestamp_time'],
    ...['-read_intervals', `%+${longestSeconds}`, '-of', 'csv=p=0', path],
  ])
  const times = shape.toString().split('\n').map(Number.parseFloat).filter(Number.isFinite)
  const largest = fitted(4e6, 3e6)
  const scale = `scale='min(${largest.width},iw)':'min(${largest.height},ih)':force_original_aspect_ratio=decrease`
  const pictures = await run('ffmpeg', [
    ...['-v', 'error', '-threads', '1', '-t', String(longestSeconds), '-i', path, '-an', '-sn', '-map', '0:v:0'],
    ...['-vf', scale, '-fps_mode', 'passthrough', '-pix_fmt', 'yuvj420p', '-c:v', 'mjpeg', '-q:v', '3'],
    ...['-f', 'image2pipe', '-'],
  ])
  const jpegs = splitJpegs(pictures)
  if (jpegs.length === 0) throw new BadClip('ffmpeg finds no pictures in it')
  const from = times[0] ?? 0
  const last = times.at(-1) ?? 0
  const beat = times.length > 1 ? (last - from) / (times.length - 1) : 1 / perSecond
  const at = (i: number) => 1000 * ((times[i] ?? last + (i + 1 - times.length) * beat) - from)
  return { frames: thinned(jpegs.map((jpeg, i) => ({ at: at(i), jpeg }))), still: false }
}

async function run(program: string, given: readonly string[]): Promise<Buffer> {
  try {
    const { stdout } = await promisify(execFile)(program, given, { encoding: 'buffer', maxBuffer: 2 ** 30 })
    return stdout
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (missing) throw new BadClip(`it is a video, and ${program} is not installed (apt install ffmpeg)`)
    throw new BadClip(`${program} cannot read it`)
  }
}

/** The frames the page would have taken. */
function thinned(frames: Tape['frames']): Tape['frames'] {
  let last = Number.NEGATIVE_INFINITY
  return frames.filter(({ at }) => {
    const due = isDue(perSecond, last, at)
    if (due) last = at
    return due
  })
}

/** Pictures written one after another. What lies between them is skipped; a last one without its end is left out. */
export function splitJpegs(bytes: Uint8Array): readonly Uint8Array[] {
  const jpegs: Uint8Array[] = []
  for (let from = findStart(bytes, 0); from >= 0; ) {
    const end = endOf(bytes, from)
    if (end !== undefined) jpegs.push(bytes.subarray(from, end))
    from = findStart(bytes, end ?? from + 2)
  }
  return jpegs
}

function findStart(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff) return at
  }
  return -1
}

/** Walks the segments, so that a picture embedded in one of them does not end the file early (ITU-T T.81, B.1.1). */
function endOf(bytes: Uint8Array, start: number): number | undefined {
  let at = start + 2
  for (let marker = markerAt(bytes, at); marker !== undefined; marker = markerAt(bytes, at)) {
    if (marker === 0xd9) return at + 2
    at = marker === 0xff ? at + 1 : afterSegment(bytes, at, marker)
  }
  return undefined
}

/** The marker there; nothing where none is, or where another picture begins. */
function markerAt(bytes: Uint8Array, at: number): number | undefined {
  const marker = bytes[at] === 0xff ? bytes[at + 1] : undefined
  return marker === 0xd8 ? undefined : marker
}

function afterSegment(bytes: Uint8Array, at: number, marker: number): number {
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  const after = at + 2 + Math.max(2, length)
  return marker === 0xda ? nextMarker(bytes, after) : after
}

/** Past the coded data: stuffed zeros and restarts belong to it. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    const within = next === 0 || (next >= 0xd0 && next <= 0xd7) || next === 0xff
    if (!within) return at
  }
  return bytes.length
}
