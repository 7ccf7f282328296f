import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LightSequence, LiveSignals } from '../../../../src/contract/signals.ts'
import { emittedAt, lengthOf } from '../../../../src/presence/rules/liveness/emission.ts'
import { livenessPolicy } from '../../../../src/presence/rules/liveness/policy.ts'
import type { Trail } from '../../../../src/presence/rules/liveness/reading.ts'
import type { Room } from '../../../../src/presence/simulate/live.ts'
import { anySequence } from '../../../../src/presence/simulate/liveTrail.ts'
import { normal, seeded } from '../../../../src/presence/simulate/random.ts'
import { mirrored, partFrom, read, trail, valueFrom, withLive, withLosses } from './trails.ts'

const seed = fc.integer({ min: 1, max: 500 })
/** What holds of nearly all simulated people is tried on the same ones each time. */
const same = { numRuns: 12, seed: 7 }
const dim: Room = {
  ambient: [1.1, 1, 0.8],
  gain: 0.3,
  lagMs: 120,
  exposureNoise: 0.01,
  lightNoise: 0.003,
  pointNoise: 0.008,
}
const slow = ['turnLeft', 'openMouth', 'turnRight', 'comeCloser'] as const
/** Two lights after one another: what is tested holds of enough frames, and one light has 30 to 40 of a slow camera. */
function longLight(n: number): LightSequence {
  const [one, other] = [anySequence(seeded(n)), anySequence(seeded(n + 5000))]
  return { ...one, flashes: [...one.flashes, ...other.flashes] }
}
const inDim = (n: number, surface: Parameters<typeof trail>[1], room: Partial<Room> = {}): Trail =>
  trail(n, surface, { room: { ...dim, ...room }, sequence: longLight(n) }, slow)

describe('light', () => {
  test('a face before the screen answers, also when one frame in five is lost', () => {
    fc.assert(
      fc.property(seed, (n) => {
        const of = inDim(n, 'living')
        expect(valueFrom('light', of)).toBeGreaterThan(0.8)
        expect(valueFrom('light', withLosses(of, n))).toBeGreaterThan(0.8)
      }),
      same,
    )
  })

  test('a face lit by another sequence does not, but for chance', () => {
    const values = Array.from({ length: 40 }, (_, n) => {
      const of = inDim(n + 1, 'living')
      const sequence = longLight(n + 78)
      const reading = read('light', { ...of, emission: of.emission && { ...of.emission, sequence } })
      return reading.kind === 'measured' ? reading.value : null
    }).filter((value) => value !== null)
    expect(values.length).toBeGreaterThan(30)
    expect(values.filter((value) => value > 0.7).length).toBeLessThanOrEqual(4)
  })

  test('finds the time from paint to picture', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 0, max: 280 }), (n, lagMs) => {
        const of = inDim(n, 'living', { lagMs })
        expect(Math.abs(partFrom('light', 'lagMs', of) - lagMs)).toBeLessThanOrEqual(60)
      }),
      same,
    )
  })

  test('does not depend on exposure, and hardly on the colour of skin and lamps', () => {
    const factor = fc.double({ min: 0.3, max: 2, noNaN: true })
    fc.assert(
      fc.property(seed, factor, factor, factor, (n, red, green, blue) => {
        const of = inDim(n, 'living')
        const value = valueFrom('light', of)
        expect(valueFrom('light', lightened(of, [green, green, green]))).toBeCloseTo(value, 6)
        expect(Math.abs(valueFrom('light', lightened(of, [red, green, blue])) - value)).toBeLessThan(0.1)
      }),
      same,
    )
  })

  test('is the same in a mirror', () => {
    const of = inDim(4, 'living')
    expect(valueFrom('light', mirrored(of))).toBeCloseTo(valueFrom('light', of), 9)
  })

  test('says nothing in sunlight, in the dark, of few frames and where no light was played', () => {
    expect(read('light', inDim(1, 'living', { gain: 0.003, lightNoise: 0.03 }))).toMatchObject({ why: 'tooBright' })
    expect(read('light', lightened(inDim(1, 'living'), [0.01, 0.01, 0.01]))).toMatchObject({ why: 'tooDark' })
    expect(read('light', { ...inDim(1, 'living'), emission: null })).toMatchObject({ why: 'notMeasured' })
    const of = inDim(1, 'living')
    expect(read('light', { ...of, frames: of.frames.slice(0, 22) })).toMatchObject({ why: 'tooFewFrames' })
  })

  test('a film fed in is not lit by this screen; where noise would hide the least answer, nothing is said', () => {
    const reading = read('light', inDim(9, 'film'))
    expect(reading.kind === 'measured' ? reading.value : Number.NaN).toBeLessThan(0.5)
    expect(read('light', inDim(9, 'film', { lightNoise: 0.03 }))).toMatchObject({ why: 'tooBright' })
    const unknown = { ...livenessPolicy, light: { ...livenessPolicy.light, gainAtLeast: null } }
    expect(read('light', inDim(9, 'film'), unknown)).toMatchObject({ why: 'tooBright' })
  })

  test('of a faint light only a clear absence counts', () => {
    const { light } = livenessPolicy
    const saying = (absentBelow: number | null, n: number) =>
      read('light', inDim(n, 'living', { gain: 0.02, lightNoise: 0.01 }), {
        ...livenessPolicy,
        light: { ...light, gainAtLeast: 0.2, absentBelow },
      })
    const pairs = Array.from({ length: 40 }, (_, n) => [saying(null, n + 1), saying(light.absentBelow, n + 1)] as const)
    const faint = pairs.flatMap(([all, clear]) =>
      all.kind === 'measured' && (all.parts.snrDb ?? 0) < light.snrAtLeastDb ? [{ all, clear }] : [],
    )
    expect(faint.length).toBeGreaterThan(10)
    for (const { all, clear } of faint) {
      expect(clear).toMatchObject(all.value <= (light.absentBelow ?? 0) ? { value: all.value } : { why: 'tooBright' })
    }
    expect(new Set(faint.map(({ clear }) => clear.kind))).toEqual(new Set(['measured', 'unusable']))
  })
})

