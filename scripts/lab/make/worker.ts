import { parentPort, workerData } from 'node:worker_threads'
import { startFaceEngine } from '../../../src/face/engine.ts'
import { type Bases, modelsDir } from './bases.ts'
import { renderClip, writeClip } from './clip.ts'
import type { ClipPlan } from './plan.ts'
import { makeWorld } from './world.ts'

/** What a rendering thread starts with. */
export interface WorkerParts {
  readonly bases: Bases
  readonly seed: number
  readonly folder: string
}

/** What it says of each clip it has written. */
export interface Written {
  readonly row: Readonly<Record<string, string>>
  readonly frames: number
}

const { bases, seed, folder } = workerData as WorkerParts
const world = makeWorld(bases, seed)
const engine = startFaceEngine({ modelsDir, plugins: [], workers: 1 })

parentPort?.on('message', async (plan: ClipPlan) => {
  const clip = await renderClip(plan, world, await engine)
  writeClip(folder, plan, clip)
  parentPort?.postMessage({ row: clip.row, frames: clip.frames.length } satisfies Written)
})
