import { expect, test } from 'vitest'
import type { TimeBeacon } from '../../src/contract/routes/station.ts'
import { type Clock, toIso, toMs } from '../../src/kit/time.ts'
import { openStationClock } from '../../src/presence/station/clock.ts'

const noon = toMs('2026-03-02T04:00:00.000Z')

/** A machine `slow` milliseconds behind, switched on at noon, and what the center says after so many milliseconds. */
const machine = (slow = 0) => {
  let at = 0
  const clock: Clock = { now: () => toIso(noon + at - slow), monotonic: () => 1000 + at }
  const station = openStationClock(clock, '0195f000-0000-7000-8000-000000000000')
  const told = (saidAt: number): TimeBeacon => ({ id: `said at ${saidAt}`, centerTime: toIso(noon + saidAt) })
  return {
    station,
    /** Hears what the center said at one time to a call that was sent before and is answered now. */
    hear: (sentAt: number, saidAt: number, heardAt: number): void => {
      at = heardAt
      station.hear(told(saidAt), 1000 + sentAt, 1000 + heardAt)
    },
    off: (): number => toMs(station.now()) - noon - at,
    last: (): string => JSON.parse(station.lastBeacon()).id,
  }
}

test('an answer that was overtaken on its way does not set the time back', () => {
  const { hear, off, last } = machine(3_600_000)
  hear(5000, 5010, 5020)
  hear(0, 100, 12_000)
  expect(last()).toBe('said at 5010')
  expect(off()).toBe(0)
})

test('of two calls under way together the center’s later word counts, whichever comes first', () => {
  const { hear, off, last } = machine()
  hear(0, 4990, 5000)
  hear(4980, 5990, 7000)
  expect(last()).toBe('said at 5990')
  expect(off()).toBe(0)
})

test('a center whose clock was set back is believed with the next call', () => {
  const { hear, off, last } = machine()
  hear(0, 10, 20)
  hear(1000, 1010 - 60_000, 1020)
  expect(last()).toBe('said at -58990')
  expect(off()).toBe(-60_000)
})
