import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { type EyeParts, openEyes } from '../src/face/eyes.ts'
import { readIrises } from '../src/face/iris.ts'
import { findBody } from '../src/face/live/body.ts'
import { edgeOf } from '../src/face/live/edge.ts'
import { followFlow } from '../src/face/live/flow.ts'
import { hashOf } from '../src/face/live/hash.ts'
import { findLight } from '../src/face/live/light.ts'
import { findLive, pointsOf } from '../src/face/live/live.ts'
import { describe, type Eyes } from '../src/face/look.ts'
import { extentOf, type Mesh } from '../src/face/mesh.ts'
import { keepModels } from '../src/face/models.ts'
import { decode, type Picture } from '../src/face/picture.ts'
import { findFace } from '../src/face/track.ts'
import { cameraFrame } from './cameraFrame.ts'
import { type BenchRow, row } from './row.ts'

const rounds = 60
const budget = [1, 'budget of its part'] as const
const flowBudget = [2.5, 'budget of flow'] as const

/**
 * One thread, one 640 × 480 camera frame with a face of about 200 pixels. Each round decodes it and then finds, tracks and
 * describes the face beside measuring what liveness looks at, whole and in parts.
 */
export async function bench(): Promise<BenchRow[]> {
  const parts: EyeParts = { models: keepModels(join(tmpdir(), 'zaigang-bench-models')), plugIns: [] }
  const eyes = await openEyes(parts)
  const jpeg = await cameraFrame()
  const turned = await faceIn(eyes, await squeezed(jpeg))
  const times = new Map<string, number[]>()
  for (let round = -20; round < rounds; round += 1) {
    const spent = await oneRound(eyes, jpeg, turned)
    if (round < 0) continue
    for (const [name, ms] of Object.entries(spent)) times.set(name, [...(times.get(name) ?? []), ms])
  }
  const median = (name: string): number => (times.get(name) ?? []).toSorted((a, b) => a - b)[rounds / 2] ?? Number.NaN
  const tracked = median('tracking')
  const all = median('live') + median('flow')
  const described = median('detection') + tracked + median('description')
  return [
    ...['points', 'light', 'hash', 'body', 'edge'].map((part) =>
      row(`liveness: ${part}, median`, [median(part), 'ms'], budget, '≤ 1'),
    ),
    row('liveness: flow, median', [median('flow'), 'ms'], flowBudget, '≤ 1'),
    row('liveness: flow of a face turned at once, median', [median('flowTurned'), 'ms'], flowBudget, '≤ 1'),
    row('liveness: all but flow, median', [median('live'), 'ms'], budget, '≤ 1'),
    row('liveness: all beside a tracked frame', [all, 'ms'], [tracked, 'mesh and iris'], '≤ 0.25'),
    row('liveness: all beside a described frame', [all, 'ms'], [described, 'detection to description'], '≤ 0.25'),
  ]
}

async function oneRound(eyes: Eyes, jpeg: Buffer, turned: Face): Promise<Record<string, number>> {
  const picture = await decode(jpeg)
  if (picture.kind === 'unreadable') throw new Error(picture.why)
  const spent: Record<string, number> = {}
  const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const started = performance.now()
    const done = await work()
    spent[name] = performance.now() - started
    return done
  }
  const found = await timed('detection', () => findFace(eyes.detect, eyes.mesh, { kind: 'searching' }, picture))
  if (found.kind === 'searching') throw new Error('the bench frame shows no face')
  const { mesh } = await timed('tracking', async () => {
    const track = await findFace(eyes.detect, eyes.mesh, found, picture)
    if (track.kind === 'searching') throw new Error('the bench frame loses its face')
    await readIrises(eyes.iris, picture, track.mesh)
    return track
  })
  await timed('live', () => findLive(picture, mesh))
  const laid = followFlow(undefined, picture, mesh)
  await timed('flow', () => followFlow(laid, picture, mesh))
  await timed('flowTurned', () => followFlow(laid, turned.picture, turned.mesh))
  await timeParts(picture, mesh, timed)
  await timed('description', () => describe(eyes, picture, mesh))
  return spent
}

async function timeParts(
  picture: Picture,
  mesh: Mesh,
  timed: <T>(name: string, work: () => T) => Promise<T>,
): Promise<void> {
  await timed('points', () => pointsOf(picture, mesh))
  await timed('light', () => findLight(picture, mesh))
  await timed('hash', () => hashOf(picture, extentOf(mesh)))
  await timed('body', () => findBody(picture, extentOf(mesh, 0)))
  await timed('edge', () => edgeOf(picture, extentOf(mesh)))
}

interface Face {
  readonly picture: Picture
  readonly mesh: Mesh
}

async function faceIn(eyes: Eyes, jpeg: Buffer): Promise<Face> {
  const picture = await decode(jpeg)
  if (picture.kind === 'unreadable') throw new Error(picture.why)
  const track = await findFace(eyes.detect, eyes.mesh, { kind: 'searching' }, picture)
  if (track.kind === 'searching') throw new Error('the bench frame shows no face')
  return { picture, mesh: track.mesh }
}

/** Narrower, as a face turned by 30 degrees: few points look as they were laid, the rest is followed there and back. */
const squeezed = (jpeg: Buffer): Promise<Buffer> =>
  sharp(jpeg).resize(554, 480, { fit: 'fill' }).extend({ left: 43, right: 43 }).jpeg({ quality: 85 }).toBuffer()

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.table(await bench())
  process.exit(0)
}
