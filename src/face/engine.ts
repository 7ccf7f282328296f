import { availableParallelism } from 'node:os'
import { type EyeParts, versionOf } from './eyes.ts'
import type { Seen as SeenFrame, Want } from './look.ts'
import { keepModels, type ModelProgress } from './models.ts'
import { findFault } from './picture.ts'
import { type KnownPlugIn, readPlugIns } from './plugin.ts'
import { type FaceWorker, startWorker } from './workerLink.ts'

export { FaceEngineFailure } from './engineFailure.ts'
export type { Want } from './look.ts'
export { FaceStartFailure } from './startFailure.ts'

/** What became of a frame. `dropped`: a newer frame of the same stream came before its turn. */
export type Seen = SeenFrame | { readonly kind: 'dropped' }

/** One camera's, one person's frames in their order. Nothing is shared between streams. */
export interface FaceStream {
  /** Resolves for every file, however broken; rejects with `FaceEngineFailure` when the engine itself fails. */
  look(jpeg: Uint8Array, want: Want): Promise<Seen>
  /** Forgets what the stream remembers. */
  close(): void
}

export interface FaceEngine {
  openStream(): FaceStream
  /** The version of every description this engine makes; only equal versions are comparable. */
  readonly version: string
  readonly models: readonly { readonly name: string; readonly version: string }[]
  /** The plug-ins with their calibration. */
  readonly plugIns: readonly KnownPlugIn[]
  close(): Promise<void>
}

export interface FaceEngineSettings {
  /** Where converted models are kept. */
  readonly modelsDir: string
  /** Paths of plug-in descriptions (JSON). */
  readonly plugins: readonly string[]
  /** Worker threads; one core is left to everything else. */
  readonly workers?: number
  readonly progress?: ModelProgress
}

/**
 * Converts the models if need be, starts the workers and warms them. Throws `FaceStartFailure` with a sentence when a
 * model or a plug-in is not usable.
 */
export async function startFaceEngine(settings: FaceEngineSettings): Promise<FaceEngine> {
  const plugIns = readPlugIns(settings.plugins)
  const parts: EyeParts = { models: keepModels(settings.modelsDir, settings.progress), plugIns }
  const count = settings.workers ?? Math.max(1, availableParallelism() - 1)
  const workers = await startAll(parts, count)
  let streams = 0
  return {
    version: versionOf(parts),
    models: [
      ...Object.keys(parts.models.files).map((name) => ({ name, version: parts.models.version })),
      ...plugIns.map(({ name, version }) => ({ name, version })),
    ],
    plugIns,
    openStream() {
      const stream = streams
      streams += 1
      const worker = workers[stream % workers.length]
      if (worker === undefined) throw new Error('the face engine has no worker')
      return openStream(worker, stream)
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()))
    },
  }
}

async function startAll(parts: EyeParts, count: number): Promise<readonly FaceWorker[]> {
  const started = await Promise.allSettled(Array.from({ length: count }, () => startWorker(parts)))
  const failed = started.find((one) => one.status === 'rejected')
  const workers = started.filter((one) => one.status === 'fulfilled').map(({ value }) => value)
  if (failed === undefined) return workers
  await Promise.all(workers.map((worker) => worker.close()))
  throw failed.reason
}

interface Waiting {
  readonly jpeg: Uint8Array
  readonly want: Want
  readonly resolve: (seen: Seen) => void
  readonly reject: (error: unknown) => void
}

/** One frame is being looked at, one may wait; a newer one takes the place of the waiting one. */
function openStream(worker: FaceWorker, stream: number): FaceStream {
  let busy = false
  let waiting: Waiting | undefined

  function next(): void {
    const turn = waiting
    if (busy || turn === undefined) return
    waiting = undefined
    busy = true
    const looked = worker.look(stream, turn.jpeg, turn.want).finally(() => {
      busy = false
      next()
    })
    looked.then(turn.resolve, turn.reject)
  }

  return {
    look(jpeg, want) {
      const fault = findFault(jpeg)
      if (fault !== undefined) return Promise.resolve(fault)
      return new Promise((resolve, reject) => {
        waiting?.resolve({ kind: 'dropped' })
        waiting = { jpeg, want, resolve, reject }
        next()
      })
    },
    close: () => worker.closeStream(stream),
  }
}
