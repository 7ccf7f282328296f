import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type FaceEngine, FaceEngineFailure, type Seen, startFaceEngine } from '../../src/face/engine.ts'
import { keepModels } from '../../src/face/models.ts'
import { silentMilliseconds, spawnWorker, startWorker } from '../../src/face/workerLink.ts'
import { cameraFrame, sharedModels } from './engine-fixtures.ts'

let engine: FaceEngine
/** Two people, each in twelve frames that drift a little. */
let one: Buffer[]
let other: Buffer[]
beforeAll(async () => {
  engine = await startFaceEngine({ modelsDir: sharedModels, plugins: [], workers: 1 })
  const steps = Array.from({ length: 12 }, (_, i) => i * 4)
  one = await Promise.all(steps.map((step) => cameraFrame(6, { left: 100 + step, top: 100, side: 700 })))
  other = await Promise.all(steps.map((step) => cameraFrame(3, { left: 700 - step, top: 200 + step, side: 700 })))
}, 60_000)
afterAll(() => engine.close())

test('two people whose frames come by turns are seen exactly as each alone', async () => {
  const alone = async (frames: readonly Buffer[]) => {
    const stream = engine.openStream()
    const seen: Seen[] = []
    for (const frame of frames) seen.push(await stream.look(frame, 'description'))
    return seen
  }
  const [firstAlone, secondAlone] = [await alone(one), await alone(other)]

  const [first, second] = [engine.openStream(), engine.openStream()]
  const together: [Seen, Seen][] = []
  for (const [i, frame] of one.entries())
    together.push(await Promise.all([first.look(frame, 'description'), second.look(other[i] as Buffer, 'description')]))

  expect(together.map(([seen]) => seen)).toEqual(firstAlone)
  expect(together.map(([, seen]) => seen)).toEqual(secondAlone)
  expect(firstAlone.every((seen) => seen.kind === 'seen' && seen.description !== undefined)).toBe(true)
})

test('a stream forgets the face it followed after a frame without one', async () => {
  const stream = engine.openStream()
  await stream.look(one[0] as Buffer, 'geometry')
  await stream.look(Buffer.from('rubbish'), 'geometry')
  const after = await stream.look(other[0] as Buffer, 'description')
  const fresh = await engine.openStream().look(other[0] as Buffer, 'description')
  expect(withAnchor(after, 0)).toEqual(fresh)
  // But points laid now are others than those before.
  expect(after).toEqual(withAnchor(fresh, 1))
})

function withAnchor(seen: Seen, anchor: number): Seen {
  if (seen.kind !== 'seen' || seen.signals.face?.live?.flow === undefined) throw new Error('no points were followed')
  const { face } = seen.signals
  const live = { ...seen.signals.face.live, flow: { ...seen.signals.face.live.flow, anchor } }
  return { ...seen, signals: { ...seen.signals, face: { ...face, live } } }
}

test('of frames that pile up only the newest is looked at, and every look is answered', async () => {
  const stream = engine.openStream()
  const looks = one.slice(0, 6).map((frame) => stream.look(frame, 'geometry'))
  const kinds = (await Promise.all(looks)).map(({ kind }) => kind)
  expect(kinds).toEqual(['seen', 'dropped', 'dropped', 'dropped', 'dropped', 'seen'])
})

test('one stream that piles up frames does not drop those of another', async () => {
  const [busy, calm] = [engine.openStream(), engine.openStream()]
  const pile = one.slice(0, 5).map((frame) => busy.look(frame, 'geometry'))
  expect((await calm.look(other[0] as Buffer, 'geometry')).kind).toBe('seen')
  await Promise.all(pile)
})

test('a worker that is lost fails the looks it had, and a new one takes over', async () => {
  const threads: Worker[] = []
  const parts = { models: keepModels(sharedModels), plugIns: [] }
  const worker = await startWorker(parts, (given) => {
    const thread = spawnWorker(given)
    threads.push(thread)
    return thread
  })
  const frame = one[0] as Buffer
  const before = await worker.look(1, frame, 'description')
  const pending = worker.look(1, frame, 'description')
  await Promise.all([expect(pending).rejects.toThrow(FaceEngineFailure), threads[0]?.terminate()])
  await expect(pending).rejects.toMatchObject({ why: 'workerLost' })
  expect(await worker.look(1, frame, 'description')).toEqual(before)
  expect(threads).toHaveLength(2)
  await worker.close()
  await expect(worker.look(1, frame, 'geometry')).rejects.toMatchObject({ why: 'closed' })
})

test('a worker that hangs is ended, the looks it had fail, and a new one takes over', async () => {
  const parts = { models: keepModels(sharedModels), plugIns: [] }
  const hanging = `require('node:worker_threads').parentPort.on('message', () => undefined).postMessage({ kind: 'ready' })`
  const threads: Worker[] = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const worker = await startWorker(parts, (given) => {
    const thread = threads.length === 0 ? new Worker(hanging, { eval: true }) : spawnWorker(given)
    threads.push(thread)
    return thread
  })
  const frame = one[0] as Buffer
  const pending = [worker.look(1, frame, 'geometry'), worker.look(2, frame, 'geometry')]
  const failed = Promise.allSettled(pending)
  vi.advanceTimersByTime(silentMilliseconds - 1)
  expect(threads).toHaveLength(1)
  vi.advanceTimersByTime(1)
  vi.useRealTimers()
  const lost = { status: 'rejected', reason: { why: 'workerLost' } }
  expect(await failed).toMatchObject([lost, lost])
  expect(await worker.look(1, frame, 'geometry')).toMatchObject({ kind: 'seen' })
  expect(threads).toHaveLength(2)
  await worker.close()
})

test('a worker that answers is left alone, however long it has nothing to do', async () => {
  const parts = { models: keepModels(sharedModels), plugIns: [] }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const threads: Worker[] = []
  const worker = await startWorker(parts, (given) => {
    threads.push(spawnWorker(given))
    return threads.at(-1) as Worker
  })
  await worker.look(1, one[0] as Buffer, 'geometry')
  vi.advanceTimersByTime(10 * silentMilliseconds)
  vi.useRealTimers()
  expect(await worker.look(1, one[1] as Buffer, 'geometry')).toMatchObject({ kind: 'seen' })
  expect(threads).toHaveLength(1)
  await worker.close()
})

test('a worker that ends before it is ready stops the start', async () => {
  const parts = { models: keepModels(sharedModels), plugIns: [] }
  const start = startWorker(parts, () => new Worker('process.exit(3)', { eval: true }))
  await expect(start).rejects.toThrow('exit code 3')
})

test('an engine whose model is gone says so in a sentence, from within its worker', async () => {
  const models = keepModels(sharedModels)
  const parts = { models: { ...models, files: { ...models.files, iris: '/nowhere/iris.onnx' } }, plugIns: [] }
  await expect(startWorker(parts)).rejects.toThrow('The face model "iris" does not load.')
})
