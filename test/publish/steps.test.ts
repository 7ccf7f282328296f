import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MatterType } from '../../src/contract/matterTypes.ts'
import { type EndedWay, kindsOf, percentile, type StepTime } from '../../src/publish/matter/steps.ts'
import { typeOf } from '../matter/counter.ts'

const town = '0199aaaa-0000-7000-8000-000000000001'
const type: MatterType = { ...typeOf(town), typeId: 'type' }
const [look, decide] = ['look', 'decide']

const step = (key: string, seconds: number, late = false): StepTime => ({ key, seconds, givenSeconds: 14_400, late })
const way = (more: Partial<EndedWay> = {}): EndedWay => ({
  ...{ typeId: 'type', version: 1, unitId: 'a', quarter: '2026-Q1', handOvers: [] },
  steps: [step(look, 60), step(decide, 120)],
  ...more,
})
const some = (n: number, more: Partial<EndedWay> = {}): EndedWay[] => Array.from({ length: n }, () => way(more))

describe('a percentile by nearest rank', () => {
  test.each([
    { values: [7], percent: 50, is: 7 },
    { values: [7], percent: 90, is: 7 },
    { values: [3, 1], percent: 50, is: 1 },
    { values: [1, 2, 3], percent: 50, is: 2 },
    { values: [5, 1, 4, 2, 3], percent: 90, is: 5 },
    { values: [1, 2, 3, 4, 5, 6, 7, 8, 9], percent: 90, is: 9 },
    { values: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], percent: 90, is: 9 },
    { values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], percent: 90, is: 10 },
    // The example of Wikipedia’s page on percentiles.
    { values: [15, 20, 35, 40, 50], percent: 5, is: 15 },
    { values: [15, 20, 35, 40, 50], percent: 30, is: 20 },
    { values: [15, 20, 35, 40, 50], percent: 40, is: 20 },
    { values: [15, 20, 35, 40, 50], percent: 100, is: 50 },
    { values: [0, -3, 0, 100, 20], percent: 50, is: 0 },
  ])('of $values at $percent is $is', ({ values, percent, is }) => {
    expect(percentile(values, percent)).toBe(is)
  })

  test('is the least of them that so many do not exceed, in whatever order they come', () => {
    const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (all, percent) => {
        const found = percentile(all, percent)
        const upTo = (value: number) => all.filter((it) => it <= value).length * 100
        expect(all).toContain(found)
        expect(upTo(found)).toBeGreaterThanOrEqual(percent * all.length)
        for (const less of all.filter((it) => it < found)) expect(upTo(less)).toBeLessThan(percent * all.length)
        expect(percentile([...all].reverse(), percent)).toBe(found)
      }),
    )
  })

  test('of nothing is none', () => {
    expect(() => percentile([], 50)).toThrow(RangeError)
  })
})

describe('how long steps took', () => {
  test('is told with the share in time and the time their limits gave', () => {
    const ways = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((hours) =>
      way({ steps: [step(look, hours * 3_600, hours > 4), step(decide, 60)] }),
    )
    const [kind] = kindsOf(ways, [type])
    expect(kind).toMatchObject({ typeId: 'type', name: '宅基地审批', matters: 10, handOvers: null })
    expect(kind?.steps.map((it) => [it.key, it.name, it.told])).toEqual([
      [
        'look',
        '现场勘查',
        { ended: 10, inTime: 4, medianSeconds: 5 * 3_600, slowSeconds: 9 * 3_600, givenSeconds: 14_400 },
      ],
      ['decide', '镇审批', { ended: 10, inTime: 10, medianSeconds: 60, slowSeconds: 60, givenSeconds: 14_400 }],
    ])
  })

  test('is not told of steps that fewer than five came to', () => {
    const ways = [...some(3), ...some(4, { steps: [step(look, 60)] })]
    const [kind] = kindsOf(ways, [type])
    expect(kind?.steps.map((it) => it.told?.ended ?? null)).toEqual([7, null])
  })

  test.each([
    { came: [7, 3], told: null },
    { came: [7, 0], told: 7 },
    { came: [7, 5], told: 12 },
    { came: [7, 3, 2], told: 12 },
    { came: [3, 1], told: null },
  ])('is not told of a year that would give away a quarter under five: $came', ({ came, told }) => {
    const all = came.flatMap((n, i) => {
      const quarter = `2026-Q${i + 1}`
      return [...some(n, { quarter }), ...some(10 - n, { quarter, steps: [step(look, 60)] })]
    })
    const [kind] = kindsOf(all, [type])
    expect(kind?.matters).toBe(came.length * 10)
    expect(kind?.steps[1]?.told?.ended ?? null).toBe(told)
  })

  test('goes by the newest version they were taken by, and keeps the steps only older ones had', () => {
    const [first, second] = type.steps
    if (!first || !second) throw new Error('there are two steps')
    const newer = { ...type, version: 2, name: '建房审批', steps: [{ ...second, name: '镇里批' }] }
    const unused = { ...type, version: 3, name: '还没人用' }
    const ways = [...some(5), ...some(5, { version: 2, steps: [step(decide, 30)] })]
    const [kind] = kindsOf(ways, [type, newer, unused])
    expect(kind?.name).toBe('建房审批')
    expect(kind?.steps.map((it) => [it.name, it.told?.ended])).toEqual([
      ['镇里批', 10],
      ['现场勘查', 5],
    ])
  })

  test('stands in the order of the types, never of a figure', () => {
    const types = ['b', 'a', 'c'].map((typeId) => ({ ...type, typeId }))
    const ways = [...some(5, { typeId: 'a' }), ...some(9, { typeId: 'b' }), ...some(7, { typeId: 'c' })]
    expect(kindsOf(ways, types).map((it) => it.typeId)).toEqual(['b', 'a', 'c'])
  })

  test.each([
    { units: { a: 4 }, told: null },
    { units: { a: 5 }, told: 5 },
    { units: { a: 7, b: 4 }, told: 7 },
    { units: { a: 7, b: 4, c: 1 }, told: 12 },
    { units: { a: 2, b: 2, c: 2 }, told: 6 },
  ])('leaves out what units have under five, unless that is five together: $units', ({ units, told }) => {
    const ways = Object.entries(units).flatMap(([unitId, n]) => some(n, { unitId }))
    expect(kindsOf(ways, [type])[0]?.matters ?? null).toBe(told)
  })

  test.each([
    { quarters: { '2026-Q1': 4 }, told: null },
    { quarters: { '2026-Q1': 7, '2026-Q2': 4 }, told: 7 },
    { quarters: { '2026-Q1': 4, '2026-Q2': 4 }, told: 8 },
    { quarters: { '2026-Q1': 7, '2026-Q2': 4, '2026-Q3': 1 }, told: 12 },
  ])('leaves out what quarters of a year have under five, unless that is five together: $quarters', (it) => {
    const ways = Object.entries(it.quarters).flatMap(([quarter, n]) => some(n, { quarter }))
    expect(kindsOf(ways, [type])[0]?.matters ?? null).toBe(it.told)
  })
})

