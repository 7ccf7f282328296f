import { describe, expect, test } from 'vitest'
import { instantAt } from '../../src/kit/time.ts'
import { quartersFrom, spanOf } from '../../src/publish/matter/period.ts'

describe('a period', () => {
  test.each([
    ['2026-Q1', '2026-01-01', '2026-04-01'],
    ['2026-Q4', '2026-10-01', '2027-01-01'],
    ['2026', '2026-01-01', '2027-01-01'],
  ])('%s begins with its first day at the county and ends before the next', (period, from, to) => {
    expect(spanOf(period)).toEqual({ from: instantAt(from, '00:00'), to: instantAt(to, '00:00') })
  })

  test.each([
    ['2025-11-30', '2026-07-01', ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3']],
    ['2026-03-31', '2026-03-31', ['2026-Q1']],
    ['2026-04-01', '2026-03-31', []],
  ])('quarters from %s to %s hold both days', (first, last, quarters) => {
    expect(quartersFrom(instantAt(first, '00:00'), instantAt(last, '23:59'))).toEqual(quarters)
  })
})
