import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { FaceEngineFailure } from './engineFailure.ts'
import type { EyeParts } from './eyes.ts'
import type { Seen, Want } from './look.ts'
import { FaceStartFailure } from './startFailure.ts'
import type { FromWorker, ToWorker } from './wire.ts'

/** A worker thread as the engine sees it: it answers looks in their order and comes back when it is lost or hangs. */
export interface FaceWorker {
  look(stream: number, jpeg: Uint8Array, want: Want): Promise<Seen>
  closeStream(stream: number): void
  close(): Promise<void>
}

/** Makes the thread. Tests make their own to lose it. */
export type Spawn = (parts: EyeParts) => Worker

/** Resolves once the worker's models are loaded and warm. Rejects with `FaceStartFailure`. */
export async function startWorker(parts: EyeParts, spawn: Spawn = spawnWorker): Promise<FaceWorker> {
  const link = new WorkerLink(parts, spawn)
  await link.start()
  return link
}

/** How long a worker that could not be started again is left alone. */
const restartAfterMilliseconds = 5_000

/** A worker that owes answers and gives none for so long hangs. A look takes a tenth of a second. */
export const silentMilliseconds = 30_000

interface Pending {
  readonly resolve: (seen: Seen) => void
  readonly reject: (error: FaceEngineFailure) => void
}

class WorkerLink implements FaceWorker {
  readonly #parts: EyeParts
  readonly #spawn: Spawn
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | undefined
  #silence: NodeJS.Timeout | undefined
  #looks = 0
  #closed = false

  constructor(parts: EyeParts, spawn: Spawn) {
    this.#parts = parts
    this.#spawn = spawn
  }

  start(): Promise<void> {
    const worker = this.#spawn(this.#parts)
    this.#worker = worker
    let ready = false
    return new Promise((resolve, reject) => {
      const end = (why: FaceStartFailure) => {
        this.#drop(worker, why.message)
        if (ready && !this.#closed) this.#restart()
        ready = false
        reject(why)
      }
      worker.on('message', (word: FromWorker) => {
        if (word.kind === 'looked' || word.kind === 'failed') return this.#hear(word)
        if (word.kind === 'cannotStart') return end(new FaceStartFailure(word.sentence))
        ready = true
        resolve()
      })
      worker.on('error', (error) => end(new FaceStartFailure('A worker of the face engine broke off.', error)))
      worker.on('exit', (code) => end(new FaceStartFailure(`A worker of the face engine ended (exit code ${code}).`)))
    })
  }

  look(stream: number, jpeg: Uint8Array, want: Want): Promise<Seen> {
    const worker = this.#worker
    if (this.#closed) return Promise.reject(new FaceEngineFailure('closed', 'no more frames are taken'))
    if (worker === undefined) return Promise.reject(new FaceEngineFailure('workerLost', 'not started again yet'))
    const look = this.#looks
    this.#looks += 1
    // A copy of its own: frames often are views into larger buffers, which would be copied or moved as a whole.
    const copy = new Uint8Array(jpeg)
    return new Promise((resolve, reject) => {
      this.#pending.set(look, { resolve, reject })
      this.#silence ??= endAfterSilence(worker)
      tell(worker, { kind: 'look', look, stream, jpeg: copy, want }, [copy.buffer])
    })
  }

  closeStream(stream: number): void {
    if (this.#worker !== undefined) tell(this.#worker, { kind: 'closeStream', stream })
  }

  async close(): Promise<void> {
    this.#closed = true
    const worker = this.#worker
    if (worker === undefined) return
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    tell(worker, { kind: 'end' })
    await ended
  }

  #hear(word: Extract<FromWorker, { look: number }>): void {
    const pending = this.#pending.get(word.look)
    this.#pending.delete(word.look)
    this.#heard()
    if (this.#worker !== undefined && this.#pending.size > 0) this.#silence = endAfterSilence(this.#worker)
    if (word.kind === 'looked') pending?.resolve(word.seen)
    else pending?.reject(new FaceEngineFailure('modelFailed', word.reason))
  }

  #heard(): void {
    clearTimeout(this.#silence)
    this.#silence = undefined
  }

  /** Whoever waits for this worker is told. */
  #drop(worker: Worker, why: string): void {
    if (this.#worker !== worker) return
    this.#worker = undefined
    this.#heard()
    const failure = new FaceEngineFailure(this.#closed ? 'closed' : 'workerLost', why)
    for (const { reject } of this.#pending.values()) reject(failure)
    this.#pending.clear()
  }

  /** A new worker takes over, with empty streams. */
  #restart(): void {
    if (this.#closed) return
    this.start().catch(() => {
      setTimeout(() => this.#restart(), restartAfterMilliseconds).unref()
    })
  }
}

const endAfterSilence = (worker: Worker): NodeJS.Timeout =>
  setTimeout(() => void worker.terminate(), silentMilliseconds).unref()

function tell(worker: Worker, word: ToWorker, moved: ArrayBuffer[] = []): void {
  worker.postMessage(word, moved)
}

/** From a build the worker is JavaScript; from the sources the thread first needs tsx to read TypeScript. */
export const spawnWorker: Spawn = (parts) => {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./worker.js', import.meta.url), { workerData: parts })

  const home = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  const tsx = new URL('./dist/esm/api/index.mjs', home).href
  const file = new URL('./worker.ts', import.meta.url).href
  const opening = `import('${tsx}').then(({ register }) => (register(), import('${file}')))`
  return new Worker(opening, { eval: true, workerData: parts })
}
