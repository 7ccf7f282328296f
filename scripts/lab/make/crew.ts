import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ClipPlan } from './plan.ts'
import type { WorkerParts, Written } from './worker.ts'

/** Renders all clips with so many threads and tells of each; rows come back in the order of the plans. */
export async function renderAll(
  plans: readonly ClipPlan[],
  parts: WorkerParts,
  threads: number,
  tell: (done: number, frames: number) => void,
): Promise<readonly Written['row'][]> {
  const rows: Written['row'][] = new Array(plans.length)
  let next = 0
  let done = 0
  let frames = 0
  const work = async (): Promise<void> => {
    const worker = spawn(parts)
    try {
      for (let own = next++; own < plans.length; own = next++) {
        const written = await ask(worker, plans[own])
        rows[own] = written.row
        done += 1
        frames += written.frames
        tell(done, frames)
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.min(threads, plans.length) }, work))
  return rows
}

function ask(worker: Worker, plan: ClipPlan | undefined): Promise<Written> {
  return new Promise((resolve, reject) => {
    worker.once('message', (written: Written) => {
      worker.off('error', reject)
      resolve(written)
    })
    worker.once('error', reject)
    worker.postMessage(plan)
  })
}

/** The thread first needs tsx to read TypeScript. */
function spawn(workerData: WorkerParts): Worker {
  const home = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  const tsx = new URL('./dist/esm/api/index.mjs', home).href
  const file = new URL('./worker.ts', import.meta.url).href
  return new Worker(`import('${tsx}').then(({ register }) => (register(), import('${file}')))`, {
    eval: true,
    workerData,
  })
}
