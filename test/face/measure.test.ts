import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averageOf, figuresOf, shareOf } from '../../src/face/measure.ts'

const lost = Number.NEGATIVE_INFINITY

describe('figures of small sets, worked out by hand', () => {
  test.each([
    // Apart: every threshold between 2 and 3 refuses nobody and accepts nobody.
    ['perfectly apart', [3, 4, 5], [0, 1, 2], { eer: 0, auc: 1, tar1e2: 1, tar1e3: 1 }],
    // Of 9 comparisons 4 > 1, 2, 3; 3 > 1, 2 and ties with 3; 1 ties with 1: 3 + 2.5 + 0.5 = 6 of 9. At 3 both errors are 1/3.
    ['overlapping with ties', [4, 3, 1], [1, 2, 3], { eer: 1 / 3, auc: 6 / 9, tar1e2: 1 / 3, tar1e3: 1 / 3 }],
    // The face that was not found loses both its comparisons. At 2 half of either kind is judged wrongly.
    ['a face not found', [9, lost], [1, 2], { eer: 0.5, auc: 0.5, tar1e2: 0.5, tar1e3: 0.5 }],
    ['turned round', [0, 1], [2, 3], { eer: 1, auc: 0, tar1e2: 0, tar1e3: 0 }],
  ] as const)('%s', (_, genuine, impostor, wanted) => {
    const figures = figuresOf({ genuine, impostor })
    expect(figures).toMatchObject({ genuine: genuine.length, impostor: impostor.length })
    for (const [name, value] of Object.entries(wanted))
      expect(figures?.[name as keyof typeof wanted], name).toBeCloseTo(value, 9)
  })

  test('TAR at FAR 1e-2 lets exactly one of a hundred impostors pass, at 1e-3 none', () => {
    const impostor = Array.from({ length: 100 }, (_, i) => i)
    const figures = figuresOf({ genuine: [98.5, 99.5, 98, 97], impostor })
    // The second highest impostor is 98, the highest 99.
    expect(figures?.tar1e2).toBe(2 / 4)
    expect(figures?.tar1e3).toBe(1 / 4)
  })

  test('nothing can be said where one kind of pair is missing', () => {
    expect(figuresOf({ genuine: [], impostor: [1] })).toBeUndefined()
    expect(figuresOf({ genuine: [1], impostor: [] })).toBeUndefined()
  })
})

const scores = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 })

test('neither order nor a rising change of unit changes a figure', () => {
  fc.assert(
    fc.property(scores, scores, (genuine, impostor) => {
      const figures = figuresOf({ genuine, impostor })
      const moved = { genuine: genuine.toReversed().map((s) => 3 * s + 7), impostor: impostor.map((s) => 3 * s + 7) }
      expect(figuresOf(moved)).toEqual(figures)
    }),
  )
})

test('AUC is the share of genuine-impostor comparisons won, counted one by one', () => {
  fc.assert(
    fc.property(scores, scores, (genuine, impostor) => {
      const wins = genuine.flatMap((g) => impostor.map((i) => (g > i ? 1 : g === i ? 0.5 : 0)))
      const counted = wins.reduce<number>((sum, win) => sum + win, 0) / wins.length
      expect(figuresOf({ genuine, impostor })?.auc).toBeCloseTo(counted, 9)
    }),
  )
})

test('at the threshold of TAR@FAR no more than that share of impostors passes', () => {
  fc.assert(
    fc.property(scores, scores, (genuine, impostor) => {
      const figures = figuresOf({ genuine, impostor })
      const mayPass = Math.floor(impostor.length * 1e-2)
      const thresholds = [lost, ...impostor].filter((t) => impostor.filter((i) => i > t).length <= mayPass)
      const best = Math.max(...thresholds.map((t) => genuine.filter((g) => g > t).length)) / genuine.length
      expect(figures?.tar1e2).toBeCloseTo(best, 9)
    }),
  )
})

// Newcombe 1998, table I, method 3, and the closed formula.
test.each([
  [81, 263, 0.2553, 0.3662, 4],
  [0, 20, 0, 0.1611, 4],
  [1, 1, 0.206549, 1, 6],
  [3, 3, 0.438503, 1, 6],
  [10, 10, 0.722467, 1, 6],
  [9, 10, 0.59585, 0.982124, 6],
  [950, 1000, 0.934686, 0.96187, 6],
])("Wilson's interval of %i in %i", (hits, of, low, high, digits) => {
  const share = shareOf(hits, of)
  expect(share.low).toBeCloseTo(low, digits)
  expect(share.high).toBeCloseTo(high, digits)
})

test('none of none is no share, and its interval is everything', () => {
  expect(shareOf(0, 0)).toEqual({ hits: 0, of: 0, share: Number.NaN, low: 0, high: 1 })
})

test('averages weigh each set the same and add up the pairs', () => {
  const one = figuresOf({ genuine: [3, 4], impostor: [1, 2] })
  const other = figuresOf({ genuine: [0], impostor: [1, 2, 3] })
  if (one === undefined || other === undefined) throw new Error('no figures')
  expect(averageOf([one, other])).toEqual({ genuine: 3, impostor: 5, eer: 0.5, auc: 0.5, tar1e2: 0.5, tar1e3: 0.5 })
  expect(averageOf([])).toBeUndefined()
})
