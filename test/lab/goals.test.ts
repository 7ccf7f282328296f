import { describe, expect, test } from 'vitest'
import { cohortRows } from '../../scripts/lab/cohorts.ts'
import { speciesRows, worstOf } from '../../scripts/lab/figures.ts'
import { goalRows } from '../../scripts/lab/goals.ts'
import { genuineRows } from '../../scripts/lab/living.ts'
import type { Clip } from '../../scripts/lab/manifest.ts'
import type { Outcome, Presentation } from '../../scripts/lab/presentation.ts'

const shown = (kind: string, outcome: Outcome, about: Partial<Clip> = {}): Presentation => {
  const clip = {
    file: `${Math.random()}`,
    kind,
    script: [],
    person: 'a',
    cohort: '',
    group: '',
    simulated: true,
    ...about,
  } as Clip
  return {
    ...{ clip, files: [clip.file], species: kind, how: 'script', seed: null, outcome, untimed: outcome, why: [] },
    ...{ attempts: [], matched: null, liveness: null, series: null },
  }
}
const many = (count: number, kind: string, outcome: Outcome, about: Partial<Clip> = {}) =>
  Array.from({ length: count }, () => shown(kind, outcome, about))

const goalsOf = (presentations: readonly Presentation[]) => {
  const living = presentations.filter(({ species }) => species === 'genuine')
  return goalRows({
    species: speciesRows(presentations),
    genuineRows: genuineRows(presentations, living),
    series: [],
  })
}

describe('goals', () => {
  test('the worst species decides, and a bound is claimed only of enough presentations', () => {
    const few = goalsOf([...many(300, 'screenReplay', 'refused'), ...many(50, 'flatPrint', 'refused')])
    expect(few[0]).toMatchObject({ decidedBy: 'flatPrint', state: 'unproven', reached: false, n: 50 })
    const enough = goalsOf(many(300, 'flatPrint', 'refused'))
    expect(enough[0]).toMatchObject({ state: 'reached', reached: true, measured: 0 })
    const through = goalsOf([...many(300, 'flatPrint', 'refused'), ...many(9, 'flatPrint', 'accepted')])
    expect(through[0]).toMatchObject({ state: 'missed', reached: false })
  })

  test.each([
    ['bentPrint', 1, 3, 97, 'reached'],
    ['bentPrint', 1, 4, 96, 'missed'],
    ['cutMask', 2, 10, 90, 'reached'],
    ['cutMask', 2, 11, 89, 'missed'],
    ['genuine', 4, 98, 2, 'reached'],
    ['genuine', 4, 97, 3, 'missed'],
  ] as const)('%s: goal %i with %i accepted and %i refused is %s', (kind, goal, accepted, refused, state) => {
    const rows = goalsOf([...many(accepted, kind, 'accepted'), ...many(refused, kind, 'refused')])
    expect(rows[goal]?.state).toBe(state)
  })

  test('simulated and real never stand in one row, nor in one headline', () => {
    const presentations = [
      ...many(4, 'cutMask', 'accepted'),
      ...many(4, 'cutMask', 'refused', { simulated: false }),
      ...many(4, 'flatPhoto', 'refused', { simulated: false }),
    ]
    const rows = goalsOf(presentations)
    expect(rows.filter(({ goal }) => goal === 'cut masks').map(({ simulated, state }) => [simulated, state])).toEqual([
      [true, 'missed'],
      [false, 'reached'],
    ])
    const species = speciesRows(presentations)
    expect([worstOf(species, true)?.apcer, worstOf(species, false)?.apcer]).toEqual([1, 0])
  })

  test('what was not measured is not reached', () => {
    expect(goalsOf(many(1, 'silicone', 'accepted')).map(({ state }) => state)).toEqual(Array(6).fill('notMeasured'))
  })
})

describe('cohorts', () => {
  const tries = [
    ...many(10, 'genuine', 'accepted', { cohort: 'tone:I glasses:no' }),
    ...many(6, 'genuine', 'accepted', { cohort: 'tone:VI glasses:yes' }),
    ...many(6, 'genuine', 'refused', { cohort: 'tone:VI glasses:yes' }),
    ...many(9, 'genuine', 'refused', { cohort: 'lux:20-50' }),
    ...many(60, 'genuine', 'accepted'),
  ]

  test('are measured against all, and only of ten verdicts and more is anything said', () => {
    const rows = new Map(cohortRows(tries).map((row) => [row.name, row]))
    expect(rows.get('tone:VI')).toMatchObject({ refused: { hits: 6, of: 12 }, beyondTwice: true })
    expect(rows.get('lux:20-50')).toMatchObject({ refused: { hits: 9, of: 9 }, beyondTwice: false })
    expect(rows.get('tone:I')).toMatchObject({ timesMean: 0, beyondTwice: false })
  })

  test('where nobody is refused no cohort is refused more often', () => {
    const [row] = cohortRows(many(12, 'genuine', 'accepted', { cohort: 'tone:I' }))
    expect(row).toMatchObject({ timesMean: null, beyondTwice: false })
  })
})

test('of the times to a verdict only those of three steps and no reserve count where nothing is odd', () => {
  const took = (seconds: number, steps: number, reserveWanted: boolean): Presentation => ({
    ...shown('genuine', 'accepted', { script: Array.from({ length: steps }, () => 'blink' as const) }),
    attempts: [{ outcome: 'accepted', why: [], ms: seconds * 1000, reserveWanted }],
  })
  const tries = [took(3, 3, false), took(4, 3, false), took(5, 3, false), took(7, 3, true), took(9, 4, false)]
  const [row] = genuineRows(tries, tries)
  expect(row?.seconds).toMatchObject({ n: 5, median: 5 })
  expect(row?.nothingOdd).toMatchObject({ n: 3, median: 4 })
})
