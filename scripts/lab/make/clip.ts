import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FaceEngine } from '../../../src/face/engine.ts'
import type { Random } from '../../../src/presence/simulate/random.ts'
import { longestMs } from './actor.ts'
import { adjust, type Camera, develop, encode, fullWellAt, settled } from './camera.ts'
import { filmOf } from './film.ts'
import { filmLive, type Shoot } from './live.ts'
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

/** Renders a clip; one at a time in a thread, since all draw on one canvas. The engine looks at what is acted before it. */
export async function renderClip(plan: ClipPlan, world: World, engine: FaceEngine): Promise<Clip> {
  const film = filmOf(plan, world, [width, height])
  const random = randomOf(plan, 'camera')
  const { actor, course, stage } = film
  const times = frameTimes(stage, actor === null ? course.endsAt : longestMs, random)
  const shoot = openCamera(film, random)
  const frames = actor === null ? await filmAll(times, shoot) : await filmLive(film, actor, times, shoot, engine)
  const taken = times.slice(0, frames.length)
  return { frames, times: taken, row: rowOf(plan, film, taken) }
}

async function filmAll(times: readonly number[], shoot: Shoot): Promise<readonly Buffer[]> {
  const frames: Buffer[] = []
  for (const at of times) frames.push(await shoot(at))
  return frames
}

/** A camera before the scene; moments come in their order. */
function openCamera(film: Film, random: Random): Shoot {
  film.draw(canvas, 0)
  const { balance, lux } = film.stage
  const camera: Camera = { exposure: settled(canvas), balance, fullWell: fullWellAt(lux), random }
  let before: number | null = null
  return async (at) => {
    film.draw(canvas, at)
    adjust(camera, canvas, at - (before ?? at))
    before = at
    const bytes = new Uint8Array(width * height * 3)
    develop(camera, canvas, bytes)
    return encode(bytes, width, height)
  }
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
  'reserve',
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
    reserve: film.reserve ?? '',
    // Who never came so far as to be asked anything saw no light.
    light: Number.isFinite(film.course.startsAt) ? writeLight(film.light, film.course.startsAt) : '',
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
