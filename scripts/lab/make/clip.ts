import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { adjust, type Camera, develop, encode, fullWellAt, settled } from './camera.ts'
import { filmOf } from './film.ts'
import { type ClipPlan, randomOf } from './plan.ts'
import type { Film } from './props.ts'
import { newCanvas } from './raster.ts'
import { writeLight } from './script.ts'
import { frameTimes, lossy } from './stage.ts'
import type { World } from './world.ts'

const width = 640
const height = 480
const canvas = newCanvas(width, height)

/** A rendered clip: its frames as JPEG and when each was taken, in ms of the clip's clock. */
export interface Clip {
  readonly frames: readonly Buffer[]
  readonly times: readonly number[]
  /** Its row of clips.csv, by column. */
  readonly row: Readonly<Record<string, string>>
}

/** Renders a clip; one at a time in a thread, since all draw on one canvas. */
export async function renderClip(plan: ClipPlan, world: World): Promise<Clip> {
  const film = filmOf(plan, world, [width, height])
  const random = randomOf(plan, 'camera')
  const times = frameTimes(film.stage, film.endsAt, random)
  film.draw(canvas, 0)
  const { balance, lux } = film.stage
  const camera: Camera = { exposure: settled(canvas), balance, fullWell: fullWellAt(lux), random }
  const frames: Promise<Buffer>[] = []
  for (const [n, at] of times.entries()) {
    film.draw(canvas, at)
    adjust(camera, canvas, at - (times[n - 1] ?? at))
    const bytes = new Uint8Array(width * height * 3)
    develop(camera, canvas, bytes)
    frames.push(encode(bytes, width, height))
    // A picture is packed while the next one is drawn; no more than two wait.
    await frames[n - 2]
  }
  return { frames: await Promise.all(frames), times, row: rowOf(plan, film, times) }
}

/** Writes a clip as JPEGs one after another, with the times beside it. */
export function writeClip(folder: string, { file }: ClipPlan, { frames, times }: Clip): void {
  const path = join(folder, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.concat(frames))
  writeFileSync(`${path}.times.json`, JSON.stringify(times))
}

export const columns = [
  'file',
  'person',
  'kind',
  'script',
  'light',
  'source',
  'simulated',
  'split',
  'cohort',
  'fps',
  'group',
  'seed',
] as const

function rowOf(plan: ClipPlan, film: Film, times: readonly number[]): Readonly<Record<string, string>> {
  const seconds = ((times.at(-1) ?? 0) - (times[0] as number)) / 1000
  return {
    file: plan.file,
    person: film.person.name,
    kind: plan.kind,
    script: film.steps.join(' '),
    light: writeLight(film.light, film.startsAt),
    source: 'rendered',
    simulated: 'yes',
    split: plan.split,
    cohort: cohortOf(film),
    fps: seconds > 0 ? ((times.length - 1) / seconds).toFixed(1) : '0',
    group: plan.group,
    seed: String(plan.seed),
  }
}

function cohortOf({ person, stage }: Film): string {
  const { tone, glasses, covered } = person
  return [
    `tone:${tone}`,
    `glasses:${glasses ? 'yes' : 'no'}`,
    `covered:${covered}`,
    `lux:${band(stage.lux, [20, 50, 100, 300, 1000])}`,
    `fps:${band(stage.fps, [10, 15, 20, 30])}`,
    `lost:${stage.droppedShare >= lossy ? 'yes' : 'no'}`,
    `screen:${stage.screen.lux > 60 ? 'monitor' : 'tablet'}`,
  ].join(' ')
}

function band(value: number, bounds: readonly number[]): string {
  const n = Math.max(
    1,
    bounds.findIndex((bound, i) => value < bound && i > 0),
  )
  const upper = value >= (bounds.at(-1) ?? 0) ? bounds.length - 1 : n
  return `${bounds[upper - 1]}-${bounds[upper]}`
}
