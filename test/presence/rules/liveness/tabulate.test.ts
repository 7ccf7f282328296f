import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { worthOf } from '../../../../src/presence/rules/liveness/fuse.ts'
import { findTable } from '../../../../src/presence/rules/liveness/tabulate.ts'
import { normal, seeded } from '../../../../src/presence/simulate/random.ts'

const bounds = { support: 1, against: 2 }
const draw = (seed: number, mean: number, count: number): number[] => {
  const random = seeded(seed)
  return Array.from({ length: count }, () => normal(random, mean, 1))
}

describe('tables of what a value is worth', () => {
  test('rise, stay within their bounds and are for the living where the living are', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: -3, max: 3, noNaN: true }), (seed, apart) => {
        const genuine = draw(seed, apart, 60)
        const table = findTable(
          { genuine, attacks: { flat: draw(seed + 1, 0, 40), bent: draw(seed + 2, 0, 5) } },
          bounds,
        )
        expect(table).toBeDefined()
        for (const [i, [value, evidence]] of (table ?? []).entries()) {
          expect(value).toBeGreaterThan(table?.[i - 1]?.[0] ?? Number.NEGATIVE_INFINITY)
          expect(evidence).toBeGreaterThanOrEqual(table?.[i - 1]?.[1] ?? -bounds.against)
          expect(evidence).toBeLessThanOrEqual(bounds.support)
        }
        if (apart > 2) expect(worthOf(3, table ?? [])).toBeGreaterThan(worthOf(-0.5, table ?? []) + 1)
      }),
    )
  })

  test('a signal that is the other way round is worth nothing', () => {
    const table = findTable({ genuine: draw(1, 0, 50), attacks: { flat: draw(2, 3, 50) } }, bounds)
    const worths = table?.map(([, evidence]) => evidence) ?? []
    expect(Math.max(...worths) - Math.min(...worths)).toBe(0)
  })

  test('a few values make no table, and values that are all one make none', () => {
    expect(findTable({ genuine: [1, 2, 3, 4], attacks: { flat: draw(1, 0, 9) } }, bounds)).toBeUndefined()
    expect(findTable({ genuine: [1, 1, 1, 1, 1], attacks: { flat: [1, 1, 1, 1, 1] } }, bounds)).toBeUndefined()
  })
})
