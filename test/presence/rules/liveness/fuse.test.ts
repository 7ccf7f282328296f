import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calibration, falling, tabulated } from '../../../../src/presence/rules/liveness/calibration.ts'
import { fuse, judgeScore, worthOf } from '../../../../src/presence/rules/liveness/fuse.ts'
import { LivenessPolicy, livenessPolicy } from '../../../../src/presence/rules/liveness/policy.ts'
import { readLiveness } from '../../../../src/presence/rules/liveness/read.ts'
import {
  type Reading,
  type SignalName,
  signalNames,
  type Trail,
} from '../../../../src/presence/rules/liveness/reading.ts'
import { trail, withFaces } from './trails.ts'

const limits = livenessPolicy.fuse
const number = fc.double({ min: -50, max: 50, noNaN: true })
const measured = (signal: Reading['signal'], value: number): Reading => ({ signal, kind: 'measured', value, parts: {} })

const score = (readings: readonly Reading[]): number => fuse(readings, calibration).score
const tables = [calibration.chosen, ...Object.values(calibration.against)]

describe('fuse', () => {
  test('no evidence at all passes', () => {
    const readings = signalNames.map((signal): Reading => ({ signal, kind: 'unusable', why: 'notMeasured' }))
    const { score, parts } = fuse(readings, calibration)
    expect(score).toBe(0)
    expect(parts.every(({ evidence }) => evidence === 0)).toBe(true)
    expect(judgeScore(0, limits)).toBe('alive')
  })

  test('grows with every value, or falls with what is too alike', () => {
    fc.assert(
      fc.property(fc.constantFrom(...signalNames), number, number, (signal, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((value) => score([measured(signal, value)])) as [
          number,
          number,
        ]
        if (falling.has(signal)) expect(high).toBeLessThanOrEqual(low)
        else expect(high).toBeGreaterThanOrEqual(low)
      }),
    )
  })

  test('is what the readings are worth against the species that explains them best', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 10, maxLength: 10 }), (values) => {
        const readings = signalNames.map((signal, i) => measured(signal, values[i] ?? 0))
        const fused = fuse(readings, calibration)
        expect(fused.parts.reduce((sum, { evidence }) => sum + evidence, 0)).toBeCloseTo(fused.score)
        for (const like of Object.keys(calibration.against)) {
          const alone = { ...calibration, against: { [like]: calibration.against[like] ?? {} } }
          expect(fuse(readings, alone).score).toBeGreaterThanOrEqual(fused.score)
        }
      }),
    )
  })

  test('a right answer to the light does not make up for a face without depth', () => {
    const flat = score([measured('solidity', -0.1)])
    expect(judgeScore(flat, limits)).toBe('notAlive')
    expect(score([measured('solidity', -0.1), measured('light', 0.99)])).toBeLessThan(limits.failsBelow)
  })

  test('what was only chosen never fails anybody by itself, but for a film that comes again', () => {
    for (const [signal, table] of Object.entries(calibration.chosen)) {
      const worst = Math.min(...table.map(([, evidence]) => evidence))
      if (signal === 'pulse') expect(worst).toBe(0)
      if (signal !== 'replay') expect(judgeScore(worst, limits)).not.toBe('notAlive')
    }
  })

  test('a signal is chosen or measured, never both', () => {
    for (const signal of tabulated) expect(Object.keys(calibration.chosen)).not.toContain(signal)
    for (const species of Object.values(calibration.against)) {
      for (const signal of Object.keys(species)) expect(tabulated).toContain(signal)
    }
  })

  test('tables go one way, and are read straight between their points and flat outside', () => {
    for (const [signal, table] of tables.flatMap((one) => Object.entries(one))) {
      const sign = falling.has(signal as SignalName) ? -1 : 1
      for (const [i, [value, evidence]] of table.entries()) {
        const before = table[i - 1]
        if (before === undefined) continue
        expect(value).toBeGreaterThan(before[0])
        expect(sign * evidence).toBeGreaterThanOrEqual(sign * before[1])
      }
    }
    const table = [
      [0, -1],
      [1, 1],
    ] as const
    expect([-5, 0, 0.5, 1, 9].map((value) => worthOf(value, table))).toEqual([-1, -1, 0, 1, 1])
  })

  test('between the limits one more action is asked for', () => {
    expect(judgeScore(limits.doubtfulBelow, limits)).toBe('alive')
    expect(judgeScore(limits.doubtfulBelow - 0.01, limits)).toBe('doubtful')
    expect(judgeScore(limits.failsBelow, limits)).toBe('doubtful')
    expect(judgeScore(limits.failsBelow - 0.01, limits)).toBe('notAlive')
  })

  test('simulated people pass, simulated paper does not pass unnoticed', () => {
    const scoreOf = (of: Trail) => score(readLiveness(of, livenessPolicy))
    const count = (surface: 'living' | 'flat', seeds: number) =>
      Array.from({ length: seeds }, (_, i) => judgeScore(scoreOf(trail(i + 1, surface)), limits)).filter(
        (word) => word === 'alive',
      ).length
    expect(count('living', 30)).toBe(30)
    expect(count('flat', 30)).toBeLessThanOrEqual(4)
  })
})

describe('readings', () => {
  test('are finite whatever stands in the trail', () => {
    const odd = fc.oneof(fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, -1e300, 1e300), number)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(odd, { minLength: 200, maxLength: 200 }), (n, values) => {
        const of = withFaces(trail(n, 'living'), (face, i) => spoilt(face, values, i))
        for (const reading of readLiveness(of, livenessPolicy)) {
          if (reading.kind === 'measured') {
            expect(Number.isFinite(reading.value)).toBe(true)
            expect(Object.values(reading.parts).every(Number.isFinite)).toBe(true)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('an empty trail has a reading of every signal, none of them measured', () => {
    const readings = readLiveness(
      { waited: [], frames: [], promptedAt: 0, reads: [], emission: null, descriptions: [] },
      livenessPolicy,
    )
    expect(readings.map(({ signal }) => signal)).toEqual(signalNames)
    expect(readings.every(({ kind }) => kind === 'unusable')).toBe(true)
  })
})

describe('the rules of liveness', () => {
  const files = readdirSync('src/presence/rules/liveness')

  test('the policy has its own shape', () => {
    expect(LivenessPolicy.parse(livenessPolicy)).toEqual(livenessPolicy)
  })

  test.each(files)('%s is pure and knows nothing of simulations', (file) => {
    const text = readFileSync(`src/presence/rules/liveness/${file}`, 'utf8')
    expect(text).not.toMatch(
      /Date\.now|new Date\(|Math\.random|performance\.|process\.|fetch\(|console\.|crypto|simulate\//,
    )
  })
})

/** A face in which some numbers are others. */
function spoilt(face: Parameters<Parameters<typeof withFaces>[1]>[0], values: readonly number[], i: number) {
  const value = (k: number): number => values[(7 * i + k) % values.length] ?? 0
  if (i % 3 === 0) return { ...face, turn: value(1), mouth: value(2), scale: value(3) }
  if (i % 3 === 1) return { ...face, live: { ...face.live, points: face.live.points.map((_, k) => value(k)) } }
  const light = { ...face.live.light, chin: [value(1), value(2), value(3)] as [number, number, number] }
  return { ...face, live: { ...face.live, light, edge: value(4), hash: '0000000000000000' } }
}
