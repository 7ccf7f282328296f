import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Paper } from '../paper.ts'
import type { PunchRow } from './punchSheet.ts'
import { writeMonthXlsx } from './xlsx.ts'

/** What the thread is given: the columns of totals hold functions, which it has itself. */
export interface WorkbookOrder {
  readonly paper: Omit<Paper, 'columns'>
  readonly punches: readonly PunchRow[]
  readonly mark: { readonly by: string; readonly at: string }
}

/** A village's sheet is written sooner than a thread is started. */
const fewRows = 600

/** The workbook of a sheet, in a thread of its own where that takes longer than a kiosk should wait. */
export function writeWorkbook(
  paper: Paper,
  punches: readonly PunchRow[],
  mark: WorkbookOrder['mark'],
): Promise<Buffer> {
  const rows = 2 * paper.people.length + punches.length
  return rows <= fewRows ? writeMonthXlsx(paper, punches, mark) : writeApart(paper, punches, mark)
}

let before: Promise<unknown> = Promise.resolve()

/** `writeMonthXlsx` in a thread of its own, one after the other: each may take what a thread is given. */
export function writeApart(
  { columns: _, ...paper }: Paper,
  punches: readonly PunchRow[],
  mark: WorkbookOrder['mark'],
): Promise<Buffer> {
  const mine = before.then(() => write({ paper, punches, mark }))
  before = mine.catch(() => undefined)
  return mine
}

async function write(order: WorkbookOrder): Promise<Buffer> {
  const worker = spawn(order)
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      worker.once('message', (bytes: Uint8Array) =>
        resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
      )
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the thread that writes a workbook ended without one')))
    })
  } finally {
    await worker.terminate()
  }
}

/** Enough for a sheet of a thousand people with a hundred thousand check-ins behind it. */
const resourceLimits = { maxOldGenerationSizeMb: 768 }

/** From a build the worker is JavaScript; from the sources the thread first needs tsx to read TypeScript. */
function spawn(order: WorkbookOrder): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./worker.js', import.meta.url), { workerData: order, resourceLimits })

  const home = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))
  const tsx = new URL('./dist/esm/api/index.mjs', home).href
  const file = new URL('./worker.ts', import.meta.url).href
  const opening = `import('${tsx}').then(({ register }) => (register(), import('${file}')))`
  return new Worker(opening, { eval: true, workerData: order, resourceLimits })
}
