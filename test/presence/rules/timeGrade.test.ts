import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toIso, toMs } from '../../../src/kit/time.ts'
import {
  type Beacon,
  type ClockReading,
  clocksOf,
  gradeTime,
  isSurelyAfter,
  isSurelyBy,
  type TimeGrade,
} from '../../../src/presence/rules/timeGrade.ts'

const noon = Date.UTC(2026, 10, 23, 4)
const hour = 3_600_000
const day = 24 * hour

/** A station whose crystal is off by `ppm`, which may sleep and whose wall clock may be set. True time is in ms after noon. */
interface Station {
  readonly ppm: number
  readonly sleeps?: { readonly from: number; readonly ms: number }
  readonly wallSet?: { readonly from: number; readonly by: number }
  readonly wallOff?: number
}

function readAt(station: Station, time: number): ClockReading {
  const rate = 1 + station.ppm / 1e6
  const { sleeps, wallSet } = station
  const asleep = sleeps === undefined ? 0 : Math.min(Math.max(0, time - sleeps.from), sleeps.ms)
  const set = wallSet !== undefined && time >= wallSet.from ? wallSet.by : 0
  const wall = noon + time * rate + (station.wallOff ?? 0) + set
  return { bootId: 'boot', monotonic: 1000 + (time - asleep) * rate, wall, jumped: false }
}

/** A beacon heard at a true time: the center said its time `answer` ms before, within the round trip. */
function beaconAt(station: Station, time: number, roundTrip: number, answer: number): Beacon {
  const { bootId, monotonic, wall } = readAt(station, time)
  return { bootId, center: noon + time - answer * roundTrip, monotonic, wall, roundTrip }
}

const holds = (grade: TimeGrade, time: number): boolean =>
  (grade.earliest === null || toMs(grade.earliest) <= noon + time) &&
  (grade.latest === null || toMs(grade.latest) >= noon + time)

const ppm = fc.double({ min: -60, max: 60, noNaN: true })
const roundTrip = fc.double({ min: 30, max: 800, noNaN: true })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const offline = fc.double({ min: 60_000, max: 72 * hour, noNaN: true })
const wallOff = fc.constantFrom(0, -day, 5 * hour)

describe('how well a time is known', () => {
  const station = { ppm: 20 }
  const before = beaconAt(station, 0, 100, 0.5)
  const after = beaconAt(station, 60_000, 100, 0.5)
  const reading = readAt(station, 30_000)
  const arrived = noon + 61_000

  test.each([
    ['between two beacons a minute apart', before, after, 'A', ['twoSided']],
    ['after a beacon only', before, null, 'B', ['oneSided']],
    ['before a beacon only', null, after, 'B', ['oneSided']],
    ['without any beacon', null, null, 'C', ['noBeacon']],
    ['after a beacon of an earlier boot', { ...before, bootId: 'other' }, null, 'C', ['rebooted']],
  ] as const)('%s', (_, from, to, grade, why) => {
    const graded = gradeTime(reading, from, to, arrived)
    expect(graded).toMatchObject({ grade, why })
    expect(holds(graded, 30_000)).toBe(true)
  })

  test('a wall clock set back a day is C, with an interval that holds the truth', () => {
    const set = { ppm: 20, wallSet: { from: 10_000, by: -day } }
    for (const to of [null, beaconAt(set, 60_000, 100, 0.5)]) {
      const graded = gradeTime(readAt(set, 30_000), before, to, arrived)
      expect(graded).toMatchObject({ grade: 'C', why: ['clockJumped'] })
      expect(holds(graded, 30_000)).toBe(true)
    }
  })

  test('a wall clock that is wrong by a day all the time does no harm: only its steps matter', () => {
    const wrong = { ppm: 20, wallOff: -day }
    const from = beaconAt(wrong, 0, 100, 0.5)
    const to = beaconAt(wrong, 60_000, 100, 0.5)
    expect(gradeTime(readAt(wrong, 30_000), from, to, arrived).grade).toBe('A')
  })

  test('a long time without network widens the interval to B instead of claiming a second', () => {
    const graded = gradeTime(readAt(station, 36 * hour), before, beaconAt(station, 72 * hour, 100, 0.5), null)
    expect(graded).toMatchObject({ grade: 'B', why: ['wideGap'] })
    expect(toMs(graded.latest ?? '') - toMs(graded.earliest ?? '')).toBeLessThan(60_000)
  })

  test('what the station noticed itself is believed', () => {
    expect(gradeTime({ ...reading, jumped: true }, before, after, arrived).grade).toBe('C')
  })

  test('late is only what is late at the earliest, and never from a C', () => {
    const sure = gradeTime(reading, before, after, arrived)
    expect(isSurelyAfter(sure, toIso(noon + 28_000))).toBe(true)
    expect(isSurelyAfter(sure, toIso(noon + 30_000))).toBe(false)
    expect(isSurelyBy(sure, toIso(noon + 32_000))).toBe(true)
    expect(isSurelyBy(sure, toIso(noon + 30_000))).toBe(false)
    const unsure = gradeTime(reading, null, null, arrived)
    expect(isSurelyAfter(unsure, toIso(noon - day))).toBe(false)
    expect(isSurelyBy(unsure, toIso(noon + day))).toBe(false)
  })

  test('reads the shape of the fact', () => {
    const bootId = '0195f000-0000-7000-8000-000000000000'
    const time = {
      wall: toIso(noon + 5000),
      monotonicMs: 6000,
      bootId,
      clockJumped: false,
      beacon: { id: 'b', centerTime: toIso(noon), monotonicMs: 1000, wall: toIso(noon), roundTripMs: 80 },
    }
    const { reading: read, before: from } = clocksOf(time)
    expect(gradeTime(read, from, null, null)).toMatchObject({ grade: 'B' })
    expect(clocksOf({ ...time, beacon: null }).before).toBeNull()
  })
})

