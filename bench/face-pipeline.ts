import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openEyes } from '../src/face/eyes.ts'
import { type Eyes, lookAt, type Want } from '../src/face/look.ts'
import { keepModels } from '../src/face/models.ts'
import type { Net } from '../src/face/net.ts'
import { decode } from '../src/face/picture.ts'
import type { Track } from '../src/face/track.ts'
import { cameraFrame } from './cameraFrame.ts'
import { type BenchRow, row } from './row.ts'

const rounds = 120

/**
 * One thread, one 640 × 480 camera frame with a face of about 200 pixels. Each round looks at the frame (from JPEG to
 * signals, or to signals and vectors) and then runs the same models bare on whatever is in their input buffers.
 */
export async function bench(): Promise<BenchRow[]> {
  const eyes = await openEyes({ models: keepModels(join(tmpdir(), 'zaigang-bench-models')), plugIns: [] })
  const jpeg = await cameraFrame()
  const tracked = await measure(eyes, jpeg, 'geometry', [eyes.mesh, eyes.iris])
  const described = await measure(eyes, jpeg, 'description', [
    eyes.mesh,
    eyes.iris,
    eyes.recogniser,
    eyes.faceres,
    eyes.mobilefacenet,
  ])
  return [
    ...rowsOf('face: tracked frame', tracked),
    ...rowsOf('face: described frame', described),
    ...attemptRows(tracked, described),
  ]
}

/** What each round took, in ms: decoding the JPEG, all of the look with decoding, and its models run bare. */
interface Rounds {
  readonly decoding: readonly number[]
  readonly whole: readonly number[]
  readonly bare: readonly number[]
}

/** A median attempt: 3.8 s at 12 frames a second, eight of them described. */
const frames = { tracked: 38, described: 8 }

/** All of an attempt, and what even an engine that did nothing but decode and run models would need. */
function attemptRows(tracked: Rounds, described: Rounds): BenchRow[] {
  const sum = (part: keyof Rounds): number =>
    frames.tracked * quantile(tracked[part], 0.5) + frames.described * quantile(described[part], 0.5)
  const models = sum('bare')
  const name = `face: an attempt of ${frames.tracked} tracked and ${frames.described} described frames, from the medians`
  return [
    row(name, [sum('whole'), 'ms'], [models, 'its model runs'], '≤ 1.15'),
    row(
      `${name}, JPEG decoding and models only`,
      [sum('decoding') + models, 'ms'],
      [models, 'its model runs'],
      '≤ 1.15',
    ),
  ]
}

async function measure(eyes: Eyes, jpeg: Buffer, want: Want, nets: readonly Net[]): Promise<Rounds> {
  const track = await followed(eyes, jpeg)
  const whole: number[] = []
  const decoding: number[] = []
  const bare: number[] = []
  for (let round = -10; round < rounds; round += 1) {
    const started = performance.now()
    const picture = await decode(jpeg)
    const decoded = performance.now()
    if (picture.kind === 'unreadable') throw new Error(picture.why)
    await lookAt(eyes, track, picture, want)
    const looked = performance.now()
    for (const net of nets) await net.run()
    const ran = performance.now()
    if (round < 0) continue
    decoding.push(decoded - started)
    whole.push(looked - started)
    bare.push(ran - looked)
  }
  return { decoding, whole, bare }
}

function rowsOf(name: string, { decoding, whole, bare }: Rounds): BenchRow[] {
  const against = (values: readonly number[], at: number, what: string) =>
    row(`${name}${what}`, [quantile(values, at), 'ms'], [quantile(bare, at), 'its model runs'], '≤ 1.15')
  return [
    against(whole, 0, ', min'),
    against(whole, 0.5, ', median'),
    against(whole, 0.95, ', p95'),
    against(minus(whole, decoding), 0.5, ' without JPEG decoding, median'),
  ]
}

/** A track right after a detection, so that every look follows it. */
async function followed(eyes: Eyes, jpeg: Buffer): Promise<Track> {
  const picture = await decode(jpeg)
  if (picture.kind === 'unreadable') throw new Error(picture.why)
  const { track } = await lookAt(eyes, { kind: 'searching' }, picture, 'geometry')
  if (track.kind === 'searching') throw new Error('the bench frame shows no face')
  return track
}

const minus = (a: readonly number[], b: readonly number[]): number[] => a.map((value, i) => value - (b[i] ?? 0))

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await bench())