describe('hand-overs', () => {
  test('are told per 100 matters, with the median until they were taken', () => {
    const ways = [...some(15), ...[5, 4, 3, 2, 1].map((it) => way({ handOvers: [it * 60] }))]
    expect(kindsOf(ways, [type])[0]?.handOvers).toEqual({ taken: 5, per100: 25, medianSeconds: 180 })
  })

  test('of fewer than five matters are not told, however often these went on', () => {
    const ways = [...some(15), ...some(4, { handOvers: [60, 60, 60] })]
    expect(kindsOf(ways, [type])[0]?.handOvers).toBeNull()
  })
})

/** Some matters with whatever steps they came to. */
const ways = fc.array(
  fc.record({
    typeId: fc.constantFrom('type', 'other'),
    version: fc.constant(1),
    unitId: fc.constantFrom('a', 'b', 'c', 'd'),
    quarter: fc.constantFrom('2026-Q1', '2026-Q2', '2026-Q3'),
    steps: fc
      .tuple(fc.integer({ min: 0, max: 99 }), fc.boolean(), fc.boolean())
      .map(([seconds, late, both]) =>
        both ? [step(look, seconds, late), step(decide, seconds)] : [step(look, seconds)],
      ),
    handOvers: fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 2 }),
  }),
  { maxLength: 60, size: 'max' },
)
const types = [type, { ...type, typeId: 'other' }]
const quarters = ['2026-Q1', '2026-Q2', '2026-Q3']

/** Every count that is told, by what it counts. */
const countsOf = (all: readonly EndedWay[]): Map<string, number> =>
  new Map(
    kindsOf(all, types).flatMap((kind) => [
      [`${kind.typeId} matters`, kind.matters] as const,
      ...kind.steps.flatMap((it) => (it.told ? [[`${kind.typeId} ${it.key}`, it.told.ended] as const] : [])),
    ]),
  )

describe('whatever happened', () => {
  test('nothing of fewer than five is told, and no more than there was', () => {
    fc.assert(
      fc.property(ways, (all) => {
        for (const kind of kindsOf(all, types)) {
          const matters = all.filter((it) => it.typeId === kind.typeId)
          expect(kind.matters).toBeGreaterThanOrEqual(5)
          expect(kind.matters).toBeLessThanOrEqual(matters.length)
          for (const { told } of kind.steps) {
            if (told === null) continue
            expect(told.ended).toBeGreaterThanOrEqual(5)
            expect(told.ended).toBeLessThanOrEqual(kind.matters)
            expect(told.inTime).toBeLessThanOrEqual(told.ended)
            expect(told.medianSeconds).toBeLessThanOrEqual(told.slowSeconds)
          }
          if (kind.handOvers) expect(kind.handOvers.taken).toBeGreaterThanOrEqual(5)
        }
      }),
    )
  })

  test('a year without its quarters leaves nothing, or five or more', () => {
    fc.assert(
      fc.property(ways, (all) => {
        const parts = quarters.map((quarter) => countsOf(all.filter((it) => it.quarter === quarter)))
        for (const [cell, n] of countsOf(all)) {
          const left = parts.reduce((sum, it) => sum - (it.get(cell) ?? 0), n)
          expect([cell, left === 0 || left >= 5]).toEqual([cell, true])
        }
      }),
    )
  })

  test('the order in which matters come changes nothing', () => {
    fc.assert(
      fc.property(ways, (all) => {
        expect(kindsOf([...all].reverse(), types)).toEqual(kindsOf(all, types))
      }),
    )
  })
})