describe('relief', () => {
  test('a nose has two sides, paper has none', () => {
    const quiet = { lightNoise: 0.001, gain: 0.35 }
    const values = (surface: 'living' | 'flat') =>
      Array.from({ length: 40 }, (_, n) => read('relief', inDim(n + 1, surface, quiet))).flatMap((reading) =>
        reading.kind === 'measured' ? [reading.value] : [],
      )
    const [living, flat] = [values('living'), values('flat')]
    expect(living.length).toBeGreaterThan(30)
    expect(living.filter((value) => value > 0.05).length).toBeGreaterThan(0.9 * living.length)
    expect(flat.filter((value) => value < 0.05).length).toBeGreaterThan(0.9 * flat.length)
  })

  test('is the same in a mirror and under other lamps', () => {
    const of = inDim(2, 'living')
    expect(valueFrom('relief', mirrored(of))).toBeCloseTo(valueFrom('relief', of), 9)
    expect(valueFrom('relief', lightened(of, [0.7, 0.7, 0.7]))).toBeCloseTo(valueFrom('relief', of), 9)
  })

  test('says nothing where both halves were always alike or the room is bright', () => {
    const of = inDim(2, 'living')
    const flashes = of.emission?.sequence.flashes.map(([left]): [typeof left, typeof left] => [left, left]) ?? []
    const even = of.emission && { ...of, emission: { ...of.emission, sequence: { flashMs: 400, flashes } } }
    expect(even && read('relief', even)).toMatchObject({ why: 'notMeasured' })
    expect(read('relief', inDim(2, 'living', { gain: 0.003 }))).toMatchObject({ why: 'tooBright' })
    expect(read('relief', { ...of, emission: null })).toMatchObject({ why: 'notMeasured' })
  })
})

describe('pulse', () => {
  const beating = (n: number, depth: number, hertz: number, seconds = 12): Trail => {
    const random = seeded(n)
    const of = trail(n, 'living')
    const [first] = of.frames
    const frames = Array.from({ length: seconds * 14 }, (_, i) => ({ ...first, at: (i * 1000) / 14 })) as never
    return withLive({ ...of, emission: null, frames }, ({ light }, i) => {
      const beat = depth * Math.sin((2 * Math.PI * hertz * i) / 14)
      const channel = (value: number, share: number) => value * (1 + share * beat + normal(random, 0, 0.0005))
      const zones = Object.entries(light).map(([zone, [red, green, blue]]) => [
        zone,
        [channel(red, 0.3), channel(green, 1), channel(blue, 0.6)],
      ])
      return { light: Object.fromEntries(zones) as LiveSignals['light'] }
    })
  }

  test('finds the rate of a pulse, and none in noise', () => {
    fc.assert(
      fc.property(seed, fc.double({ min: 0.9, max: 2, noNaN: true }), (n, hertz) => {
        const of = beating(n, 0.006, hertz)
        expect(valueFrom('pulse', of)).toBeGreaterThan(3)
        expect(Math.abs(partFrom('pulse', 'bpm', of) - 60 * hertz)).toBeLessThan(8)
        expect(valueFrom('pulse', beating(n, 0, hertz))).toBeLessThan(3)
      }),
      same,
    )
  })

  test('says nothing of less than ten seconds without played light, and nothing in the dark', () => {
    expect(read('pulse', beating(1, 0.006, 1.2, 8))).toMatchObject({ why: 'tooShort' })
    expect(read('pulse', trail(1, 'living'))).toMatchObject({ why: 'tooShort' })
    expect(read('pulse', lightened(beating(1, 0.006, 1.2), [0.01, 0.01, 0.01]))).toMatchObject({ why: 'tooDark' })
    expect(read('pulse', { ...trail(1, 'living'), frames: [] })).toMatchObject({ why: 'notMeasured' })
  })
})

describe('what a screen emits', () => {
  test('each flash for its time, nothing before and after', () => {
    const sequence = anySequence(seeded(3))
    expect(emittedAt(sequence, -1)).toBeUndefined()
    expect(emittedAt(sequence, lengthOf(sequence))).toBeUndefined()
    expect(emittedAt({ flashMs: 400, flashes: [['white', 'dim']] }, 10)?.left).toEqual([1, 1, 1])
    expect(emittedAt({ flashMs: 400, flashes: [['white', 'dim']] }, 10)?.right[0]).toBeCloseTo(0.3325, 3)
  })
})

/** Each channel times a factor, everywhere. */
const lightened = (of: Trail, factors: readonly [number, number, number]): Trail =>
  withLive(of, ({ light }) => ({
    light: Object.fromEntries(
      Object.entries(light).map(([zone, rgb]) => [zone, rgb.map((value, i) => value * (factors[i] ?? 1))]),
    ) as LiveSignals['light'],
  }))
