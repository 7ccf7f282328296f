import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RatingAnswer, satisfiedAnswers, solvedAnswers } from '../../src/contract/ratings.ts'
import { addDays } from '../../src/kit/time.ts'
import { type Held, planReleases } from '../../src/matter/rating/rules/release.ts'
import { quarterOf, readRight } from '../../src/matter/rating/rules/right.ts'
import { difference, priorOf, shrink, silentBounds, wilson } from '../../src/matter/rating/rules/share.ts'
import { ratingKeyOf } from '../../src/matter/rating/sealing.ts'

describe('who is asked', () => {
  const endedAt = '2026-03-02T08:00:00.000Z'
  const ended = { state: 'finished', endedAt, excluded: false }
  test.each([
    ['at once', ended, '2026-03-02T08:00:01.000Z', { kind: 'open', round: 1, until: '2026-03-31' }],
    ['on the 29th day', ended, '2026-03-31T15:59:59.000Z', { kind: 'open', round: 1, until: '2026-03-31' }],
    ['from the 30th day', ended, '2026-03-31T16:00:00.000Z', { kind: 'open', round: 2, until: '2026-06-29' }],
    ['after 120 days', ended, '2026-06-29T16:00:00.000Z', { kind: 'over' }],
    ['of a refusal', { ...ended, state: 'refused' }, endedAt, { kind: 'open', round: 1, until: '2026-03-31' }],
    ['of what was taken back', { ...ended, state: 'withdrawn' }, endedAt, { kind: 'notEnded' }],
    ['of what runs', { state: 'open', endedAt: null, excluded: false }, endedAt, { kind: 'notEnded' }],
    ['of what was left out by two', { ...ended, excluded: true }, endedAt, { kind: 'over' }],
  ])('%s', (_, ending, now, right) => {
    expect(readRight(ending, now)).toEqual(right)
  })

  test.each([
    ['2026-01-01', '2026-Q1'],
    ['2026-03-31', '2026-Q1'],
    ['2026-04-01', '2026-Q2'],
    ['2026-12-31', '2026-Q4'],
  ])('the quarter of %s is %s', (day, quarter) => expect(quarterOf(day)).toBe(quarter))
})

const county = '00000000-0000-4000-8000-000000000000'
const units = Array.from({ length: 5 }, (_, i) => `00000000-0000-4000-8000-00000000001${i}`)
const parents = new Map<string, string | null>([
  [county, null],
  ...units.map((it, i): [string, string] => [it, i < 2 ? county : (units[i % 2] ?? county)]),
])
const answers: fc.Arbitrary<RatingAnswer> = fc.record({
  solved: fc.option(fc.constantFrom(...solvedAnswers)),
  satisfied: fc.option(fc.constantFrom(...satisfiedAnswers)),
  told: fc.option(fc.boolean()),
})
const today = '2026-09-15'
const heldOnes: fc.Arbitrary<Held[]> = fc.uniqueArray(
  fc.record({
    heldId: fc.uuid({ version: 4 }),
    unitId: fc.constantFrom(...units),
    period: fc.constantFrom('2025-Q1', '2025-Q4', '2026-Q2', '2026-Q3'),
    round: fc.constantFrom(1 as const, 2 as const),
    source: fc.constantFrom('self' as const, 'callBack' as const),
    day: fc.integer({ min: 0, max: 40 }).map((n) => addDays(today, -n)),
    answer: answers,
  }),
  { selector: (it) => it.heldId, maxLength: 80 },
)
const lots = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })).map((stream) => {
  const known = new Map<string, number>()
  return (group: string): number => {
    const lot = known.get(group) ?? Number(stream.next().value)
    known.set(group, lot)
    return lot
  }
})
const always = (): number => 0
const never = (): number => 1

