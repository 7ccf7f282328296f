import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawPeople, judgeBeacon, readFoundAt, sampleSize, shareBounds } from '../../../src/presence/rules/spotCheck.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('how many have to be looked at', () => {
  test.each([
    [1_000_000, 0.05, 59],
    [1_000_000, 0.02, 149],
    [1_000_000, 0.01, 299],
    // Drawn without putting back, few people need fewer.
    [300, 0.05, 54],
    [100, 0.05, 45],
    [20, 0.05, 19],
    [1, 0.05, 1],
    [0, 0.05, 0],
  ])('of %i people with %f false, for 95 %%: %i', (population, rate, size) => {
    expect(sampleSize(population, { confidence: 0.95, rate })).toBe(size)
  })
})

describe('the draw', () => {
  const ids = Array.from({ length: 30 }, (_, i) => `person-${i}`)
  const by = { beacon: '03 08 11 19 25 30 + 07', spotCheckId: 'check', size: 8 }

  test('is the smallest digests, in their order', () => {
    const wanted = ids.toSorted((a, b) =>
      sha256(`${by.beacon}\ncheck\n${a}`) < sha256(`${by.beacon}\ncheck\n${b}`) ? -1 : 1,
    )
    expect(drawPeople(ids, by, sha256)).toEqual(wanted.slice(0, 8))
  })

  test('is the same in whatever order the people stand, and draws nobody twice', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 30 }), (shuffled) => {
        expect(drawPeople([...shuffled, ...shuffled], by, sha256)).toEqual(drawPeople(ids, by, sha256))
      }),
    )
  })

  test('draws everybody about equally often', () => {
    const times = new Map<string, number>()
    for (let n = 0; n < 3000; n += 1)
      for (const one of drawPeople(ids, { ...by, beacon: `b${n}` }, sha256)) times.set(one, (times.get(one) ?? 0) + 1)
    // 800 each, standard deviation 24.
    expect(Math.min(...times.values())).toBeGreaterThan(800 - 120)
    expect(Math.max(...times.values())).toBeLessThan(800 + 120)
  })
})

test.each([
  [100, 50, 'beaconTooOld'],
  [100, 100, 'beaconTooOld'],
  [100, 150, 'beaconNotYet'],
  [100, 200, 'fits'],
  [100, 301, 'beaconNotYet'],
] as const)('announced at %i for 200, published at %i, now 300: %s', (announcedAt, publishedAt, fit) => {
  expect(judgeBeacon({ announcedAt, beaconAt: 200 }, publishedAt, 300)).toBe(fit)
})

describe('bounds of a share', () => {
  // From the tables of Clopper and Pearson, 95 %.
  test.each([
    [0, 59, 0, 0.0606],
    [0, 10, 0, 0.3085],
    [1, 10, 0.0025, 0.445],
    [5, 10, 0.1871, 0.8129],
    [10, 10, 0.6915, 1],
    [3, 59, 0.0106, 0.1415],
  ])('%i of %i: %f to %f', (hits, n, low, high) => {
    const bounds = shareBounds(hits, n)
    expect(bounds.low).toBeCloseTo(low, 3)
    expect(bounds.high).toBeCloseTo(high, 3)
  })

  test('enclose the share itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const hits = Math.round(part * n)
        const { low, high } = shareBounds(hits, n)
        expect(low).toBeLessThanOrEqual(hits / n)
        expect(high).toBeGreaterThanOrEqual(hits / n)
      }),
    )
  })
})

describe('when something was found', () => {
  const [drawn, now] = ['2026-03-02T01:00:00.000Z', '2026-03-02T02:00:00.000Z']

  test.each([
    ['in between stays', '2026-03-02T01:30:00.000Z', '2026-03-02T01:30:00.000Z'],
    ['a phone that is four minutes fast counts as now', '2026-03-02T02:04:00.000Z', now],
    ['a phone that is four minutes slow counts as the draw', '2026-03-02T00:56:00.000Z', drawn],
    ['the future is refused', '2026-03-02T02:06:00.000Z', undefined],
    ['before the draw is refused', '2026-03-02T00:54:00.000Z', undefined],
  ])('%s', (_, at, kept) => {
    expect(readFoundAt(at, drawn, now)).toBe(kept)
  })
})
