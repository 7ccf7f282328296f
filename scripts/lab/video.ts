import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { fitted } from '../../web/kiosk/frame.ts'
import { BadClip } from './badClip.ts'
import { splitJpegs } from './jpegs.ts'

const longestSeconds = 60
/** Less than two of the page's pictures may be apart; those between are never decoded into JPEGs. */
const apartSeconds = 0.058

/** The pictures of a film with their times from its first one on, upright and as small as the page sends them. Throws `BadClip`. */
export async function filmFrames(path: string): Promise<readonly { readonly at: number; readonly jpeg: Uint8Array }[]> {
  const largest = fitted(4e6, 3e6)
  const filters = [
    `select='isnan(prev_selected_t)+isnan(t)+gte(t-prev_selected_t,${apartSeconds})'`,
    'showinfo',
    `scale='min(${largest.width},iw)':'min(${largest.height},ih)':force_original_aspect_ratio=decrease`,
  ]
  const { pictures, said } = await ffmpeg([
    ...['-v', 'info', '-nostats', '-t', String(longestSeconds), '-i', `file:${path}`, '-an', '-sn', '-dn'],
    ...['-map', '0:v:0', '-vf', filters.join(','), '-fps_mode', 'passthrough', '-pix_fmt', 'yuvj420p'],
    ...['-c:v', 'mjpeg', '-q:v', '3', '-f', 'image2pipe', '-'],
  ])
  const jpegs = splitJpegs(pictures)
  if (jpegs.length === 0) throw new BadClip('ffmpeg finds no pictures in it')
  const times = [...said.matchAll(/Parsed_showinfo.*?pts_time:\s*(\S+)/g)].map(([, time]) => Number(time))
  return jpegs.map((jpeg, i) => ({ at: timeOf(times, i), jpeg }))
}

/** In milliseconds; where the film does not say, its pictures are even. */
function timeOf(times: readonly number[], i: number): number {
  const [from = 0] = times
  const known = times.every((time, n) => time > (times[n - 1] ?? Number.NEGATIVE_INFINITY))
  const time = known ? times[i] : undefined
  return time === undefined ? (i * 1000) / 15 : 1000 * (time - from)
}

/** The first picture of a file that only ffmpeg can read. Throws `BadClip`. */
export async function firstPicture(path: string): Promise<Uint8Array> {
  const { pictures } = await ffmpeg([
    ...['-v', 'error', '-i', `file:${path}`, '-frames:v', '1', '-pix_fmt', 'yuvj420p', '-c:v', 'mjpeg', '-q:v', '3'],
    ...['-f', 'image2pipe', '-'],
  ]).catch(() => ({ pictures: new Uint8Array(0) }))
  const [jpeg] = splitJpegs(pictures)
  if (jpeg === undefined) throw new BadClip('it is no picture that can be read')
  return jpeg
}

/** What broke off in the middle is played as far as it goes. Nothing is fetched from anywhere. */
async function ffmpeg(given: readonly string[]): Promise<{ readonly pictures: Uint8Array; readonly said: string }> {
  const limits = { encoding: 'buffer', maxBuffer: 2 ** 30, timeout: 300_000 } as const
  try {
    const { stdout, stderr } = await promisify(execFile)('ffmpeg', [...common, ...given], limits)
    return { pictures: stdout, said: stderr.toString() }
  } catch (error) {
    const failed = error as { readonly code?: unknown; readonly stdout?: Buffer; readonly stderr?: Buffer }
    if (failed.code === 'ENOENT') throw new BadClip('it is a video, and ffmpeg is not installed (apt install ffmpeg)')
    if ((failed.stdout?.length ?? 0) === 0) throw new BadClip('ffmpeg cannot read it')
    return { pictures: failed.stdout ?? new Uint8Array(0), said: failed.stderr?.toString() ?? '' }
  }
}

const common = ['-hide_banner', '-nostdin', '-threads', '1', '-protocol_whitelist', 'file,pipe']
