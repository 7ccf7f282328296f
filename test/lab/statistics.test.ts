import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawDet, probit } from '../../scripts/lab/det.ts'
import { equalError, quantileOf, rateOf, tradeOff, upperBound } from '../../scripts/lab/statistics.ts'

describe('the exact bound of Clopper and Pearson', () => {
  test.each([
    [0, 43, 0.0673],
    [0, 59, 0.0495],
    [0, 150, 0.0198],
    [0, 300, 0.0099],
    // Two-sided 95 % limits of published tables: 1 of 10 and 5 of 20.
    [1, 10, 0.445, 0.975],
    [5, 20, 0.491, 0.975],
    [9, 12, 0.9281],
  ])('%i of %i', (hits, of, bound, confidence = 0.95) => {
    expect(upperBound(hits, of, confidence)).toBeCloseTo(bound, 3)
  })

  test('is 1 of nothing and of everything, above the share, and falls with more trials', () => {
    expect([upperBound(0, 0), upperBound(7, 7)]).toEqual([1, 1])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
        const hits = Math.floor(share * of)
        const { share: seen, upper95 } = rateOf(hits, of)
        expect(upper95).toBeGreaterThanOrEqual(seen)
        expect(upperBound(hits, of + 1)).toBeLessThanOrEqual(upper95 + 1e-9)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the trade-off of two errors', () => {
  test('runs from everything let through to everything refused', () => {
    const points = tradeOff([3, 4], [1, 2])
    expect(points[0]).toMatchObject({ apcer: 1, bpcer: 0 })
    expect(points.at(-1)).toMatchObject({ apcer: 0, bpcer: 1 })
  })

  test('has no error where attacks lie below all living people', () => {
    expect(equalError([3, 4, 5], [0, 1, 2])).toEqual({ threshold: 3, apcer: 0, bpcer: 0 })
  })

  test('is unknown where one kind is missing', () => {
    expect(equalError([1], [])).toBeUndefined()
  })

  test('is drawn with both languages and without a number that is none', () => {
    const svg = drawDet('a <b>', [1, 2, 3], [0, 1, 2])
    expect(svg).toContain('攻击被接受率 APCER')
    expect(svg).not.toMatch(/NaN|<b>/)
  })
})

test('probits are those of the tables', () => {
  expect(probit(0.5)).toBeCloseTo(0, 5)
  expect(probit(0.975)).toBeCloseTo(1.95996, 4)
})

test('quantiles are linear, and none of none', () => {
  expect([quantileOf([4, 1, 2, 3], 0.5), quantileOf([], 0.5)]).toEqual([2.5, null])
})
