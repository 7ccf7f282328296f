import { createHash } from 'node:crypto'
import type { Camera } from '../../contract/kiosk.ts'
import type { Frame } from './frames.ts'

/**
 * What makes a camera look like a program. None of it proves anything: real cameras do each of these now and then, and a
 * good program does none. Somebody may go and look; nobody is refused for it.
 */
export interface CameraHint {
  readonly hint: 'unnamed' | 'settings' | 'tooEven' | 'timesBack' | 'loop'
  /** Only numbers, for whoever looks after the kiosk. */
  readonly detail: string
}

/** A camera that names itself as software. */
export const isVirtual = (label: string): boolean =>
  /virtual|\bobs\b|manycam|v4l2|loopback|xsplit|snap ?camera|droidcam|iriun|epoccam|\bndi\b/i.test(label)

/** What the page said of the camera: no name, or another picture than was asked for. */
export function hintsOfCamera({ label, asked, ...given }: Camera): CameraHint[] {
  const unnamed: CameraHint[] = label.trim() === '' ? [{ hint: 'unnamed', detail: '' }] : []
  if (asked === undefined || fits(given, asked)) return unnamed
  return [...unnamed, { hint: 'settings', detail: `${sizeOf(given)}, asked ${sizeOf(asked)}` }]
}

type Picture = Pick<Camera, 'width' | 'height' | 'frameRate'>

/** Browsers fit the picture to the wish by themselves; cameras give half or double the rate. */
const fits = (given: Picture, asked: Picture): boolean =>
  given.width === asked.width &&
  given.height === asked.height &&
  given.frameRate >= asked.frameRate / 2.1 &&
  given.frameRate <= asked.frameRate * 2.1

const sizeOf = ({ width, height, frameRate }: Picture): string => `${width}x${height}@${Math.round(frameRate)}`

/** Frames looked at together. */
const together = 120
/** Milliseconds within which nine of ten pauses are the usual one, or whole ones were left out; clocks of browsers have steps of 0.1. */
const evenBelowMs = 0.02
/** The same file again after so long: noise of a sensor never repeats itself. A dark picture, being small, may. */
const loopAfterMs = 2_000
const loopFromBytes = 8_000
const loopsAtLeast = 10
const filesRemembered = 600

/** Looks at the frames of one camera, as they come, and tells what is odd about them. */
export function openFrameHints(): (frame: Pick<Frame, 'takenAtMs' | 'jpeg'>) => CameraHint[] {
  const seen = openFiles()
  let times: number[] = []
  let [backwards, loops] = [0, 0]
  return ({ takenAtMs, jpeg }) => {
    const last = times.at(-1)
    if (takenAtMs < (last ?? 0)) backwards += 1
    if (seen(jpeg, takenAtMs)) loops += 1
    times.push(takenAtMs)
    if (times.length <= together) return []
    const hints = [...evenness(times), ...count('timesBack', backwards, 3), ...count('loop', loops, loopsAtLeast)]
    times = []
    backwards = 0
    loops = 0
    return hints
  }
}

const count = (hint: 'timesBack' | 'loop', many: number, atLeast: number): CameraHint[] =>
  many < atLeast ? [] : [{ hint, detail: `${many} of ${together} frames` }]

/** A sensor has its own clock, a bus and a driver; a program that counts frames has none of their trembling. */
function evenness(times: readonly number[]): CameraHint[] {
  const pauses = times.slice(1).map((at, i) => at - (times[i] ?? at))
  const usual = shareOf(pauses, 0.5)
  if (usual <= 0) return []
  const trembling = shareOf(
    pauses.map((pause) => Math.abs(pause - Math.max(1, Math.round(pause / usual)) * usual)),
    0.9,
  )
  const isEven = trembling < evenBelowMs
  return isEven ? [{ hint: 'tooEven', detail: `${trembling.toFixed(3)} ms around ${usual.toFixed(1)} ms` }] : []
}

/** Whether a file was there before, some time ago. Only digests are remembered, and only the last ones. */
function openFiles(): (jpeg: Uint8Array, takenAtMs: number) => boolean {
  const files = new Map<string, number>()
  return (jpeg, takenAtMs) => {
    if (jpeg.length < loopFromBytes) return false
    const digest = createHash('sha256').update(jpeg).digest('base64')
    const before = files.get(digest)
    if (before === undefined) files.set(digest, takenAtMs)
    const [oldest] = files.keys()
    if (files.size > filesRemembered && oldest !== undefined) files.delete(oldest)
    return before !== undefined && takenAtMs - before >= loopAfterMs
  }
}

/** The value that such a share of all lies below. */
function shareOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length * share)] ?? 0
}