describe('answers are told together', () => {
  test('never fewer than five, and each exactly once', () => {
    fc.assert(
      fc.property(heldOnes, lots, (held, lot) => {
        const { releases, left } = planReleases({ held, parents, today, lot })
        for (const it of releases) expect(it.answers.length).toBeGreaterThanOrEqual(5)
        const told = releases.reduce((sum, it) => sum + it.answers.length, 0)
        expect(told + left.length).toBe(held.length)
      }),
    )
  })

  test('the order in which they came changes nothing', () => {
    fc.assert(
      fc.property(
        heldOnes.chain((held) => fc.tuple(fc.constant(held), fc.shuffledSubarray(held, { minLength: held.length }))),
        ([held, other]) => {
          const [one, two] = [held, other].map((it) => planReleases({ held: it, parents, today, lot: always }))
          expect(two?.releases).toEqual(one?.releases)
        },
      ),
    )
  })

  test('which of five people gave which answer changes nothing', () => {
    const five = satisfiedAnswers.map((satisfied, i) => heldOf(i, { solved: 'yes', satisfied, told: false }))
    const swapped = five.map((it, i) => ({ ...it, answer: five[(i + 2) % 5]?.answer ?? it.answer }))
    const [one, two] = [five, swapped].map((held) => planReleases({ held, parents, today, lot: always }))
    expect(one?.releases).toHaveLength(1)
    expect(two).toEqual(one)
  })

  test('not before three days, and after ten without drawing', () => {
    const at = (days: number) => Array.from({ length: 5 }, (_, i) => heldOf(i, { day: addDays(today, -days) }))
    const releases = (held: Held[], lot: () => number) => planReleases({ held, parents, today, lot }).releases.length
    expect(releases(at(2), always)).toBe(0)
    expect(releases(at(3), always)).toBe(1)
    expect(releases(at(9), never)).toBe(0)
    expect(releases(at(10), never)).toBe(1)
  })

  test('four wait; a year later they go with those of the unit above', () => {
    const four = Array.from({ length: 4 }, (_, i) => heldOf(i, { unitId: units[2] ?? '', period: '2026-Q1' }))
    const above = heldOf(4, { unitId: units[0] ?? '', period: '2026-Q3' })
    const held = [...four, above]
    expect(planReleases({ held, parents, today: '2027-04-30', lot: always }).releases).toEqual([])
    const { releases, left } = planReleases({ held, parents, today: '2027-05-01', lot: always })
    expect(left).toEqual([])
    expect(releases).toMatchObject([{ unitId: units[0], period: '2026', round: 1, source: 'self' }])
    expect(releases[0]?.answers).toHaveLength(5)
  })

  test('what a whole county lacks waits for the next year', () => {
    const three = Array.from({ length: 3 }, (_, i) => heldOf(i, { period: '2025-Q4' }))
    const two = Array.from({ length: 2 }, (_, i) => heldOf(i + 3, { period: '2026-Q4' }))
    expect(planReleases({ held: three, parents, today: '2026-05-01', lot: always }).left).toHaveLength(3)
    const { releases } = planReleases({ held: [...three, ...two], parents, today: '2027-05-01', lot: always })
    expect(releases).toMatchObject([{ unitId: null, period: '2026' }])
  })
})

type Change = Partial<Omit<Held, 'answer'> & RatingAnswer>

function heldOf(i: number, { solved = 'yes', satisfied = 'very', told = false, ...rest }: Change): Held {
  return {
    heldId: `00000000-0000-4000-8000-0000000000${i + 10}`,
    unitId: units[0] ?? '',
    period: '2026-Q3',
    round: 1,
    source: 'self',
    day: addDays(today, -5),
    answer: { solved, satisfied, told },
    ...rest,
  }
}

