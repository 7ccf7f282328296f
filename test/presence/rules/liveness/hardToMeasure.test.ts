import { describe, expect, test } from 'vitest'
import { flowPoints } from '../../../../src/contract/signals.ts'
import { rimPoints } from '../../../../src/presence/rules/liveness/headShape.ts'
import { placeOf, turnOf } from '../../../../src/presence/rules/liveness/points.ts'
import { livenessPolicy } from '../../../../src/presence/rules/liveness/policy.ts'
import type { MeasuredFrame, Reading, Trail } from '../../../../src/presence/rules/liveness/reading.ts'
import { normal, seeded } from '../../../../src/presence/simulate/random.ts'
import { partFrom, read, trail, valueFrom, withLive } from './trails.ts'

describe('solidity, where measuring is hard,', () => {
  test('takes spectacles for what they are: rims stand before the skin and do not make a head flat', () => {
    const { solidity } = livenessPolicy
    const unaware = { ...livenessPolicy, solidity: { ...solidity, rimsAhead: null, flatterWeight: 1, byError: false } }
    const wearers = Array.from(
      { length: 12 },
      (_, n) => [trail(n + 1, 'living'), worn(trail(n + 1, 'living'), 0.35)] as const,
    )
    for (const [bare, wearer] of wearers) {
      expect(partFrom('solidity', 'rims', bare)).toBe(0)
      expect(partFrom('solidity', 'rims', wearer)).toBeGreaterThan(0.25)
      expect(Math.abs(valueFrom('solidity', wearer) - valueFrom('solidity', bare))).toBeLessThan(0.1)
    }
    const flat = wearers.filter(([, wearer]) => (valuesOf([read('solidity', wearer, unaware)])[0] ?? 1) < 0.6)
    expect(flat.length).toBeGreaterThan(5)
  })

  test('lends no depth to paper: neither rims on a flat print nor eyes behind a mask make a head of it', () => {
    for (let n = 1; n <= 12; n += 1) {
      expect(valueFrom('solidity', worn(trail(n, 'flat'), 0.25))).toBeLessThan(0.3)
      expect(partFrom('solidity', 'rims', worn(trail(n, 'mask'), -0.25))).toBe(0)
    }
  })

  test('weighs both sides, the flatter one more', () => {
    const by = (flatterWeight: number, of: Trail) =>
      valuesOf([
        read('solidity', of, { ...livenessPolicy, solidity: { ...livenessPolicy.solidity, flatterWeight } }),
      ])[0]
    const seen = Array.from({ length: 12 }, (_, n) => trail(n + 1, 'mask')).filter(
      (of) => partFrom('solidity', 'sides', of) === 2,
    )
    expect(seen.length).toBeGreaterThan(3)
    for (const of of seen) {
      const [flatter, even, shipped] = [by(1, of), by(0.5, of), by(livenessPolicy.solidity.flatterWeight, of)]
      if (flatter === undefined || even === undefined) throw new Error('a side was not measured')
      expect(even).toBeGreaterThanOrEqual(flatter)
      expect(shipped).toBeCloseTo(flatter + (even - flatter) * 2 * (1 - livenessPolicy.solidity.flatterWeight), 9)
    }
  })

  test('says nothing of frames that measure depth badly: noise makes nobody flat and no paper deep', () => {
    const said = (surface: 'living' | 'flat', noise: number) =>
      valuesOf(Array.from({ length: 12 }, (_, n) => read('solidity', shaken(trail(n + 1, surface), noise, n))))
    expect(said('living', 0.012)).toEqual([])
    for (const noise of [0.001, 0.003]) {
      expect(said('living', noise)).toHaveLength(12)
      for (const value of said('living', noise)) expect(value).toBeGreaterThan(0.5)
      for (const value of said('flat', noise)) expect(value).toBeLessThan(0.5)
    }
  })
})

/** The same face with something over the places of spectacles' rims that lies so far before the skin (eye distances). */
function worn(of: Trail, ahead: number): Trail {
  const straight = turnOf((of.frames as readonly MeasuredFrame[])[0]?.face.live.points ?? [])
  return withLive(of, ({ points, flow }) => {
    const [right, left] = [placeOf(points, 133), placeOf(points, 362)]
    const way = 0.7 * ahead * (turnOf(points) - straight) * 1.8 * Math.abs(left.x - right.x)
    return flow === undefined ? {} : { flow: { ...flow, points: flow.points.map(movedBy(way)) } }
  })
}

const movedBy = (way: number) => (at: number | null, i: number) =>
  at !== null && i % 2 === 0 && rimPoints.has(flowPoints[i / 2] ?? 1) ? at + way : at

/** Every point of the flow is off by so much (standard deviation, shares of the picture's width). */
function shaken(of: Trail, by: number, n: number): Trail {
  const random = seeded(n + 9000)
  return withLive(of, ({ flow }) =>
    flow === undefined ? {} : { flow: { ...flow, points: flow.points.map((at) => at && at + normal(random, 0, by)) } },
  )
}

const valuesOf = (readings: readonly Reading[]): readonly number[] =>
  readings.flatMap((reading) => (reading.kind === 'measured' ? [reading.value] : []))
