import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { every } from '../../src/main/every.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Work that ends when it is told to. */
function openWork() {
  let end = (): void => undefined
  const ends = new Promise<void>((resolve) => {
    end = resolve
  })
  return { work: vi.fn(() => ends), end: () => end() }
}

test('what takes longer than its time leaves the next one out', async () => {
  const { work, end } = openWork()
  const stop = every(1000, work)
  await vi.advanceTimersByTimeAsync(3500)
  expect(work).toHaveBeenCalledTimes(1)

  end()
  await vi.advanceTimersByTimeAsync(1000)
  expect(work).toHaveBeenCalledTimes(2)
  await stop()
})

test('a failure is told and the next run still comes', async () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const work = vi.fn(async () => {
    throw new Error('not this time')
  })
  const stop = every(1000, work)
  await vi.advanceTimersByTimeAsync(2000)
  await stop()
  expect(work).toHaveBeenCalledTimes(2)
  expect(told.mock.calls.filter(([text]) => String(text).includes('not this time'))).toHaveLength(2)
})

test('stopping waits for the run under way and no other comes', async () => {
  const { work, end } = openWork()
  const stop = every(1000, work)
  await vi.advanceTimersByTimeAsync(1000)
  const stopped = vi.fn()
  const stopping = stop().then(stopped)
  await vi.advanceTimersByTimeAsync(5000)
  expect(stopped).not.toHaveBeenCalled()

  end()
  await stopping
  await vi.advanceTimersByTimeAsync(5000)
  expect(work).toHaveBeenCalledTimes(1)
})
