import { describe, expect, test } from 'vitest'
import { findPatternFault, findShiftFault, placePeriods } from '../../src/roster/rules/periods.ts'

const periods = (...texts: string[]) => texts.map((text) => ({ from: text.slice(0, 5), to: text.slice(6) }))

describe('periods of a shift', () => {
  test.each([
    [
      ['08:00-12:00', '14:00-17:30'],
      [
        [480, 720],
        [840, 1050],
      ],
    ],
    [['22:00-06:00'], [[1320, 1800]]],
    [['08:00-08:00'], [[480, 1920]]],
    [
      ['22:00-02:00', '03:00-06:00'],
      [
        [1320, 1560],
        [1620, 1800],
      ],
    ],
    [['00:00-00:00'], [[0, 1440]]],
    [
      ['23:30-00:00', '00:00-01:00'],
      [
        [1410, 1440],
        [1440, 1500],
      ],
    ],
  ])('%j lie one behind the other, over midnight where they must', (texts, placed) => {
    expect(placePeriods(periods(...texts)).map(({ from, to }) => [from, to])).toEqual(placed)
    expect(findShiftFault({ periods: periods(...texts) })).toBeUndefined()
  })

  test.each([
    [['08:00-12:00', '11:00-17:00']],
    [['14:00-17:00', '08:00-15:00']],
    [['08:00-08:00', '08:00-09:00']],
    [['08:00-12:00', '08:00-12:00']],
    [['20:00-08:00', '07:00-09:00']],
  ])('%j overlap, or take more than a day', (texts) => {
    expect(findShiftFault({ periods: periods(...texts) })).toBe('periodsOverlap')
  })
})

describe('a pattern', () => {
  const shifts = new Map([
    ['day', { periods: periods('08:00-20:00') }],
    ['night', { periods: periods('20:00-08:00') }],
    ['late', { periods: periods('22:00-10:00') }],
    ['whole', { periods: periods('08:00-08:00') }],
  ])
  const judge = (turns: 'weekly' | 'cycle', ...days: (string | null)[]) => findPatternFault({ turns, days }, shifts)

  test.each([[['day', 'night', null]], [['whole', null, null]], [['whole', 'whole']], [['night', 'day']], [['day']]])(
    '%j can be worked',
    (days) => {
      expect(judge('cycle', ...days)).toBeUndefined()
    },
  )

  test('cannot have a shift that runs into the next', () => {
    expect(judge('cycle', 'late', 'day', null)).toBe('shiftsOverlap')
    expect(judge('cycle', 'day', null, 'late')).toBe('shiftsOverlap')
    expect(judge('cycle', 'day', null, 'late', null)).toBeUndefined()
  })

  test('of a week has seven days, and knows its shifts', () => {
    expect(judge('weekly', 'day', 'day')).toBe('weekIncomplete')
    expect(judge('cycle', 'other')).toBe('shiftUnknown')
  })
})