describe('laws of time', () => {
  test('the truth lies in the interval of every A and B, whatever drift, network and wrong wall clock', () => {
    const grades = { A: 0, B: 0, C: 0 }
    fc.assert(
      fc.property(
        ppm,
        roundTrip,
        roundTrip,
        share,
        share,
        share,
        offline,
        wallOff,
        (off, r0, r1, s0, s1, when, span, wrong) => {
          const station = { ppm: off, wallOff: wrong }
          const time = when * span
          const from = beaconAt(station, 0, r0, s0)
          const to = beaconAt(station, span, r1, s1)
          for (const [a, b] of [
            [from, to],
            [from, null],
            [null, to],
          ] as const) {
            const graded = gradeTime(readAt(station, time), a, b, noon + span + 100)
            expect(holds(graded, time)).toBe(true)
            grades[graded.grade] += 1
          }
        },
      ),
      { numRuns: 2000 },
    )
    expect(grades.A).toBeGreaterThan(20)
    expect(grades.C).toBe(0)
  })

  test('online, with a beacon each minute, every time is an A within a second', () => {
    fc.assert(
      fc.property(ppm, roundTrip, roundTrip, share, share, share, (off, r0, r1, s0, s1, when) => {
        const station = { ppm: off }
        const from = beaconAt(station, 0, r0, s0)
        const graded = gradeTime(readAt(station, when * 60_000), from, beaconAt(station, 60_000, r1, s1), null)
        expect(graded.grade).toBe('A')
        expect(Math.abs(toMs(graded.estimate) - noon - when * 60_000)).toBeLessThanOrEqual(1000)
      }),
      { numRuns: 1000 },
    )
  })

  test('a sleep of a minute or more is always found, before or after the reading, with one beacon or two', () => {
    fc.assert(
      fc.property(
        ppm,
        roundTrip,
        share,
        share,
        share,
        offline,
        fc.double({ min: 60_000, max: 10 * hour, noNaN: true }),
        (off, r, s, when, slept, span, ms) => {
          const sleeps = { from: slept * span, ms }
          const station = { ppm: off, sleeps }
          const end = span + ms
          const time = Math.min(when * end, end)
          fc.pre(time < sleeps.from || time > sleeps.from + ms)
          const from = beaconAt(station, 0, r, s)
          const to = beaconAt(station, end, r, s)
          const both = gradeTime(readAt(station, time), from, to, noon + end + 100)
          expect(both).toMatchObject({ grade: 'C' })
          expect(holds(both, time)).toBe(true)
          const one = gradeTime(readAt(station, time), from, null, noon + end + 100)
          expect(one.grade).toBe(time > sleeps.from ? 'C' : 'B')
          expect(holds(one, time)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('a wall clock that is set by more than its drift is never graded better than C when it matters', () => {
    fc.assert(
      fc.property(
        ppm,
        roundTrip,
        share,
        share,
        fc.integer({ min: 60_000, max: 400 * day }),
        fc.boolean(),
        (off, r, s, when, by, back) => {
          const station = { ppm: off, wallSet: { from: when * hour, by: back ? -by : by } }
          const reading = readAt(station, hour)
          const graded = gradeTime(reading, beaconAt(station, 0, r, s), null, noon + hour + 50)
          expect(graded.grade).toBe(when === 0 ? 'B' : 'C')
          expect(holds(graded, hour)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})