describe('what waits is sealed', () => {
  const key = ratingKeyOf(new Uint8Array(32).fill(3))
  test('every answer is as long as every other, and opens to itself under its own id only', () => {
    const { heldId: _, ...plain } = heldOf(0, {})
    const lengths = new Set<number>()
    fc.assert(
      fc.property(answers, (answer) => {
        const { heldId, sealed } = key.close({ ...plain, answer })
        lengths.add(sealed.length)
        expect(key.open(heldId, sealed)).toEqual({ ...plain, heldId, answer })
        expect(key.open(crypto.randomUUID(), sealed)).toBeUndefined()
        expect(heldId[14]).toBe('4')
      }),
    )
    expect(lengths.size).toBe(1)
  })

  test('the mark of a right is the same for the same matter and round, and another under another key', () => {
    const other = ratingKeyOf(new Uint8Array(32).fill(4))
    const marks = [key.markOf('a', 1), key.markOf('A', 1), key.markOf('a', 2), key.markOf('b', 1), other.markOf('a', 1)]
    expect(marks[0]).toBe(marks[1])
    expect(new Set(marks).size).toBe(4)
  })
})

interface Vector {
  readonly x: number
  readonly n: number
  readonly lower: number
  readonly upper: number
  readonly digits: number
}
const vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'wilson.json'), 'utf8')) as Vector[]

describe('shares and what is known of them', () => {
  test.each(vectors)('Wilson’s bounds of $x of $n', ({ x, n, lower, upper, digits }) => {
    const { low, high } = wilson(x, n)
    expect([low.toFixed(digits), high.toFixed(digits)]).toEqual([lower.toFixed(digits), upper.toFixed(digits)])
  })

  const counts = fc
    .integer({ min: 1, max: 2000 })
    .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))
  const tiny = 1e-12

  test('bounds hold the share, lie within 0 and 1, and mirror each other', () => {
    fc.assert(
      fc.property(counts, ({ x, n }) => {
        const { low, high } = wilson(x, n)
        const other = wilson(n - x, n)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(x / n + tiny)
        expect(high).toBeGreaterThanOrEqual(x / n - tiny)
        expect(other.low).toBeCloseTo(1 - high, 10)
      }),
    )
  })

  test('nobody’s answer is never a good one: the silent widen what is known on both sides', () => {
    expect(silentBounds(97, 97, 200)).toEqual({ low: 0.485, high: 1 })
    fc.assert(
      fc.property(counts, fc.nat(500), ({ x, n }, silent) => {
        const { low, high } = silentBounds(x, n, n + silent)
        expect(high - low).toBeCloseTo(silent / (n + silent), 10)
      }),
    )
  })

  // Newcombe 1998, table II, case (a) 56/70 − 48/80 = 0.2: method 10 gives 0.0524 to 0.3339.
  test('the bounds of a difference are those of the paper', () => {
    const { value, low, high } = difference({ x: 56, n: 70 }, { x: 48, n: 80 })
    expect([value.toFixed(4), low.toFixed(4), high.toFixed(4)]).toEqual(['0.2000', '0.0524', '0.3339'])
  })

  test('small offices are drawn to the county’s mean, large ones hardly', () => {
    const offices = [
      { x: 5, n: 5 },
      { x: 180, n: 300 },
      { x: 270, n: 300 },
      { x: 150, n: 300 },
    ]
    const prior = priorOf(offices)
    if (prior === undefined) throw new Error('there are answers')
    const [small = 0, large = 0] = offices.map((it) => shrink(it, prior))
    expect(prior.mean).toBeCloseTo(605 / 905, 12)
    expect(small).toBeLessThan(0.85)
    expect(Math.abs(large - 0.6)).toBeLessThan(0.01)
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 12 }), (all) => {
        const its = priorOf(all)
        if (its === undefined) throw new Error('there are answers')
        for (const it of all) {
          const [from, to] = [it.x / it.n, its.mean].sort((a, b) => a - b) as [number, number]
          expect(shrink(it, its)).toBeGreaterThanOrEqual(from - tiny)
          expect(shrink(it, its)).toBeLessThanOrEqual(to + tiny)
        }
      }),
    )
  })

  test('offices that differ no more than by chance are all at the mean', () => {
    const prior = priorOf([
      { x: 50, n: 100 },
      { x: 51, n: 100 },
    ])
    expect(prior?.strength).toBe(Number.POSITIVE_INFINITY)
    expect(priorOf([{ x: 0, n: 0 }])).toBeUndefined()
  })
})
